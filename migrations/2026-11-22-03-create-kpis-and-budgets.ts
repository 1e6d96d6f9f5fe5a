import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table kpi (
			id bigint generated always as identity primary key,
			element_id bigint not null references element,
			position integer not null check (position >= 0),
			code text not null check (code <> ''),
			title text not null check (title <> ''),
			definition text,
			unit text not null check (unit <> ''),
			direction text not null check (direction in ('up', 'down', 'range')),
			frequency text not null check (frequency in ('month', 'quarter', 'year')),
			over_time text not null check (over_time in ('sum', 'last', 'ratio')),
			over_organisations text not null
				check (over_organisations in ('none', 'sum', 'ratio', 'min', 'max')),
			baseline_value numeric,
			baseline_on date,
			range_low numeric,
			range_high numeric,
			range_zero_distance numeric check (range_zero_distance > 0),
			tolerance numeric not null default 0 check (tolerance >= 0),
			means_of_verification text,
			-- the organisation that enters its measurements; null: not set
			reporter_id bigint references organisation,
			retired_at timestamptz,
			retired_reason text,
			version integer not null default 1 check (version > 0),
			check (range_low < range_high),
			check (
				(direction = 'range')
				= (range_low is not null and range_high is not null and range_zero_distance is not null)
			),
			check ((retired_at is null) = (retired_reason is null))
		);
		create index kpi_element on kpi (element_id);
		create index kpi_reporter on kpi (reporter_id);

		create table kpi_target (
			kpi_id bigint not null references kpi,
			due_on date not null,
			value numeric not null,
			primary key (kpi_id, due_on)
		);

		create table fund_source (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			code text not null,
			title text not null,
			unique (plan_id, code)
		);

		create table budget_line (
			id bigint generated always as identity primary key,
			element_id bigint not null,
			element_kind text not null default 'activity' check (element_kind = 'activity'),
			fund_source_id bigint not null references fund_source,
			appropriation_year integer not null check (appropriation_year between 1900 and 2200),
			appropriation numeric(20, 2) check (appropriation >= 0),
			allotment numeric(20, 2) check (allotment >= 0),
			version integer not null default 1 check (version > 0),
			foreign key (element_id, element_kind) references element (id, kind),
			unique (element_id, fund_source_id, appropriation_year),
			constraint budget_line_allotment_within_appropriation
				check (allotment is null or (appropriation is not null and allotment <= appropriation))
		);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table budget_line, fund_source, kpi_target, kpi;`.execute(db);
}
