/** By whom elements were handed over, and what can be. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

export interface HandOver {
	id: string;
	elementId: string;
	role: OwnerRole;
	from: { id: string; acronym: string; slug: string; office: string | null };
	to: { id: string; acronym: string; slug: string; office: string | null };
	/** The first day on which it is the later one's. */
	on: IsoDate;
	/** Null: not said. */
	what: string | null;
	reason: string;
	recordedAt: Date;
}

/** What a row of `hand_over` says, with how its organisations are called. */
interface Row {
	id: string;
	element_id: string;
	role: OwnerRole;
	from_organisation_id: string;
	to_organisation_id: string;
	from_office: string | null;
	to_office: string | null;
	handed_on: IsoDate;
	handed_over: string | null;
	reason: string;
	recorded_at: Date;
	from_acronym: string;
	from_slug: string;
	to_acronym: string;
	to_slug: string;
}

const handOver = (row: Row): HandOver => ({
	...{ id: row.id, elementId: row.element_id, role: row.role, on: row.handed_on },
	from: {
		...{ id: row.from_organisation_id, acronym: row.from_acronym },
		...{ slug: row.from_slug, office: row.from_office }
	},
	to: {
		...{ id: row.to_organisation_id, acronym: row.to_acronym },
		...{ slug: row.to_slug, office: row.to_office }
	},
	...{ what: row.handed_over, reason: row.reason, recordedAt: row.recorded_at }
});

/**
 * Those of a plan that are known, by day.
 *
 * @param elementId of one element alone
 */
export async function handOvers(db: Db, known: AsKnown, elementId?: string): Promise<HandOver[]> {
	const asked = elementId === undefined ? sql`true` : sql`one.element_id = ${elementId}`;
	const { rows } = await sql<Row>`
		select one.*, before.acronym as from_acronym, before.slug as from_slug,
			after.acronym as to_acronym, after.slug as to_slug
		from hand_over one
		join organisation before on before.id = one.from_organisation_id
		join organisation after on after.id = one.to_organisation_id
		where one.plan_id = ${known.planId} and ${wasKnown(known, 'one.recorded_at')} and ${asked}
		order by one.handed_on, one.id
	`.execute(db);
	return rows.map(handOver);
}

export interface OwnerToHandOver {
	id: string;
	role: OwnerRole;
	organisationId: string;
	acronym: string;
	name: string;
	/** Other elements that are its in the same role. */
	others: { id: string; code: string; title: string }[];
}

/** The owners of an element now, lead first, each with what else is its. */
export async function ownersToHandOver(
	db: Db,
	planId: string,
	elementId: string
): Promise<OwnerToHandOver[]> {
	const rows = await db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.where('owner.valid_to', 'is', null)
		.select(['owner.id', 'owner.role', 'owner.organisation_id as organisationId'])
		.select(['element.id as elementId', 'element.code', 'element.title'])
		.select(['organisation.acronym', 'organisation.name'])
		.orderBy(sql`array_position(array['lead', 'co_lead', 'reporter'], owner.role)`)
		.orderBy('element.code')
		.execute();
	return rows
		.filter((one) => one.elementId === elementId)
		.map(({ id, role, organisationId, acronym, name }) => ({
			...{ id, role, organisationId, acronym, name },
			others: rows
				.filter((one) => one.elementId !== elementId)
				.filter((one) => one.organisationId === organisationId && one.role === role)
				.map((one) => ({ id: one.elementId, code: one.code, title: one.title }))
		}));
}
