import { sql, type Kysely } from 'kysely';

/**
 * Evidence names the very entry that it shows: an update and a measurement had their columns from the
 * beginning, and what was spent of a budget line has one now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table evidence
			add column spending_id bigint references spending,
			add constraint evidence_spending_of_activity
				check (spending_id is null or element_id is not null),
			add constraint evidence_shows_one_thing
				check (num_nonnulls(milestone_id, update_id, measurement_id, spending_id) <= 1);
		-- what stands beside the entries of a report
		create index evidence_report on evidence (report_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop index evidence_report;
		alter table evidence
			drop constraint evidence_shows_one_thing,
			drop constraint evidence_spending_of_activity,
			drop column spending_id;
	`.execute(db);
}
