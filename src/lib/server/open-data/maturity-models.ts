/** Maturity models as documents. */
import type { MaturityModel, ScoringRule } from '#lib/domain/maturity/model.ts';
import { isAssessable } from '#lib/domain/maturity/model.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Db } from '../db/connect.ts';
import { find, list } from '../maturity/queries.ts';

interface ProvenanceDocument {
	kind: Origin['kind'];
	reason: string | null;
	quotes: { passage: string | null; text: string }[];
	publication: {
		title: string;
		publisher: string | null;
		published_on: string | null;
		address: string | null;
	} | null;
}

export interface MaturityModelDocument {
	kind: 'maturity_model';
	/** Its name in addresses. */
	code: string;
	title: string;
	/** Which version it is; null: there is one. */
	edition: string | null;
	language: string;
	description: string | null;
	/** Null: nothing can be assessed by it. */
	scoring: ScoringRule | null;
	/** The versions before and after. */
	follows: string | null;
	followed_by: string | null;
	provenance: ProvenanceDocument;
	levels: { number: number; title: string; description: string | null }[];
	dimensions: {
		code: string;
		title: string;
		description: string | null;
		group: { code: string; title: string } | null;
		/** In percent of the whole; null: as much as the others. */
		weight: number | null;
		/** Null: as the model. */
		provenance: ProvenanceDocument | null;
		criteria: {
			code: string;
			title: string;
			description: string | null;
			/** In percent of its dimension; null: as much as the others. */
			weight: number | null;
			/** What it takes to be at a level, where that is known. */
			levels: { number: number; description: string }[];
			provenance: ProvenanceDocument | null;
		}[];
	}[];
}

const provenanceOf = ({ kind, reason, quotes, publication }: Origin): ProvenanceDocument => ({
	...{ kind, reason, quotes },
	publication: publication && {
		...{ title: publication.title, publisher: publication.publisher },
		...{ published_on: publication.publishedOn, address: publication.address }
	}
});

const dimensionsOf = ({ dimensions }: MaturityModel): MaturityModelDocument['dimensions'] =>
	dimensions.map(({ origin, criteria, ...one }) => ({
		...{ code: one.code, title: one.title, description: one.description, group: one.group },
		...{ weight: one.weight, provenance: origin && provenanceOf(origin) },
		criteria: criteria.map(({ origin: own, ...asked }) => ({
			...{ code: asked.code, title: asked.title, description: asked.description },
			...{ weight: asked.weight, levels: [...asked.levels], provenance: own && provenanceOf(own) }
		}))
	}));

/** One model; undefined where there is none such. */
export async function maturityModelDocument(
	db: Db,
	slug: string
): Promise<MaturityModelDocument | undefined> {
	const model = await find(db, slug);
	if (!model) return undefined;
	const { title, edition, language, description, follows, followedBy } = model;
	return {
		...{ kind: 'maturity_model', code: slug, title, edition, language, description },
		scoring: isAssessable(model) ? model.scoring : null,
		...{ follows, followed_by: followedBy, provenance: provenanceOf(model.origin) },
		...{ levels: [...model.levels], dimensions: dimensionsOf(model) }
	};
}

/** All, without what they ask. */
export const maturityModelList = async (db: Db) =>
	(await list(db)).map((model) => ({
		...{ kind: 'maturity_model' as const, code: model.slug, title: model.title },
		...{ edition: model.edition, language: model.language, assessable: isAssessable(model) }
	}));
