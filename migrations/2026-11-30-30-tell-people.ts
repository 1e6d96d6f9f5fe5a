import { sql, type Kysely } from 'kysely';

/**
 * What people are told: a notice for each reason and person, which stands in the application, and the
 * mails that carry them. The reason is unique, so that two processes that find the same cause tell of it
 * once; the state of a mail's row decides whether it is sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table mail_preference (
			user_id bigint primary key references user_account,
			digest text not null check (digest in ('at_once', 'daily', 'weekly', 'never'))
		);

		create table mail (
			id uuid primary key default gen_random_uuid(),
			reason text not null unique check (reason <> ''),
			user_id bigint not null references user_account,
			send_after timestamptz not null,
			state text not null default 'waiting' check (
				-- handing_over: its text is on its way; unsure: that was cut off
				state in ('waiting', 'sending', 'handing_over', 'sent', 'failed', 'unsure', 'withheld')
			),
			tries integer not null default 0,
			-- a process that has not settled it by then has ended
			claimed_until timestamptz,
			-- a code, never an answer's words: they may hold addresses
			problem text,
			made_at timestamptz not null default now(),
			ended_at timestamptz
		);
		create index mail_open on mail (send_after) where state in ('waiting', 'sending', 'handing_over');
		create index mail_user on mail (user_id);

		create table notice (
			id uuid primary key default gen_random_uuid(),
			reason text not null unique check (reason <> ''),
			kind text not null check (
				kind in ('period_opened', 'due_soon', 'due_tomorrow', 'due_today', 'overdue', 'chased',
					'extended', 'submitted', 'returned', 'approved', 'published', 'corrected', 'plan_changed')
			),
			user_id bigint not null references user_account,
			plan_id bigint not null references plan,
			period_id bigint references reporting_period,
			organisation_id bigint references organisation,
			report_id bigint references report,
			words jsonb not null default '{}',
			made_at timestamptz not null default now(),
			read_at timestamptz,
			-- null: none is wanted
			mail_id uuid references mail
		);
		create index notice_user on notice (user_id, made_at desc, id);
		create index notice_unread on notice (user_id) where read_at is null;
		create index notice_plan on notice (plan_id, made_at desc);
		create index notice_mail on notice (mail_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table notice, mail, mail_preference`.execute(db);
}
