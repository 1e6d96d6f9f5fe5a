import { sql, type Kysely } from 'kysely';

/** A period's reports are looked at together: what stands in them is found by report. */
const tables = ['activity_update', 'milestone_reached', 'measurement', 'spending'];

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const table of tables)
		await sql`
			create index ${sql.id(`${table}_report`)} on ${sql.table(table)} (report_id)
				where report_id is not null
		`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of tables) await sql`drop index ${sql.id(`${table}_report`)}`.execute(db);
}
