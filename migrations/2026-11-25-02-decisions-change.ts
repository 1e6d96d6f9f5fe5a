import { sql, type Kysely } from 'kysely';

/** A decision that is asked for can be changed and withdrawn, and says which version a form was made from. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table decision
			add column version integer not null default 1,
			add column withdrawn_on date,
			add column withdrawn_reason text,
			add constraint decision_withdrawn_for_a_reason
				check ((withdrawn_on is null) = (withdrawn_reason is null)),
			add constraint decision_decided_or_withdrawn
				check (decided_on is null or withdrawn_on is null);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table decision
			drop column version,
			drop column withdrawn_on,
			drop column withdrawn_reason;
	`.execute(db);
}
