/** Provenance as the API sends it. */
import type { Provenance, Publication } from '#lib/domain/records/provenance.ts';
import { seenOrigin } from '#lib/domain/templates/origin.ts';
import type { Origins } from '../templates/origins.ts';
import { elementKey, kpiKey, type PlanProvenance, type SubjectKey } from '../provenance/queries.ts';

import type {
	FieldProvenance,
	ProvenanceDocument,
	PublicationDocument,
	TemplateOriginDocument
} from './shapes/object.ts';

export function publicationDocument(publication: Publication): PublicationDocument {
	const { title, publisher, publishedOn, address } = publication;
	return { title, publisher, published_on: publishedOn, address };
}

function provenanceDocument(provenance: Provenance): ProvenanceDocument {
	const { kind, quote, reason, publication } = provenance;
	return {
		kind,
		...(quote !== null && { quote }),
		...(reason !== null && { reason }),
		...(publication !== null && { publication: publicationDocument(publication) })
	};
}

/** Of each subject that was taken from a template, the item; a plan that is not public is not named. */
function originsOf({ elements, kpis }: Origins): Map<SubjectKey, TemplateOriginDocument> {
	const keyed = [
		...[...elements].map(([id, origin]) => [elementKey(id), origin] as const),
		...[...kpis].map(([id, origin]) => [kpiKey(id), origin] as const)
	];
	return new Map(
		keyed.map(([key, origin]) => {
			const { template, plan, item } = seenOrigin(origin, false);
			const named = { template: template.slug, title: template.title, item: item.code };
			return [key, { ...named, item_title: item.title, plan: plan?.slug ?? null }];
		})
	);
}

const noOrigins: Origins = { elements: new Map(), kpis: new Map() };

/** Looks up where the fields of a plan come from. */
export class Sources {
	#subjects: PlanProvenance;
	#invented: ProvenanceDocument | null;
	#origins: Map<SubjectKey, TemplateOriginDocument>;

	constructor(subjects: PlanProvenance, demonstration: boolean, origins = noOrigins) {
		this.#origins = originsOf(origins);
		this.#subjects = subjects;
		this.#invented = demonstration ? { kind: 'demo' } : null;
	}

	/** Where one field comes from; null where nothing says so. */
	of(subject: SubjectKey, field: string): ProvenanceDocument | null {
		const found = this.#subjects.get(subject)?.get(field);
		return found === undefined ? null : provenanceDocument(found);
	}

	/** Where what was reported comes from: invented throughout in a demonstration. */
	reported(subject: SubjectKey, field: string): ProvenanceDocument | null {
		return this.of(subject, field) ?? this.#invented;
	}

	/** The item of a template that it was taken from; null: it was taken from none. */
	template(subject: SubjectKey): TemplateOriginDocument | null {
		return this.#origins.get(subject) ?? null;
	}

	fields(subject: SubjectKey): FieldProvenance {
		const fields = this.#subjects.get(subject) ?? [];
		return Object.fromEntries(
			[...fields].map(([field, provenance]) => [field, provenanceDocument(provenance)])
		);
	}
}
