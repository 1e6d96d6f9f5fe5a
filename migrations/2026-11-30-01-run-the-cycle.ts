import { sql, type Kysely } from 'kysely';

/**
 * The reporting cycle: periods are closed and opened again, reports have due days of their own, late
 * entry needs an extension, a return names its items, and what is published is kept as it was. All of it
 * is appended: who did what, when and why stays.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- periods are kept beside what the plan sets out; this says when they have to be read again
		alter table plan add column period_revision bigint not null default 0;

		create table period_step (
			id bigint generated always as identity primary key,
			period_id bigint not null references reporting_period,
			step text not null check (step in ('opened', 'closed', 'reopened')),
			reason text check (reason <> ''),
			occurred_at timestamptz not null default clock_timestamp(),
			by_user bigint references user_account,
			check (step <> 'reopened' or reason is not null)
		);
		create index period_step_period on period_step (period_id, id desc);

		-- null: the day of the period
		alter table report add column due_on date check (isfinite(due_on));

		create table report_extension (
			id bigint generated always as identity primary key,
			report_id bigint not null references report,
			until date not null check (isfinite(until)),
			reason text not null check (reason <> ''),
			granted_at timestamptz not null default clock_timestamp(),
			by_user bigint references user_account
		);
		create index report_extension_report on report_extension (report_id, id desc);

		create table snapshot (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			period_id bigint not null references reporting_period,
			version int not null check (version > 0),
			-- of a later version what was corrected
			reason text check (reason <> ''),
			as_of date not null,
			published_on date not null,
			published_at timestamptz not null,
			by_user bigint references user_account,
			-- of the plan itself: later corrections and amendments are no part of it
			structure_revision bigint not null,
			-- of all that it shows
			revision bigint not null,
			-- the documents as they were sent, compressed, and what both together hash to
			facts bytea not null,
			figures bytea not null,
			digest text not null check (digest ~ '^[0-9a-f]{64}$'),
			unique (period_id, version),
			check ((version = 1) = (reason is null))
		);
		create index snapshot_plan on snapshot (plan_id, id desc);

		alter table report_transition
			-- of rows from before it is not known; the state says enough
			add column act text check (
				act in ('enter', 'hand_in', 'send_back', 'submit', 'return', 'approve', 'publish')
			),
			-- it waits for whoever approves inside the ministry; null: it does not. What is null is no part of
			-- the digests that the audit log keeps of older rows
			add column handed_in boolean check (handed_in),
			-- a report is published before the snapshot that shows it is written
			add column snapshot_id bigint references snapshot deferrable initially deferred,
			add check (handed_in is null or state in ('draft', 'returned')),
			drop constraint report_transition_check,
			add constraint report_transition_returned_with_reason check (
				state <> 'returned' or reason is not null or handed_in
			);

		create table report_return_item (
			id bigint generated always as identity primary key,
			transition_id bigint not null references report_transition,
			element_id bigint references element,
			kpi_id bigint references kpi,
			budget_line_id bigint references budget_line,
			reason text not null check (reason <> ''),
			check (num_nonnulls(element_id, kpi_id, budget_line_id) = 1)
		);
		create index report_return_item_transition on report_return_item (transition_id);

		alter table milestone_reached add column report_id bigint references report;

		create trigger append_only before update or delete or truncate on period_step
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on report_extension
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on report_return_item
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on snapshot
			for each statement execute function refuse_change();

		alter table organisation add column approves_inside boolean not null default false;
	`.execute(db);
	// the chain of the audit log covers what decides of reports, as it covers what is reported
	for (const table of ['period_step', 'report_extension', 'report_return_item', 'snapshot'])
		await sql`
			create trigger note_appended after insert on ${sql.table(table)}
				referencing new table as appended
				for each statement execute function note_appended()
		`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table organisation drop column approves_inside;
		alter table milestone_reached drop column report_id;
		drop table report_return_item;
		alter table report_transition
			drop constraint report_transition_returned_with_reason,
			drop column act, drop column handed_in, drop column snapshot_id,
			add constraint report_transition_check check (state <> 'returned' or reason is not null);
		drop table snapshot, report_extension;
		alter table report drop column due_on;
		drop table period_step;
		alter table plan drop column period_revision;
	`.execute(db);
}
