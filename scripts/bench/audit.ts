/** The audit log at a stated size: an entry for each update, and how long it takes to verify all of it. */
import { sql } from 'kysely';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { once } from './measure.ts';
import { plainLine } from './report.ts';

/** What else is appended in filling a database: one entry covers all rows of a table, as it does of seeds. */
const covered = ['measurement', 'spending'];

const digest = sql`encode(sha256(string_agg(digest_of_row(to_jsonb(one)), ''::bytea order by id)), 'hex')`;

/** An entry for each update, as a reporter's form leaves it; the database's own trigger chains them. */
async function logAll(trx: Trx): Promise<void> {
	// the trigger looks for the newest entry as is best for the empty log that it begins with
	await sql`set local enable_seqscan = off`.execute(trx);
	// what was noted when the rows were made is noted here
	await sql`select set_config('tanaw.appended', '', true)`.execute(trx);
	for (const table of covered)
		await sql`
			insert into audit_entry (action, subject_kind, detail)
			select 'reported_values_covered', 'plan', jsonb_build_object('appended', jsonb_build_array(
				jsonb_build_object('table', ${table}::text,
					'ids', range_agg(int8range(id, id, '[]'))::text, 'digest', ${digest})))
			from ${sql.table(table)} one
			having count(*) > 0
		`.execute(trx);
	await sql`
		insert into audit_entry (occurred_at, action, plan_id, subject_kind, subject_id, detail)
		select recorded_at, 'activity_reported', plan_id, 'element', element_id,
			jsonb_build_object('update', jsonb_build_array(id::text), 'appended', jsonb_build_array(
				jsonb_build_object('table', 'activity_update', 'ids', format('{[%s,%s)}', id, id + 1),
					'digest', encode(sha256(digest_of_row(to_jsonb(one))), 'hex'))))
		from activity_update one order by id
	`.execute(trx);
}

const perSecond = (entries: number, milliseconds: number) =>
	`${(milliseconds / 1_000).toFixed(1)} s, ${Math.round(entries / (milliseconds / 1_000))} entries/s`;

/** Writes the log and verifies it; what is not sound ends the measurement. */
export async function audit(db: Db): Promise<void> {
	const logging = await once(() => db.transaction().execute(logAll));
	await sql`analyze audit_entry`.execute(db);
	let entries = 0;
	const verifying = await once(async () => {
		const verdict = await verify(db);
		if (!verdict.sound) throw new Error(`The log is not sound: ${JSON.stringify(verdict)}`);
		entries = Number(verdict.entries);
	});
	plainLine('audit log written', `${entries} entries in ${perSecond(entries, logging)}`);
	plainLine('audit verify, whole', perSecond(entries, verifying));
}
