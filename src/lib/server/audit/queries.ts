/** The audit log as administrators read it: the newest first, by pages. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { actionsOfKind, type AuditKind } from './kinds.ts';

export interface AuditRow {
	id: string;
	occurred_at: Date;
	actor_id: string | null;
	/** The name as it is today; the entry itself keeps an id only. */
	actor_name: string | null;
	action: string;
	subject_kind: string;
	subject_id: string | null;
	detail: Record<string, unknown>;
	plan_slug: string | null;
	plan_title: string | null;
	currency: string | null;
	/** The subject's name as it is today; null where nobody and nothing is called by one any more. */
	subject_name: string | null;
	/** Of the person and the organisation that the detail names by id. */
	detail_name: string | null;
	detail_acronym: string | null;
	/** From where it came, as long as that is kept. */
	address: string | null;
	device: string | null;
}

/** What is looked for; null: whatever it is. */
export interface AuditFilter {
	/** A part of somebody's name, or an e-mail address. */
	person: string | null;
	/** By slug. */
	plan: string | null;
	kind: AuditKind | null;
	/** The first and the last day, in UTC. */
	from: IsoDate | null;
	until: IsoDate | null;
}

export const everything: AuditFilter = {
	person: null,
	plan: null,
	kind: null,
	from: null,
	until: null
};

export const entriesOnPage = 100;

const rows = (db: Db) =>
	db
		.selectFrom('audit_entry as entry')
		.leftJoin('user_account as actor', 'actor.id', 'entry.actor_id')
		.leftJoin('plan', 'plan.id', 'entry.plan_id')
		.leftJoin('entry_origin as origin', 'origin.entry_id', 'entry.id')
		.leftJoin('user_account as person', (join) =>
			join
				.on('entry.subject_kind', '=', 'user')
				.on('person.erased_at', 'is', null)
				.on(sql<boolean>`person.id::text = entry.subject_id`)
		)
		.leftJoin('invitation', (join) =>
			join
				.on('entry.subject_kind', '=', 'invitation')
				.on(sql<boolean>`invitation.id::text = entry.subject_id`)
		)
		.leftJoin('user_account as named', (join) =>
			join
				.on('named.erased_at', 'is', null)
				.on(sql<boolean>`named.id::text = entry.detail ->> 'user_id'`)
		)
		.leftJoin('organisation', (join) =>
			join.on(
				sql<boolean>`organisation.id::text = coalesce(
					entry.detail ->> 'organisation_id', entry.detail ->> 'on_behalf_of')`
			)
		)
		.select([
			'entry.id',
			'entry.occurred_at',
			'entry.actor_id',
			'actor.name as actor_name',
			'entry.action',
			'entry.subject_kind',
			'entry.subject_id',
			'plan.slug as plan_slug',
			'plan.currency',
			'named.name as detail_name',
			'organisation.acronym as detail_acronym',
			'origin.address',
			'origin.device'
		])
		.select(sql<Record<string, unknown>>`entry.detail - 'appended'`.as('detail'))
		.select((eb) => eb.fn.coalesce('plan.short_title', 'plan.title').as('plan_title'))
		.select((eb) => eb.fn.coalesce('person.name', 'invitation.name').as('subject_name'))
		.orderBy('entry.id', 'desc');

/** The ids of those whom a text may mean, at most 100. */
async function meant(db: Db, text: string): Promise<string[]> {
	const part = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
	const found = await db
		.selectFrom('user_account')
		.select('id')
		.where((eb) => eb.or([eb('name', 'ilike', part), eb('email', '=', text.toLowerCase())]))
		.orderBy('id')
		.limit(100)
		.execute();
	return found.map(({ id }) => id);
}

async function filtered(db: Db, { person, plan, kind, from, until }: AuditFilter) {
	const ids = person === null ? null : await meant(db, person);
	return rows(db)
		.$if(ids !== null, (query) =>
			query.where((eb) =>
				eb.or([
					sql<boolean>`entry.actor_id = any(${ids}::bigint[])`,
					sql<boolean>`entry.subject_kind = 'user' and entry.subject_id = any(${ids}::text[])`
				])
			)
		)
		.$if(plan !== null, (query) => query.where('plan.slug', '=', plan!))
		.$if(kind !== null, (query) => query.where('entry.action', 'in', actionsOfKind(kind!)))
		.$if(from !== null, (query) =>
			query.where('entry.occurred_at', '>=', sql<Date>`${from}::date::timestamptz`)
		)
		.$if(until !== null, (query) =>
			query.where('entry.occurred_at', '<', sql<Date>`(${until}::date + 1)::timestamptz`)
		);
}

/**
 * One page of what is looked for, the newest first.
 *
 * @param before entries older than this id; left out: from the newest
 */
export async function list(
	db: Db,
	filter: AuditFilter,
	{ before, most = entriesOnPage }: { before?: string; most?: number } = {}
): Promise<{ entries: AuditRow[]; older: string | null }> {
	const found = await (
		await filtered(db, filter)
	)
		.$if(before !== undefined, (query) => query.where('entry.id', '<', before!))
		.limit(most + 1)
		.execute();
	const entries = found.slice(0, most);
	return { entries, older: found.length > most ? entries.at(-1)!.id : null };
}

/** The newest entries first, at most 100. */
export async function latest(db: Db, limit: number): Promise<AuditRow[]> {
	return (await list(db, everything, { most: Math.min(limit, entriesOnPage) })).entries;
}

/** The plans that can be looked for. */
export async function plansToFilter(db: Db): Promise<{ slug: string; title: string }[]> {
	return await db
		.selectFrom('plan')
		.select((eb) => ['slug', eb.fn.coalesce('short_title', 'title').as('title')])
		.orderBy('title')
		.limit(500)
		.execute();
}
