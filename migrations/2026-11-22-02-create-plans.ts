import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table plan (
			id bigint generated always as identity primary key,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			title text not null check (title <> ''),
			short_title text,
			description text,
			-- BCP 47
			language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
			-- ISO 4217
			currency text not null check (currency ~ '^[A-Z]{3}$'),
			time_zone text not null,
			fiscal_year_start_month integer not null default 1
				check (fiscal_year_start_month between 1 and 12),
			period_start date,
			period_end date,
			vision text,
			mission text,
			-- what this plan calls each kind: {"goal": {"one": …, "many": …}, …}
			labels jsonb not null,
			demonstration boolean not null default false,
			roll_up_method text not null default 'equal' check (roll_up_method in ('cost', 'weight', 'equal')),
			goal_status_rule text not null default 'weighted'
				check (goal_status_rule in ('worst_critical_child', 'weighted')),
			confidence_rules jsonb not null,
			coverage_threshold numeric(4, 3) not null default 0.8
				check (coverage_threshold between 0 and 1),
			-- rises by one with every change to what the plan shows; key of caches and ETags
			revision bigint not null default 1 check (revision > 0),
			-- what the seed runner last wrote, so that it can tell an edited plan from an untouched one
			seed_digest text,
			seed_revision bigint,
			check (period_start < period_end)
		);

		create table element (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			kind text not null check (kind in ('goal', 'objective', 'activity')),
			parent_id bigint,
			parent_kind text,
			position integer not null check (position >= 0),
			code text not null check (code <> ''),
			title text not null check (title <> ''),
			short_title text,
			description text,
			weight numeric check (weight > 0),
			critical boolean not null default false,
			applicable boolean not null default true,
			deliverable_defined boolean not null default true,
			planned_start date,
			planned_end date,
			forecast_start date,
			forecast_end date,
			retired_at timestamptz,
			retired_reason text,
			-- rises with every edit; a form sent with an older one is a conflict
			version integer not null default 1 check (version > 0),
			unique (id, kind),
			unique (id, plan_id),
			unique (id, plan_id, kind),
			foreign key (parent_id, plan_id, parent_kind) references element (id, plan_id, kind),
			check ((parent_id is null) = (parent_kind is null)),
			constraint element_nesting check (
				case kind
					when 'goal' then parent_kind is null
					when 'objective' then parent_kind is null or parent_kind = 'goal'
					else parent_kind is null or parent_kind in ('goal', 'objective')
				end
			),
			check (planned_start <= planned_end),
			check (forecast_start <= forecast_end),
			check ((retired_at is null) = (retired_reason is null))
		);
		create unique index element_code on element (plan_id, code) where retired_at is null;
		create index element_parent on element (parent_id);

		create table owner (
			id bigint generated always as identity primary key,
			element_id bigint not null references element,
			organisation_id bigint not null references organisation,
			role text not null check (role in ('lead', 'co_lead', 'reporter')),
			valid_from date,
			valid_to date,
			check (valid_from <= valid_to)
		);
		create unique index owner_one_lead on owner (element_id) where role = 'lead' and valid_to is null;
		create unique index owner_once on owner (element_id, organisation_id, role) where valid_to is null;
		create index owner_organisation on owner (organisation_id);

		create table milestone (
			id bigint generated always as identity primary key,
			element_id bigint not null,
			element_kind text not null default 'activity' check (element_kind = 'activity'),
			position integer not null check (position >= 0),
			title text not null check (title <> ''),
			weight numeric not null default 1 check (weight > 0),
			planned_on date,
			foreign key (element_id, element_kind) references element (id, kind),
			unique (element_id, position)
		);

		create table framework (
			id bigint generated always as identity primary key,
			slug text not null unique,
			title text not null
		);
		create table framework_term (
			id bigint generated always as identity primary key,
			framework_id bigint not null references framework,
			position integer not null,
			code text not null,
			title text not null,
			unique (framework_id, code)
		);
		create table element_term (
			element_id bigint not null references element,
			term_id bigint not null references framework_term,
			primary key (element_id, term_id)
		);

		-- what the publication says besides its elements, or what has to be said of them
		create table plan_note (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			position integer not null check (position >= 0),
			code text not null,
			topic text,
			text text not null check (text <> ''),
			unique (id, plan_id),
			unique (plan_id, code)
		);
		create table plan_note_element (
			note_id bigint not null,
			plan_id bigint not null,
			element_id bigint not null,
			primary key (note_id, element_id),
			foreign key (note_id, plan_id) references plan_note (id, plan_id),
			foreign key (element_id, plan_id) references element (id, plan_id)
		);

		create table element_link (
			element_id bigint not null,
			plan_id bigint not null,
			serves_id bigint not null,
			primary key (element_id, serves_id),
			foreign key (element_id, plan_id) references element (id, plan_id),
			foreign key (serves_id, plan_id) references element (id, plan_id),
			check (element_id <> serves_id)
		);
		create index element_link_serves on element_link (serves_id);

		create table decision (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			element_id bigint,
			title text not null check (title <> ''),
			reason text,
			decider_id bigint references organisation,
			raised_on date not null,
			due_on date,
			decided_on date,
			outcome text,
			foreign key (element_id, plan_id) references element (id, plan_id),
			check ((decided_on is null) = (outcome is null))
		);
		create index decision_plan on decision (plan_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table decision, element_link, plan_note_element, plan_note, element_term, framework_term, framework, milestone, owner,
			element, plan;
	`.execute(db);
}
