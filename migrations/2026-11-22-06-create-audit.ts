import { sql, type Kysely } from 'kysely';

/**
 * The hash is made in the database, so no writer can forget or forge it: sha256 of the hash before
 * and the row. The advisory lock puts writers in line until they commit, else two entries could
 * follow the same one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table audit_entry (
			id bigint primary key,
			occurred_at timestamptz not null,
			actor_id bigint references user_account,
			action text not null,
			plan_id bigint references plan,
			subject_kind text not null,
			subject_id text,
			detail jsonb not null,
			hash bytea not null
		);
		create index audit_entry_plan on audit_entry (plan_id, id desc);
		create index audit_entry_subject on audit_entry (subject_kind, subject_id, id desc);

		create function audit_hash(previous bytea, entry audit_entry) returns bytea
		language sql stable as $$
			select sha256(previous || convert_to(jsonb_build_array(
				entry.id, extract(epoch from entry.occurred_at), entry.actor_id, entry.action,
				entry.plan_id, entry.subject_kind, entry.subject_id, entry.detail
			)::text, 'UTF8'))
		$$;

		create function chain_audit_entry() returns trigger language plpgsql as $$
		declare
			head audit_entry;
		begin
			perform pg_advisory_xact_lock(hashtext('audit_entry'));
			select * into head from audit_entry order by id desc limit 1;
			new.id := coalesce(head.id, 0) + 1;
			new.occurred_at := coalesce(new.occurred_at, clock_timestamp());
			new.hash := audit_hash(coalesce(head.hash, ''::bytea), new);
			return new;
		end $$;

		create trigger chain before insert on audit_entry
			for each row execute function chain_audit_entry();
		create trigger append_only before update or delete or truncate on audit_entry
			for each statement execute function refuse_change();

		-- one row a plan, recomputed by the application when the revision or the day has moved on
		create table plan_summary (
			plan_id bigint primary key references plan,
			revision bigint not null,
			as_of date not null,
			summary jsonb not null
		);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table plan_summary;
		drop function audit_hash cascade;
		drop table audit_entry;
		drop function chain_audit_entry;
	`.execute(db);
}
