import { sql, type Kysely } from 'kysely';

/**
 * Failures are counted where they happen, one row for each account, network and browser, and leak away
 * with time; a browser that signed in before has a count of its own. Sessions say from where they came.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table sign_in_attempt;

		create table sign_in_failure (
			-- sha256 of what was tried, or of where it came from: no address of a person is kept here
			key text primary key,
			-- failures, less what has leaked away until then
			level double precision not null check (level > 0),
			failed_at timestamptz not null,
			-- when all will have leaked away
			expires_at timestamptz not null
		);
		create index sign_in_failure_by_end on sign_in_failure (expires_at);

		create table known_browser (
			token_hash text not null,
			user_id bigint not null references user_account on delete cascade,
			used_at timestamptz not null,
			expires_at timestamptz not null,
			primary key (token_hash, user_id)
		);
		create index known_browser_by_user on known_browser (user_id);

		-- makes the browser that opens it a known one; it signs nobody in
		create table unlock_link (
			token_hash text primary key,
			user_id bigint not null unique references user_account on delete cascade,
			expires_at timestamptz not null
		);

		-- from where an entry of the log came: beside the chain, which can forget nothing
		create table entry_origin (
			entry_id bigint primary key,
			address text,
			device text,
			expires_at timestamptz not null
		);
		create index entry_origin_by_end on entry_origin (expires_at);

		alter table session
			add column address text,
			add column device text,
			-- when the person last gave the password or a code
			add column confirmed_at timestamptz;
		update session set confirmed_at = created_at;
		alter table session alter column confirmed_at set not null;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table session drop column address, drop column device, drop column confirmed_at;
		drop table entry_origin, unlock_link, known_browser, sign_in_failure;
		create table sign_in_attempt (
			id bigint generated always as identity primary key,
			account_key text not null,
			address_key text not null,
			attempted_at timestamptz not null default now(),
			succeeded boolean not null
		);
		create index sign_in_attempt_account on sign_in_attempt (account_key, attempted_at);
		create index sign_in_attempt_address on sign_in_attempt (address_key, attempted_at);
	`.execute(db);
}
