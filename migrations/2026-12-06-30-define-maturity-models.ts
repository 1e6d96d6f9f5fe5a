import { sql, type Kysely } from 'kysely';

/**
 * Maturity models: what is stored of one stays as it is, so that whatever was assessed by it keeps its
 * meaning; another version follows it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table maturity_model (
			id bigint generated always as identity primary key,
			slug text not null constraint maturity_model_slug unique
				check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			-- the version that it follows
			follows_id bigint constraint maturity_model_followed unique references maturity_model,
			-- as domain/maturity/model.ts describes it
			definition jsonb not null check (jsonb_typeof(definition) = 'object'),
			-- null: it came with the tracker
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			check (follows_id <> id)
		);
		create trigger append_only before update or delete or truncate on maturity_model
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table maturity_model`.execute(db);
}
