import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { AppendedRows, type AppendedRow } from './appended-rows.ts';
import { stretches, type Stretch } from './stretches.ts';

// about a second's work
const entriesAtOnce = 10_000;

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

interface Linked {
	entries: number;
	/** The first that is not what it must be; null: none. */
	broken: string | null;
	/** The hash of the last, in hexadecimal; null: there is none. */
	hash: string | null;
}

/** Computes the hashes of a stretch of entries again, from that of the entry before. */
async function link(db: Db, { after, upTo }: Stretch, before: string): Promise<Linked> {
	const { rows } = await sql<Linked>`
		with linked as (
			select e.id, e.hash, ${after}::bigint + row_number() over by_id as number,
				audit_hash(coalesce(lag(e.hash) over by_id, decode(${before}, 'hex')), e) as expected
			from audit_entry e
			where e.id > ${after}::bigint and e.id <= ${upTo}::bigint
			window by_id as (order by e.id)
		)
		select count(*)::int as entries,
			min(least(number, id)) filter (where id <> number or hash is distinct from expected) as broken,
			(select encode(hash, 'hex') from linked order by id desc limit 1) as hash
		from linked
	`.execute(db);
	return rows[0]!;
}

/** The first entry whose hash is not the one that it must have; `undefined` in a sound chain. */
export async function firstBroken(db: Db, atOnce = entriesAtOnce): Promise<string | undefined> {
	const { first, last } = await db
		.selectFrom('audit_entry')
		.select((eb) => [eb.fn.min('id').as('first'), eb.fn.max('id').as('last')])
		.executeTakeFirstOrThrow();
	if (last === null) return undefined;
	// numbers begin at 1
	if (BigInt(first) < 1n) return first;
	let before = '';
	for (const stretch of stretches(BigInt(last), atOnce)) {
		const { entries, broken, hash } = await link(db, stretch, before);
		if (broken !== null) return broken;
		const missing = stretch.after + BigInt(entries) + 1n;
		if (hash === null || missing <= stretch.upTo) return String(missing);
		before = hash;
	}
	return undefined;
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
 * or inserted entry or value is found by this alone; a cut at the end, or a chain written anew, only
 * against a head that was `kept` elsewhere. However long the log is, the database looks at some entries
 * at a time.
 *
 * @param atOnce how many
 */
export async function verify(db: Db, kept?: Head, atOnce = entriesAtOnce): Promise<Verdict> {
	// nothing is written: a transaction of its own, for the one moment
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.execute(async (trx) => {
			const broken = await firstBroken(trx, atOnce);
			if (broken !== undefined) return { sound: false, what: 'entry', firstBroken: broken };
			if (kept && !(await holds(trx, kept)))
				return { sound: false, what: 'kept_head', firstBroken: kept.id };
			const newest = await head(trx);
			const reported = new AppendedRows(trx);
			for (const stretch of stretches(BigInt(newest?.id ?? 0), atOnce)) {
				const other = await reported.firstWithOtherValues(stretch);
				if (other !== undefined) return { sound: false, what: 'values', firstBroken: other };
			}
			const row = await reported.firstWithoutEntry();
			if (row) return { sound: false, what: 'unlisted', row };
			return { sound: true, entries: newest?.id ?? '0', head: newest };
		});
}
