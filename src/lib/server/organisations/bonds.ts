/** Under which an organisation is, and in whose report its figures are given. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';

interface Bonds {
	parent_id: string | null;
	reports_through_id: string | null;
}

/** Whether one is above another, or is it. */
async function isAbove(
	trx: Trx,
	column: 'parent_id' | 'reports_through_id',
	{ above, below }: { above: string; below: string }
): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`
		with recursive up (id) as (
			select ${below}::bigint
			union
			select ${sql.ref(`one.${column}`)} from organisation one join up on up.id = one.id
			where ${sql.ref(`one.${column}`)} is not null
		)
		select exists (select from up where id = ${above}::bigint) as found
	`.execute(trx);
	return rows[0]!.found;
}

/**
 * @param id null: of a new one
 * @throws Refused where it would be under itself, or under one that is not there or has ended
 */
export async function refuseBond(
	trx: Trx,
	id: string | null,
	bonds: Bonds,
	today: IsoDate
): Promise<void> {
	for (const field of ['parent_id', 'reports_through_id'] as const) {
		const to = bonds[field];
		if (to === null) continue;
		const other = await trx
			.selectFrom('organisation')
			.where('id', '=', to)
			.select('valid_to')
			.executeTakeFirst();
		if (!other) throw new Refused(field, 'unknown_choice');
		if (other.valid_to !== null && other.valid_to <= today)
			throw new Refused(field, 'successor_ended', { day: other.valid_to });
		if (id !== null && (await isAbove(trx, field, { above: id, below: to })))
			throw new Refused(field, 'under_itself');
	}
}

/** What it is called today; null of none. */
export async function acronymOf(db: Db, id: string | null): Promise<string | null> {
	if (id === null) return null;
	const row = await db
		.selectFrom('organisation')
		.where('id', '=', id)
		.select('acronym')
		.executeTakeFirst();
	return row?.acronym ?? null;
}
