/** The audit log at a stated size: an entry for each update, and how long it takes to verify all of it. */
import { sql } from 'kysely';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { once } from './measure.ts';
import { plainLine } from './report.ts';

/** What else is appended in filling a database. */
const covered = ['measurement', 'spending'];

const digest = sql`encode(sha256(string_agg(digest_of_row(to_jsonb(one)), ''::bytea order by id)), 'hex')`;

/** One entry covers all rows of a table, as it does of seeds. */
async function cover(trx: Trx, table: string): Promise<void> {
	await sql`
		insert into audit_entry (action, subject_kind, detail)
		select 'reported_values_covered', 'plan', jsonb_build_object('appended', jsonb_build_array(
			jsonb_build_object('table', ${table}::text,
				'ids', range_agg(int8range(id, id, '[]'))::text, 'digest', ${digest})))
		from ${sql.table(table)} one
		having count(*) > 0
	`.execute(trx);
}

/** An entry for each update, as a reporter's form leaves it, chained as the trigger does but without its looking up. */
async function logUpdates(trx: Trx): Promise<void> {
	await sql`alter table audit_entry disable trigger user`.execute(trx);
	await sql`
		do $$
		declare
			entry audit_entry;
			one activity_update;
		begin
			select * into entry from audit_entry order by id desc limit 1;
			entry.subject_kind := 'element';
			entry.action := 'activity_reported';
			for one in select * from activity_update order by id loop
				entry.id := coalesce(entry.id, 0) + 1;
				entry.occurred_at := one.recorded_at;
				entry.plan_id := one.plan_id;
				entry.subject_id := one.element_id;
				entry.detail := jsonb_build_object('update', jsonb_build_array(one.id::text), 'appended',
					jsonb_build_array(jsonb_build_object('table', 'activity_update',
						'ids', format('{[%s,%s)}', one.id, one.id + 1),
						'digest', encode(sha256(digest_of_row(to_jsonb(one))), 'hex'))));
				entry.hash := audit_hash(coalesce(entry.hash, ''), entry);
				insert into audit_entry select entry.*;
			end loop;
		end $$
	`.execute(trx);
	await sql`alter table audit_entry enable trigger user`.execute(trx);
}

async function logAll(trx: Trx): Promise<void> {
	// what was noted when the rows were made is noted here
	await sql`select set_config('tanaw.appended', '', true)`.execute(trx);
	for (const table of covered) await cover(trx, table);
	await logUpdates(trx);
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
