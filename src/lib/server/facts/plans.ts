import { sql, type Selectable } from 'kysely';
import type { Db } from '../db/connect.ts';
import { statement } from '../db/statement.ts';
import { together } from '../db/together.ts';
import type { PlanTable } from '../db/schema/plans.ts';
import { Kept } from './kept.ts';
import { publishedOfPlan } from './published-words.ts';

export type PlanRow = Selectable<PlanTable>;

const withSlugs = statement((db, given: { slugs: string[] }) =>
	db
		.selectFrom('plan')
		.selectAll()
		.where((eb) => eb('slug', '=', eb.fn.any(eb.val(given.slugs))))
		.where('discarded_at', 'is', null)
);

/**
 * The plan with this slug, or undefined. Of a draft too, as long as it is not discarded: who may see one
 * is asked where requests come in.
 */
export const find = together(async (db: Db, slugs: string[]) => {
	const rows = await withSlugs(db, { slugs });
	return new Map(rows.map((row) => [row.slug, row]));
});

const publicNames = new Kept<Pick<PlanRow, 'title' | 'short_title'>>(1_000);

/** The plan, called as it is published; as it is now where nothing of it is. */
export async function asPublished(db: Db, plan: PlanRow): Promise<PlanRow> {
	const { id, seed_digest, structure_revision, period_revision } = plan;
	const key = [id, seed_digest, structure_revision, period_revision];
	const names = await publicNames.get(db, key, () =>
		db
			.selectFrom('plan')
			.where('plan.id', '=', id)
			.select(publishedOfPlan<string>('title').as('title'))
			.select(publishedOfPlan<string | null>('short_title').as('short_title'))
			.executeTakeFirstOrThrow()
	);
	return { ...plan, ...names };
}

/** The plan with this id. */
export function findById(db: Db, id: string): Promise<PlanRow> {
	return db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The plan as published that a demonstration is of, and the demonstration of one that is published; null: none. */
export async function counterpart(
	db: Db,
	plan: Pick<PlanRow, 'id' | 'demonstrates_id'>
): Promise<{ slug: string } | null> {
	const found = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.where((eb) =>
			eb.or([eb('id', '=', plan.demonstrates_id), eb('demonstrates_id', '=', plan.id)])
		)
		.select('slug')
		.orderBy('id')
		.executeTakeFirst();
	return found ?? null;
}

/** The law or order by which a plan was adopted here; null: it is a draft, or came as an adopted one. */
export function instrumentOf({
	instrument_number: number,
	instrument_on: on,
	instrument_address: address
}: PlanRow): { number: string; on: string; address: string | null } | null {
	return number !== null && on !== null ? { number, on, address } : null;
}

/** One text for the revisions of all plans: while it is the same, nothing that any plan shows has changed. */
export async function revisions(db: Db): Promise<string> {
	const { digest } = await db
		.selectFrom('plan')
		.select(
			sql<string>`coalesce(md5(string_agg(concat_ws(' ', id, seed_digest, revision), ',' order by id)), '')`.as(
				'digest'
			)
		)
		.executeTakeFirstOrThrow();
	return digest;
}

/** Adopted plans alone: what lists plans for everybody begins here. */
const inOrder = (db: Db) =>
	db.selectFrom('plan').where('draft', '=', false).orderBy('demonstration').orderBy('title');

/** The plans on which reports fall due, published ones first; at most 20. */
export function reportedOn(db: Db): Promise<PlanRow[]> {
	return inOrder(db)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('reporting_period')
					.whereRef('plan_id', '=', 'plan.id')
					.select('reporting_period.id')
			)
		)
		.selectAll()
		.limit(20)
		.execute();
}

/** How many are adopted. */
export async function count(db: Db): Promise<number> {
	const { plans } = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.select((eb) => eb.fn.countAll<string>().as('plans'))
		.executeTakeFirstOrThrow();
	return Number(plans);
}

/** All adopted plans, each called as it is published: published ones by title, then demonstrations. */
export async function list(db: Db): Promise<PlanRow[]> {
	const rows = await inOrder(db)
		.selectAll()
		.select(publishedOfPlan<string>('title').as('publicTitle'))
		.select(publishedOfPlan<string | null>('short_title').as('publicShortTitle'))
		.execute();
	return rows.map(({ publicTitle, publicShortTitle, ...plan }) => ({
		...plan,
		...{ title: publicTitle, short_title: publicShortTitle }
	}));
}
