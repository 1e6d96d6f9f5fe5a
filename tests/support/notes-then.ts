/** Notes of plans that had versions while their notes had none. */
import { sql, type Transaction } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { NoteField } from '#lib/server/plans/settings.ts';

const textsThen = async (of: Transaction<Database>, planId: string) => {
	const { rows } = await sql<NoteField>`
		select id::text, text from plan_note where plan_id = ${planId} order by position, id
	`.execute(of);
	return rows;
};

/** Notes as the product wrote them before these had versions: notes keep their order, a new one comes last. */
export async function writeThen(
	db: Db,
	plannerId: string,
	{ planId, notes, reason }: { planId: string; notes: NoteField[]; reason: string }
): Promise<NoteField[]> {
	return await db.transaction().execute(async (trx) => {
		const stored = await textsThen(trx, planId);
		const { rows } = await sql<{ revision: string }>`
			update plan set revision = revision + 1, structure_revision = structure_revision + 1
			where id = ${planId} returning structure_revision as revision
		`.execute(trx);
		await sql`
			insert into plan_revision (plan_id, revision, recorded_at, actor_id, way, reason)
			values (${planId}, ${rows[0]!.revision}, clock_timestamp(), ${plannerId}, 'correction', ${reason})
		`.execute(trx);
		const kept = notes.map(({ id }) => id);
		for (const { id } of stored.filter((one) => !kept.includes(one.id)))
			await sql`delete from plan_note where id = ${id}`.execute(trx);
		for (const { id, text } of notes)
			await (
				id === null
					? sql`insert into plan_note (plan_id, position, code, text)
						select ${planId}, next, 'note-' || ${planId} || '-' || next, ${text}
						from (
							select coalesce(max(position), -1) + 1 as next from plan_note where plan_id = ${planId}
						) places`
					: sql`update plan_note set text = ${text} where id = ${id}`
			).execute(trx);
		const said = (of: NoteField[]) => ({ notes: of.map(({ text }) => text) });
		const detail = { code: '', reason, before: said(stored), after: said(notes) };
		await sql`
			insert into audit_entry (occurred_at, actor_id, action, plan_id, subject_kind, subject_id, detail)
			values (clock_timestamp(), ${plannerId}, 'plan_changed', ${planId}, 'plan', ${planId},
				${JSON.stringify(detail)})
		`.execute(trx);
		return await textsThen(trx, planId);
	});
}
