import { sql, type Kysely } from 'kysely';

/**
 * A publication that was asked for: how far it is, for whoever waits for it, and taken up again by
 * another process where the one that was at it ended. What it does is done in one transaction; this says
 * only where that stands.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table publishing (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			period_id bigint not null references reporting_period,
			reason text check (reason <> ''),
			asked_by bigint not null references user_account,
			asked_at timestamptz not null default clock_timestamp(),
			-- null: nobody has begun
			step text check (step in ('reports', 'facts', 'figures', 'keeping')),
			-- how often it was begun
			tries integer not null default 0,
			ended_at timestamptz,
			snapshot_id bigint references snapshot deferrable initially deferred,
			-- why it came to nothing: a code
			problem text check (problem <> ''),
			check ((ended_at is null) = (snapshot_id is null and problem is null))
		);
		-- of a period one at a time
		create unique index publishing_running on publishing (period_id) where ended_at is null;
		create index publishing_period on publishing (period_id, id desc);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table publishing`.execute(db);
}
