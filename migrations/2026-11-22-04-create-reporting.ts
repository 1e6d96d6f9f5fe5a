import { sql, type Kysely } from 'kysely';

/**
 * What ministries report is appended and never changed, so any date in the past can be shown as it
 * was known then. The `_current` tables are kept by trigger: finding the latest of 1,000 activities
 * among 10,000 updates costs a sort at every page otherwise.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table reporting_period (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			frequency text not null check (frequency in ('month', 'quarter', 'year')),
			label text not null,
			starts_on date not null,
			ends_on date not null,
			due_on date not null,
			unique (plan_id, frequency, starts_on),
			unique (plan_id, label),
			check (starts_on <= ends_on),
			check (ends_on <= due_on)
		);

		create table report (
			id bigint generated always as identity primary key,
			period_id bigint not null references reporting_period,
			organisation_id bigint not null references organisation,
			unique (period_id, organisation_id)
		);

		create table report_transition (
			id bigint generated always as identity primary key,
			report_id bigint not null references report,
			state text not null check (
				state in ('not_submitted', 'draft', 'submitted', 'returned', 'approved', 'published')
			),
			reason text,
			occurred_at timestamptz not null default now(),
			by_user bigint references user_account,
			check (state <> 'returned' or reason is not null)
		);
		create index report_transition_report on report_transition (report_id, id desc);

		create table activity_update (
			id bigint generated always as identity primary key,
			element_id bigint not null,
			element_kind text not null default 'activity' check (element_kind = 'activity'),
			report_id bigint references report,
			as_of date not null,
			recorded_at timestamptz not null default now(),
			recorded_by bigint references user_account,
			delivery text not null check (
				delivery in ('not_started', 'in_progress', 'completed', 'on_hold', 'cancelled')
			),
			physical_percent numeric(5, 2) check (physical_percent between 0 and 100),
			actual_start date,
			actual_end date,
			recovery_on date,
			slippage_cause text check (
				slippage_cause in ('procurement', 'funds_not_released', 'staffing', 'dependency', 'legal',
					'technical', 'weather_or_security', 'other')
			),
			-- what the owner says of its chances; stands beside the computed one
			declared_confidence text check (declared_confidence in ('on_track', 'at_risk', 'off_track')),
			note text,
			-- made by the form; the same one sent twice is stored once
			request_id uuid unique,
			foreign key (element_id, element_kind) references element (id, kind),
			check (actual_start <= actual_end),
			check (delivery <> 'completed' or coalesce(physical_percent, 100) = 100),
			check (delivery <> 'not_started' or coalesce(physical_percent, 0) = 0)
		);
		create index activity_update_element on activity_update (element_id, as_of desc, id desc);

		create table activity_current (
			element_id bigint primary key references element,
			update_id bigint not null references activity_update,
			as_of date not null
		);

		create table milestone_reached (
			id bigint generated always as identity primary key,
			milestone_id bigint not null references milestone,
			-- null takes an earlier statement back
			reached_on date,
			recorded_at timestamptz not null default now(),
			recorded_by bigint references user_account
		);
		create index milestone_reached_milestone on milestone_reached (milestone_id, id desc);

		create table measurement (
			id bigint generated always as identity primary key,
			kpi_id bigint not null references kpi,
			organisation_id bigint references organisation,
			report_id bigint references report,
			measured_on date not null,
			value numeric not null,
			numerator numeric,
			denominator numeric check (denominator > 0),
			note text,
			recorded_at timestamptz not null default now(),
			recorded_by bigint references user_account,
			request_id uuid unique,
			check ((numerator is null) = (denominator is null))
		);
		create index measurement_kpi on measurement (kpi_id, measured_on, id);

		create table kpi_current (
			kpi_id bigint primary key references kpi,
			measurement_id bigint not null references measurement,
			measured_on date not null
		);

		create table spending (
			id bigint generated always as identity primary key,
			budget_line_id bigint not null references budget_line,
			report_id bigint references report,
			as_of date not null,
			obligation numeric(20, 2) not null check (obligation >= 0),
			disbursement numeric(20, 2) not null check (disbursement >= 0),
			recorded_at timestamptz not null default now(),
			recorded_by bigint references user_account,
			request_id uuid unique,
			constraint spending_disbursement_within_obligation check (disbursement <= obligation)
		);
		create index spending_budget_line on spending (budget_line_id, as_of desc, id desc);

		create table spending_current (
			budget_line_id bigint primary key references budget_line,
			spending_id bigint not null references spending,
			as_of date not null
		);

		create function refuse_change() returns trigger language plpgsql as $$
		begin
			raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
		end $$;

		create function keep_activity_current() returns trigger language plpgsql as $$
		begin
			insert into activity_current (element_id, update_id, as_of)
			values (new.element_id, new.id, new.as_of)
			on conflict (element_id) do update
				set update_id = excluded.update_id, as_of = excluded.as_of
				where (excluded.as_of, excluded.update_id) > (activity_current.as_of, activity_current.update_id);
			return null;
		end $$;

		create function keep_kpi_current() returns trigger language plpgsql as $$
		begin
			insert into kpi_current (kpi_id, measurement_id, measured_on)
			values (new.kpi_id, new.id, new.measured_on)
			on conflict (kpi_id) do update
				set measurement_id = excluded.measurement_id, measured_on = excluded.measured_on
				where (excluded.measured_on, excluded.measurement_id)
					> (kpi_current.measured_on, kpi_current.measurement_id);
			return null;
		end $$;

		create function keep_spending_current() returns trigger language plpgsql as $$
		begin
			insert into spending_current (budget_line_id, spending_id, as_of)
			values (new.budget_line_id, new.id, new.as_of)
			on conflict (budget_line_id) do update
				set spending_id = excluded.spending_id, as_of = excluded.as_of
				where (excluded.as_of, excluded.spending_id) > (spending_current.as_of, spending_current.spending_id);
			return null;
		end $$;

		-- the stage before lies in another table, so a check constraint cannot see it
		create function check_obligation_within_allotment() returns trigger language plpgsql as $$
		declare
			allotted numeric;
		begin
			select allotment into allotted from budget_line where id = new.budget_line_id for share;
			if new.obligation > coalesce(allotted, 0) then
				raise exception 'obligation exceeds allotment' using errcode = 'check_violation',
					constraint = 'spending_obligation_within_allotment';
			end if;
			return new;
		end $$;
		create function check_allotment_covers_obligation() returns trigger language plpgsql as $$
		begin
			if exists (
				select from spending_current c join spending s on s.id = c.spending_id
				where c.budget_line_id = new.id and s.obligation > coalesce(new.allotment, 0)
			) then
				raise exception 'allotment below what is obligated' using errcode = 'check_violation',
					constraint = 'budget_line_allotment_covers_obligation';
			end if;
			return new;
		end $$;

		create trigger keep_current after insert on activity_update
			for each row execute function keep_activity_current();
		create trigger keep_current after insert on measurement
			for each row execute function keep_kpi_current();
		create trigger keep_current after insert on spending
			for each row execute function keep_spending_current();
		create trigger check_stage before insert on spending
			for each row execute function check_obligation_within_allotment();
		create trigger check_stage before update of allotment on budget_line
			for each row execute function check_allotment_covers_obligation();
		create trigger append_only before update or delete or truncate on activity_update
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on measurement
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on spending
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on milestone_reached
			for each statement execute function refuse_change();
		create trigger append_only before update or delete or truncate on report_transition
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table spending_current, spending, kpi_current, measurement, milestone_reached,
			activity_current, activity_update, report_transition, report, reporting_period;
		drop trigger check_stage on budget_line;
		drop function check_allotment_covers_obligation, check_obligation_within_allotment,
			keep_spending_current, keep_kpi_current, keep_activity_current, refuse_change;
	`.execute(db);
}
