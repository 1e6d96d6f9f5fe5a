/** Values of an index that others published, whole: what was answered is not known here. */
import { sql } from 'kysely';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

export interface PublishedIndex {
	id: string;
	/** What the index is called. */
	title: string;
	/** How it was reckoned. */
	method: string;
	/** What it is of. */
	of: string;
	on: IsoDate;
	value: number;
	origin: Origin;
}

/** Those of a plan that were known, by their days. */
export async function publishedIndex(db: Db, known: AsKnown): Promise<PublishedIndex[]> {
	const { rows } = await sql<Omit<PublishedIndex, 'value'> & { value: string }>`
		select one.id, one.index_title as title, one.method, one.on_day as "on",
			coalesce(one.of_label, organisation.acronym) as of, one.index_value as value, one.origin
		from published_index one
		left join organisation on organisation.id = one.organisation_id
		where one.plan_id = ${known.planId} and ${wasKnown(known, 'one.recorded_at')}
		order by one.on_day, one.id
	`.execute(db);
	return rows.map(({ value, ...row }) => ({ ...row, value: Number(value) }));
}
