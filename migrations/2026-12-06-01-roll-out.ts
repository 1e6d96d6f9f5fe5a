import { sql, type Kysely } from 'kysely';

/**
 * Roll-outs of a plan: steps that organisation after organisation takes, in waves. Set-up, part and step
 * are kept as states, appended: one holds from its day, and of one day the last that was known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table roll_out (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			recorded_at timestamptz not null default clock_timestamp(),
			unique (plan_id, slug),
			unique (id, plan_id)
		);
		create trigger append_only before update or delete or truncate on roll_out
			for each statement execute function refuse_change();

		create table roll_out_step (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null references roll_out,
			unique (id, roll_out_id)
		);
		create index roll_out_step_of on roll_out_step (roll_out_id);
		create trigger append_only before update or delete or truncate on roll_out_step
			for each statement execute function refuse_change();

		create table roll_out_wave (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null references roll_out,
			unique (id, roll_out_id)
		);
		create index roll_out_wave_of on roll_out_wave (roll_out_id);
		create trigger append_only before update or delete or truncate on roll_out_wave
			for each statement execute function refuse_change();

		create table roll_out_version (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null references roll_out,
			-- the element that it belongs to; null: the plan as a whole
			element_id bigint references element,
			-- -infinity: from the beginning
			holds_from date not null default '-infinity',
			-- steps, waves and windows as domain/rollout/setup.ts describes them
			setup jsonb not null check (jsonb_typeof(setup) = 'object'),
			withdrawn boolean not null default false,
			-- null: it is the first
			state_reason text check (state_reason <> ''),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp()
		);
		create index roll_out_version_of on roll_out_version (roll_out_id, id);
		create index roll_out_version_element on roll_out_version (element_id) where element_id is not null;
		create trigger append_only before update or delete or truncate on roll_out_version
			for each statement execute function refuse_change();

		create table roll_out_member (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null references roll_out,
			unique (id, roll_out_id)
		);
		create index roll_out_member_of on roll_out_member (roll_out_id);
		create trigger append_only before update or delete or truncate on roll_out_member
			for each statement execute function refuse_change();

		create table roll_out_member_state (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null,
			member_id bigint not null,
			wave_id bigint not null,
			-- null: its name is not known
			organisation_id bigint references organisation,
			member_label text check (member_label <> ''),
			standing text not null check (standing in ('takes_part', 'left', 'merged')),
			into_id bigint,
			holds_from date not null default '-infinity',
			state_reason text check (state_reason <> ''),
			-- domain/records/origin.ts
			origin jsonb check (jsonb_typeof(origin) = 'object'),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (member_id, roll_out_id) references roll_out_member (id, roll_out_id),
			foreign key (into_id, roll_out_id) references roll_out_member (id, roll_out_id),
			foreign key (wave_id, roll_out_id) references roll_out_wave (id, roll_out_id),
			constraint roll_out_member_named check (num_nonnulls(organisation_id, member_label) = 1),
			check ((standing = 'merged') = (into_id is not null)),
			check (into_id is distinct from member_id)
		);
		create index roll_out_member_state_of on roll_out_member_state (roll_out_id, id);
		create index roll_out_member_state_organisation
			on roll_out_member_state (organisation_id) where organisation_id is not null;
		create trigger append_only before update or delete or truncate on roll_out_member_state
			for each statement execute function refuse_change();

		create table roll_out_entry (
			id bigint generated always as identity primary key,
			roll_out_id bigint not null,
			member_id bigint not null,
			-- null: of the roll-out as a whole
			step_id bigint,
			-- null: what it corrects is taken back
			step_state text check (step_state in ('not_started', 'commenced', 'done', 'not_applicable')),
			-- -infinity: the day is not stated
			on_day date not null check (on_day < 'infinity'),
			evidence text check (evidence <> ''),
			note text check (note <> ''),
			corrects_id bigint references roll_out_entry,
			report_id bigint references report,
			origin jsonb check (jsonb_typeof(origin) = 'object'),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (member_id, roll_out_id) references roll_out_member (id, roll_out_id),
			foreign key (step_id, roll_out_id) references roll_out_step (id, roll_out_id),
			check (step_state is not null or corrects_id is not null)
		);
		create index roll_out_entry_of on roll_out_entry (roll_out_id, id);
		create index roll_out_entry_report on roll_out_entry (report_id) where report_id is not null;
		create index roll_out_entry_corrects on roll_out_entry (corrects_id) where corrects_id is not null;
		create trigger append_only before update or delete or truncate on roll_out_entry
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table roll_out_entry;
		drop table roll_out_member_state;
		drop table roll_out_member;
		drop table roll_out_version;
		drop table roll_out_wave;
		drop table roll_out_step;
		drop table roll_out;
	`.execute(db);
}
