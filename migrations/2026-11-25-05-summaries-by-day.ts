import { sql, type Kysely } from 'kysely';

/**
 * A stored summary is of a plan and a status date, and stands while the revision and the period whose
 * reports are due are those that it was reckoned with; what was stored before is reckoned anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		delete from plan_summary;
		alter table plan_summary
			drop constraint plan_summary_pkey,
			add column due_period_id bigint references reporting_period,
			add primary key (plan_id, as_of);
		create index reporting_period_due on reporting_period (plan_id, ends_on, due_on);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop index reporting_period_due;
		delete from plan_summary;
		alter table plan_summary
			drop constraint plan_summary_pkey,
			drop column due_period_id,
			add primary key (plan_id);
	`.execute(db);
}
