import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table second_factor (
			user_id bigint primary key references user_account on delete cascade,
			-- sealed with a key that lies outside the database: a dump alone makes no codes
			secret bytea not null,
			created_at timestamptz not null default now(),
			-- null until the person has shown a first code
			confirmed_at timestamptz,
			-- the time step of the newest code that was accepted; none is accepted twice
			last_step bigint not null default 0
		);

		create table recovery_code (
			id bigint generated always as identity primary key,
			user_id bigint not null references second_factor on delete cascade,
			code_hash text not null,
			used_at timestamptz
		);
		create index recovery_code_by_user on recovery_code (user_id);

		-- somebody who has shown the first factor and not yet the second: no session, and never one
		create table half_sign_in (
			token_hash text primary key,
			user_id bigint not null references user_account on delete cascade,
			began_by text not null check (began_by in ('password', 'link', 'invitation')),
			created_at timestamptz not null default now(),
			expires_at timestamptz not null
		);
		create index half_sign_in_by_user on half_sign_in (user_id);

		alter table session add column began_by text not null default 'password'
			check (began_by in ('password', 'link', 'invitation'));

		alter table user_account add column erased_at timestamptz;
		alter table user_account add check (
			erased_at is null or (disabled_at is not null and password_hash is null)
		);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table user_account drop column erased_at;
		alter table session drop column began_by;
		drop table half_sign_in, recovery_code, second_factor;
	`.execute(db);
}
