/** What administrators see of organisations. */
import { sql } from 'kysely';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OrganisationKind } from '#lib/domain/entries/organisation-entry.ts';
import type { Db } from '../db/connect.ts';
import type { EditedOrganisation } from './fields.ts';

/** The day on which the governments live whose plans are here: that of the first plan's time zone. */
export async function presentDay(db: Db, now: Date): Promise<IsoDate> {
	const plan = await db.selectFrom('plan').select('time_zone').orderBy('id').executeTakeFirst();
	return todayIn(plan?.time_zone ?? 'UTC', now);
}

export interface ListedOrganisation {
	id: string;
	slug: string;
	acronym: string;
	name: string;
	kind: OrganisationKind;
	jurisdiction: string;
	validFrom: IsoDate | null;
	validTo: IsoDate | null;
	/** Acronyms of those that follow it. */
	successors: string[];
	/** Elements that it owns now. */
	owns: number;
	/** People who act for it. */
	people: number;
}

/** All organisations, those that exist first, by acronym. */
export async function listed(db: Db, today: IsoDate): Promise<ListedOrganisation[]> {
	const { rows } = await sql<ListedOrganisation>`
		select one.id::text as id, one.slug, one.acronym, one.name, one.kind, one.jurisdiction,
			one.valid_from as "validFrom", one.valid_to as "validTo",
			array(
				select other.acronym from organisation_succession
				join organisation other on other.id = successor_id
				where predecessor_id = one.id order by other.acronym
			) as successors,
			coalesce(owning.count, 0) as owns, coalesce(acting.count, 0) as people
		from organisation one
		left join (
			select owner.organisation_id as id, count(distinct owner.element_id)::int as count
			from owner join element on element.id = owner.element_id and element.retired_at is null
			where owner.valid_to is null group by owner.organisation_id
		) as owning using (id)
		left join (
			select organisation_id as id, count(distinct user_id)::int as count
			from role_grant where organisation_id is not null group by organisation_id
		) as acting using (id)
		order by (one.valid_to is not null and one.valid_to <= ${today}), lower(one.acronym), one.id
	`.execute(db);
	return rows;
}

const columns = [
	...['id', 'slug', 'acronym', 'name', 'kind', 'jurisdiction', 'version'],
	...['parent_id', 'reports_through_id', 'valid_from', 'valid_to', 'approves_inside']
] as (keyof EditedOrganisation)[];

/** The organisation with this name in addresses, as its forms have it. */
export async function findEdited(db: Db, slug: string): Promise<EditedOrganisation | undefined> {
	return await db
		.selectFrom('organisation')
		.where('slug', '=', slug)
		.select(columns)
		.executeTakeFirst();
}

export interface NamedFrom {
	/** Null: from the beginning. */
	from: IsoDate | null;
	acronym: string;
	name: string;
}

/** What it was called, and is, the latest name first. */
export async function namesOf(db: Db, id: string): Promise<NamedFrom[]> {
	return await db
		.selectFrom('organisation_name')
		.where('organisation_id', '=', id)
		.select(['acronym', 'name'])
		.select(sql<IsoDate | null>`nullif(holds_from, '-infinity')`.as('from'))
		.orderBy('holds_from', 'desc')
		.execute();
}

/** The governments whose organisations are here, the one with most first. */
export async function jurisdictions(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('organisation')
		.groupBy('jurisdiction')
		.select('jurisdiction')
		.orderBy((eb) => eb.fn.countAll(), 'desc')
		.execute();
	return rows.map(({ jurisdiction }) => jurisdiction);
}
