import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

/** An organisation as others name it. */
export interface OrganisationName {
	slug: string;
	acronym: string;
	name: string;
}

export interface Organisation extends OrganisationName {
	id: string;
	kind: 'ministry' | 'office' | 'agency';
	parent: OrganisationName | null;
	/** In whose report its figures are given; null: its own. */
	reportsThrough: OrganisationName | null;
	/** The same, or itself. */
	reportsThroughId: string;
	validFrom: IsoDate | null;
	validTo: IsoDate | null;
	predecessors: (OrganisationName & { on: IsoDate | null })[];
	successors: (OrganisationName & { on: IsoDate | null })[];
}

const nameColumns = ['organisation.slug', 'organisation.acronym', 'organisation.name'] as const;

/** The organisation with this slug and those it is bound to, or undefined. */
export async function find(db: Db, slug: string): Promise<Organisation | undefined> {
	const row = await db
		.selectFrom('organisation')
		.selectAll()
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (!row) return undefined;
	const { through_id: throughId } = await db
		.selectFrom('reporting_through')
		.select('through_id')
		.where('organisation_id', '=', row.id)
		.executeTakeFirstOrThrow();
	const [names, predecessors, successors] = await Promise.all([
		namesOf(db, [row.parent_id, throughId]),
		succession(db, row.id, 'predecessor'),
		succession(db, row.id, 'successor')
	]);
	return {
		id: row.id,
		slug: row.slug,
		acronym: row.acronym,
		name: row.name,
		kind: row.kind,
		parent: names.get(row.parent_id ?? '') ?? null,
		reportsThrough: throughId === row.id ? null : (names.get(throughId) ?? null),
		reportsThroughId: throughId,
		validFrom: row.valid_from,
		validTo: row.valid_to,
		predecessors,
		successors
	};
}

async function namesOf(db: Db, ids: (string | null)[]): Promise<Map<string, OrganisationName>> {
	const set = ids.filter((id) => id !== null);
	if (set.length === 0) return new Map();
	const rows = await db
		.selectFrom('organisation')
		.where('id', 'in', set)
		.select([...nameColumns, 'organisation.id'])
		.execute();
	return new Map(rows.map(({ id, ...name }) => [id, name]));
}

/** Those that came before or after it. */
function succession(db: Db, id: string, wanted: 'predecessor' | 'successor') {
	const own = wanted === 'predecessor' ? 'successor' : 'predecessor';
	return db
		.selectFrom('organisation_succession as succession')
		.innerJoin('organisation', 'organisation.id', `succession.${wanted}_id`)
		.where(`succession.${own}_id`, '=', id)
		.select([...nameColumns, 'succession.happened_on as on'])
		.orderBy('succession.happened_on')
		.execute();
}

/** What an organisation was called on a day. */
export async function namedOn(
	db: Db,
	id: string,
	day: IsoDate
): Promise<Pick<OrganisationName, 'acronym' | 'name'>> {
	return await db
		.selectFrom('organisation_name')
		.where('organisation_id', '=', id)
		.select(['acronym', 'name'])
		.where('holds_from', '<=', day)
		.orderBy('holds_from', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
}

/** Of organisations that have ended when they did, and by whom they are followed. */
export async function endings(
	db: Db,
	ids: readonly string[]
): Promise<{ acronym: string; on: IsoDate; successors: string[] }[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('organisation')
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.where('valid_to', 'is not', null)
		.select((eb) => [
			'acronym',
			sql<IsoDate>`valid_to`.as('on'),
			sql<string[]>`array(${eb
				.selectFrom('organisation_succession as succession')
				.innerJoin('organisation as other', 'other.id', 'succession.successor_id')
				.whereRef('succession.predecessor_id', '=', 'organisation.id')
				.select('other.acronym')
				.orderBy('other.acronym')})`.as('successors')
		])
		.orderBy('acronym')
		.execute();
	return rows;
}

/** The adopted plans in which it owns something, or did on some day, published ones first. */
export function plansOf(db: Db, id: string) {
	return db
		.selectFrom('plan')
		.where('draft', '=', false)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('owner')
					.innerJoin('element', 'element.id', 'owner.element_id')
					.whereRef('element.plan_id', '=', 'plan.id')
					.where('owner.organisation_id', '=', id)
					.where('element.retired_at', 'is', null)
					.select('owner.id')
			)
		)
		.selectAll()
		.orderBy('demonstration')
		.orderBy('title')
		.execute();
}

/** Addresses of organisations by id, for links. */
export async function slugs(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('organisation')
		.where('id', 'in', ids)
		.select(['id', 'slug'])
		.execute();
	return new Map(rows.map((row) => [row.id, row.slug]));
}
