import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { firstWithOtherValues, firstWithoutEntry, type AppendedRow } from './appended-rows.ts';

/** The newest entry and its hash: kept elsewhere, it proves later that nothing was cut off. */
export interface Head {
	id: string;
	/** Hexadecimal. */
	hash: string;
}

export type Verdict =
	| { sound: true; entries: string; head: Head | undefined }
	/**
	 * `firstBroken`: the first entry that is not what was written or that is missing; the head that was
	 * kept and is gone; or the first entry whose reported values are not those that were entered.
	 */
	| { sound: false; what: 'entry' | 'kept_head' | 'values'; firstBroken: string }
	/** A reported value that was entered past the log. */
	| { sound: false; what: 'unlisted'; row: AppendedRow };

export async function head(db: Db): Promise<Head | undefined> {
	return await db
		.selectFrom('audit_entry')
		.select(['id', sql<string>`encode(hash, 'hex')`.as('hash')])
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** The first entry whose hash is not the one that it must have; `undefined` in a sound chain. */
export async function firstBroken(db: Db): Promise<string | undefined> {
	const { rows } = await sql<{ id: string }>`
		select least(number, id) as id
		from (
			select e.id, e.hash, row_number() over by_id as number,
				audit_hash(coalesce(lag(e.hash) over by_id, ''::bytea), e) as expected
			from audit_entry e
			window by_id as (order by e.id)
		) as chain
		where id <> number or hash is distinct from expected
		order by id
		limit 1
	`.execute(db);
	return rows[0]?.id;
}

/** Whether the log still holds, unaltered, the entry that was its head at some time. */
export async function holds(db: Db, kept: Head): Promise<boolean> {
	const found = await db
		.selectFrom('audit_entry')
		.select('id')
		.where('id', '=', kept.id)
		.where(sql<string>`encode(hash, 'hex')`, '=', kept.hash)
		.executeTakeFirst();
	return found !== undefined;
}

/**
 * Computes the whole chain again from the rows, and the digests of what was reported. A changed, removed
 * or inserted entry or value is found by this alone; a cut at the end, or a chain written anew, only against a head that was `kept` elsewhere.
 */
export async function verify(db: Db, kept?: Head): Promise<Verdict> {
	// nothing is written: a transaction of its own, for the one moment
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.execute(async (trx) => {
			const broken = await firstBroken(trx);
			if (broken !== undefined) return { sound: false, what: 'entry', firstBroken: broken };
			if (kept && !(await holds(trx, kept)))
				return { sound: false, what: 'kept_head', firstBroken: kept.id };
			const other = await firstWithOtherValues(trx);
			if (other !== undefined) return { sound: false, what: 'values', firstBroken: other };
			const row = await firstWithoutEntry(trx);
			if (row) return { sound: false, what: 'unlisted', row };
			const newest = await head(trx);
			return { sound: true, entries: newest?.id ?? '0', head: newest };
		});
}
