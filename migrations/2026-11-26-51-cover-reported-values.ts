import { sql, type Kysely } from 'kysely';

/**
 * The chain of the audit log covers what was reported: whatever is appended to these tables is
 * digested by the database itself, and the next entry of the same transaction carries the digests. Rows
 * from before are covered by one entry that is added here.
 */
const appended = [
	'activity_update',
	'milestone_reached',
	'measurement',
	'spending',
	'report_transition'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- columns that a later migration adds, and leaves empty, do not change it
		create function digest_of_row(in_json jsonb) returns bytea
		language sql immutable parallel safe as $$
			select sha256(convert_to(jsonb_strip_nulls(in_json)::text, 'UTF8'))
		$$;

		create function note_appended() returns trigger language plpgsql as $$
		declare
			noted jsonb;
			zone text := current_setting('timezone');
		begin
			-- instants are written in it, and must be the same for everybody
			perform set_config('timezone', 'UTC', true);
			select jsonb_build_object(
				'table', tg_table_name,
				'ids', range_agg(int8range(id, id, '[]'))::text,
				'digest', encode(sha256(string_agg(digest_of_row(to_jsonb(a)), ''::bytea order by id)), 'hex')
			) into noted from appended a having count(*) > 0;
			perform set_config('timezone', zone, true);
			if noted is not null then
				perform set_config('tanaw.appended', concat_ws(',',
					nullif(current_setting('tanaw.appended', true), ''), noted::text), true);
			end if;
			return null;
		end $$;

		create or replace function chain_audit_entry() returns trigger language plpgsql as $$
		declare
			head audit_entry;
			appended text := nullif(current_setting('tanaw.appended', true), '');
		begin
			perform pg_advisory_xact_lock(hashtext('audit_entry'));
			select * into head from audit_entry order by id desc limit 1;
			new.id := coalesce(head.id, 0) + 1;
			new.occurred_at := coalesce(new.occurred_at, clock_timestamp());
			if appended is not null then
				new.detail := new.detail || jsonb_build_object('appended', concat('[', appended, ']')::jsonb);
				perform set_config('tanaw.appended', '', true);
			end if;
			new.hash := audit_hash(coalesce(head.hash, ''::bytea), new);
			return new;
		end $$;

		-- how often somebody was refused what the role does not allow, by the hour
		create table denial (
			user_id bigint not null references user_account on delete cascade,
			-- the route, or the right that a command asks for
			what text not null,
			hour timestamptz not null,
			times integer not null,
			expires_at timestamptz not null,
			primary key (user_id, what, hour)
		);
		create index denial_by_end on denial (expires_at);
		create index audit_entry_actor on audit_entry (actor_id, id desc);
		create index audit_entry_time on audit_entry (occurred_at);
	`.execute(db);
	for (const table of appended)
		await sql`
			create trigger note_appended after insert on ${sql.table(table)}
				referencing new table as appended
				for each statement execute function note_appended()
		`.execute(db);
	await coverWhatIsThere(db);
}

async function coverWhatIsThere(db: Kysely<unknown>): Promise<void> {
	const noted = sql.join(
		appended.map(
			(table) => sql`
				select jsonb_build_object(
					'table', ${table}::text,
					'ids', range_agg(int8range(id, id, '[]'))::text,
					'digest', encode(sha256(string_agg(digest_of_row(to_jsonb(a)), ''::bytea order by id)), 'hex')
				) as item
				from ${sql.table(table)} a having count(*) > 0`
		),
		sql` union all `
	);
	await sql`
		insert into audit_entry (action, subject_kind, detail)
		select 'reported_values_covered', 'plan', jsonb_build_object('appended', jsonb_agg(item))
		from (${noted}) as noted
		having count(*) > 0
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of appended)
		await sql`drop trigger note_appended on ${sql.table(table)}`.execute(db);
	await sql`
		drop index audit_entry_actor, audit_entry_time;
		drop table denial;
		create or replace function chain_audit_entry() returns trigger language plpgsql as $$
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
		drop function note_appended, digest_of_row;
	`.execute(db);
}
