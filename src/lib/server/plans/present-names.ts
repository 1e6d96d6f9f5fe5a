/** What an address means that names nothing at present: by a former code, or a name written otherwise. */
import { sql } from 'kysely';
import { isCalled } from '#lib/domain/records/names-in-addresses.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

/** The only one of some; undefined where there is none, or where several may be meant. */
const only = <Row>(rows: readonly Row[]): Row | undefined =>
	rows.length === 1 ? rows[0] : undefined;

/** The slug of the plan that is called so; of a plan and its demonstration the plan's. */
export async function presentPlan(db: Db, asked: string): Promise<string | undefined> {
	const rows = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.select(['slug', 'short_title as short', 'title as name', 'demonstration'])
		.execute();
	const called = rows.filter((plan) => isCalled(plan, asked));
	const published = called.filter(({ demonstration }) => !demonstration);
	return only(published.length > 0 ? published : called)?.slug;
}

/** The slug of the organisation that is called so, else of the one that was, or had this address. */
export async function presentOrganisation(db: Db, asked: string): Promise<string | undefined> {
	const rows = await db
		.selectFrom('organisation')
		.select(['slug', 'acronym as short', 'name'])
		.execute();
	const present = rows.filter((organisation) => isCalled(organisation, asked));
	return present.length > 0 ? only(present)?.slug : formerOrganisation(db, asked);
}

async function formerOrganisation(db: Db, asked: string): Promise<string | undefined> {
	const moved = await db
		.selectFrom('former_organisation_slug as former')
		.innerJoin('organisation', 'organisation.id', 'former.organisation_id')
		.where('former.slug', '=', asked.toLowerCase())
		.select('organisation.slug')
		.executeTakeFirst();
	if (moved) return moved.slug;
	const rows = await db
		.selectFrom('organisation_name as called')
		.innerJoin('organisation', 'organisation.id', 'called.organisation_id')
		.select(['organisation.slug', 'called.acronym as short', 'called.name'])
		.execute();
	const found = rows.filter((called) => isCalled(called, asked)).map(({ slug }) => slug);
	return only([...new Set(found)]);
}

export type Coded = 'element' | 'kpi';

/**
 * The present code of the live element or KPI that an address names in another letter case, else of
 * the one that had this code last.
 */
export async function presentCode(
	db: Db,
	kind: Coded,
	planId: string,
	asked: string
): Promise<string | undefined> {
	const isAsked = (column: string) => sql<boolean>`lower(${sql.ref(column)}) = lower(${asked})`;
	const live = db
		.selectFrom(kind)
		.where(`${kind}.plan_id`, '=', planId)
		.where(`${kind}.retired_at`, 'is', null);
	const [written, former] = await Promise.all([
		live
			.where(isAsked(`${kind}.code`))
			.select(`${kind}.code`)
			.limit(2)
			.execute(),
		live
			.innerJoin('former_code', `former_code.${kind}_id`, `${kind}.id`)
			.where('former_code.plan_id', '=', planId)
			.where(isAsked('former_code.code'))
			.select(`${kind}.code`)
			.orderBy('former_code.id', 'desc')
			.executeTakeFirst()
	]);
	return written.length > 0 ? only(written)?.code : former?.code;
}

/**
 * The code that an element or KPI has on a day, of which the address names any code that it ever had.
 * Undefined where it is no part of the plan on that day, or where several may be meant.
 *
 * @param asked.known the last revision of the plan itself that counts; left out: its present one
 */
export async function codeOn(
	db: Db,
	kind: Coded,
	planId: string,
	{ asked, on, known = null }: { asked: string; on: IsoDate; known?: number | null }
): Promise<string | undefined> {
	const versions = sql`(
		select * from ${sql.table(`${kind}_version`)}
		where plan_id = ${planId} and revision <= coalesce(${known}::bigint, revision)
	)`;
	const { rows } = await sql<{ code: string }>`
		select code from (
			select distinct on (id) code, retired from ${versions} as version
			where holds_from <= ${on} and id in (
				select id from ${versions} as named where lower(code) = lower(${asked})
			)
			order by id, holds_from desc, revision desc
		) as latest where not retired
	`.execute(db);
	return only(rows)?.code;
}
