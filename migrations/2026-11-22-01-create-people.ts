import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table organisation (
			id bigint generated always as identity primary key,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			jurisdiction text not null,
			acronym text not null check (acronym <> ''),
			name text not null check (name <> ''),
			kind text not null check (kind in ('ministry', 'office', 'agency')),
			parent_id bigint references organisation,
			-- the organisation in whose report this one's figures are given; null: its own
			reports_through_id bigint references organisation,
			valid_from date,
			valid_to date,
			check (valid_from < valid_to),
			check (parent_id <> id),
			check (reports_through_id <> id)
		);
		create unique index organisation_one_valid_acronym
			on organisation (jurisdiction, acronym) where valid_to is null;

		create table organisation_succession (
			predecessor_id bigint not null references organisation,
			successor_id bigint not null references organisation,
			happened_on date,
			primary key (predecessor_id, successor_id),
			check (predecessor_id <> successor_id)
		);

		create table user_account (
			id bigint generated always as identity primary key,
			email text not null check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
			name text not null check (name <> ''),
			password_hash text,
			demonstration boolean not null default false,
			created_at timestamptz not null default now(),
			disabled_at timestamptz,
			-- demonstration accounts are entered by one-time links only
			check (not (demonstration and password_hash is not null))
		);
		create unique index user_account_email on user_account (email);

		create table role_grant (
			id bigint generated always as identity primary key,
			user_id bigint not null references user_account,
			role text not null check (role in ('leader', 'reporter', 'approver', 'planner', 'administrator')),
			organisation_id bigint references organisation,
			check ((role in ('reporter', 'approver')) = (organisation_id is not null)),
			unique nulls not distinct (user_id, role, organisation_id)
		);

		create table session (
			-- sha256 of the token in the cookie: a stolen row is no cookie
			id text primary key,
			user_id bigint not null references user_account on delete cascade,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null
		);
		create index session_by_user on session (user_id);

		create table sign_in_link (
			token_hash text primary key,
			user_id bigint not null references user_account on delete cascade,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null,
			used_at timestamptz
		);

		create table invitation (
			id bigint generated always as identity primary key,
			token_hash text not null unique,
			email text not null check (email = lower(email)),
			name text not null check (name <> ''),
			role text not null check (role in ('leader', 'reporter', 'approver', 'planner', 'administrator')),
			organisation_id bigint references organisation,
			invited_by bigint references user_account,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null,
			accepted_at timestamptz,
			check ((role in ('reporter', 'approver')) = (organisation_id is not null))
		);

		create table sign_in_attempt (
			id bigint generated always as identity primary key,
			-- sha256 of what was tried, so that no address of a person is kept here
			account_key text not null,
			address_key text not null,
			attempted_at timestamptz not null default now(),
			succeeded boolean not null
		);
		create index sign_in_attempt_account on sign_in_attempt (account_key, attempted_at);
		create index sign_in_attempt_address on sign_in_attempt (address_key, attempted_at);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table sign_in_attempt, invitation, sign_in_link, session, role_grant, user_account,
			organisation_succession, organisation;
	`.execute(db);
}
