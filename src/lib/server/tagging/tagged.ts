/** What of a plan may have terms of frameworks, and how those of one are written. */
import { sql } from 'kysely';
import type { TaggedKind } from '#lib/domain/frameworks/tags.ts';
import type { Db, Trx } from '../db/connect.ts';
import { saveTerms } from '../elements/parts.ts';
import * as elements from '../elements/queries.ts';
import * as kpis from '../kpis/definitions.ts';

/** One that may be tagged, as its form is made from it. */
export interface Tagged {
	kind: TaggedKind;
	id: string;
	version: number;
	/** Ids of its own terms, of any frameworks. */
	terms: string[];
}

export interface TaggedKpi extends Tagged {
	elementId: string;
	code: string;
	title: string;
}

/** All elements of a plan that are not retired. */
export async function taggedElements(db: Db, planId: string): Promise<Tagged[]> {
	const rows = await db
		.selectFrom('element')
		.leftJoin('element_term', 'element_term.element_id', 'element.id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.groupBy('element.id')
		.select(['element.id', 'element.version'])
		.select(
			sql<string[]>`coalesce(array_agg(element_term.term_id::text order by term_id)
				filter (where term_id is not null), '{}')`.as('terms')
		)
		.execute();
	return rows.map((row) => ({ kind: 'element', ...row }));
}

/** All KPIs of a plan that are not retired, nor their elements; by position among those of their element. */
export async function taggedKpis(db: Db, planId: string): Promise<TaggedKpi[]> {
	const rows = await db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.where('kpi.retired_at', 'is', null)
		.select(['kpi.id', 'kpi.version', 'kpi.terms', 'kpi.code', 'kpi.title'])
		.select('kpi.element_id as elementId')
		.orderBy('kpi.position')
		.execute();
	return rows.map((row) => ({ kind: 'kpi', ...row }));
}

export const taggedIn = async (db: Db, planId: string): Promise<Tagged[]> => [
	...(await taggedElements(db, planId)),
	...(await taggedKpis(db, planId))
];

/** One that is tagged, locked, and how its terms are written. */
interface Stored {
	code: string;
	version: number;
	terms: string[];
	write: (terms: string[]) => Promise<void>;
}

const nextVersion = sql<number>`version + 1`;

/** What a tag is of; undefined where the plan has none such, or it is retired. */
export const storedTags: Record<
	TaggedKind,
	(trx: Trx, planId: string, id: string) => Promise<Stored | undefined>
> = {
	element: async (trx, planId, id) => {
		const element = await elements.find(trx, planId, id, true);
		if (!element || element.retired_at !== null) return undefined;
		const write = async (terms: string[]) => {
			await saveTerms(trx, element, terms);
			await trx.updateTable('element').set({ version: nextVersion }).where('id', '=', id).execute();
		};
		return { ...element, write };
	},
	kpi: async (trx, planId, id) => {
		const kpi = await kpis.find(trx, planId, id, true);
		if (!kpi || kpi.retired_at !== null) return undefined;
		const write = async (terms: string[]) => {
			await trx
				.updateTable('kpi')
				.set({ terms, version: nextVersion })
				.where('id', '=', id)
				.execute();
		};
		return { ...kpi, write };
	}
};

export const subjectOf = (kind: TaggedKind, id: string) =>
	kind === 'element' ? { element_id: id } : { kpi_id: id };
