/** Provenance as the API sends it. */
import type { Provenance, Publication } from '#lib/domain/records/provenance.ts';
import type { PlanProvenance, SubjectKey } from '../provenance/queries.ts';

import type { FieldProvenance, ProvenanceDocument, PublicationDocument } from './shapes/object.ts';

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

/** Looks up where the fields of a plan come from. */
export class Sources {
	#subjects: PlanProvenance;
	#invented: ProvenanceDocument | null;

	constructor(subjects: PlanProvenance, demonstration: boolean) {
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

	fields(subject: SubjectKey): FieldProvenance {
		const fields = this.#subjects.get(subject) ?? [];
		return Object.fromEntries(
			[...fields].map(([field, provenance]) => [field, provenanceDocument(provenance)])
		);
	}
}
