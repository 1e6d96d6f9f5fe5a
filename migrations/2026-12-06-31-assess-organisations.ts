import { sql, type Kysely } from 'kysely';

/**
 * Assessments of organisations by maturity models: what was answered and each step, appended. What an
 * organisation says of itself and what another person found stand beside each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table assessment (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			model_id bigint not null references maturity_model,
			organisation_id bigint not null references organisation,
			-- as of which it is assessed
			on_day date not null check (isfinite(on_day)),
			-- null: it came with the plan
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			unique (id, plan_id)
		);
		create index assessment_plan on assessment (plan_id, id);
		create index assessment_organisation on assessment (organisation_id);
		create index assessment_model on assessment (model_id);
		create trigger append_only before update or delete or truncate on assessment
			for each statement execute function refuse_change();

		create table assessment_answer (
			id bigint generated always as identity primary key,
			assessment_id bigint not null references assessment,
			-- by the organisation of itself, or by another person who checks it
			round text not null check (round in ('own', 'check')),
			-- its code in the model
			criterion text not null check (criterion <> ''),
			-- both null: not answered, or taken back
			level_number integer check (level_number between 0 and 10),
			not_applicable boolean not null default false,
			evidence text check (evidence <> ''),
			comment text check (comment <> ''),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			check (not (not_applicable and level_number is not null)),
			check (not not_applicable or comment is not null)
		);
		create index assessment_answer_of on assessment_answer (assessment_id, id);
		create trigger append_only before update or delete or truncate on assessment_answer
			for each statement execute function refuse_change();

		create table assessment_step (
			id bigint generated always as identity primary key,
			assessment_id bigint not null references assessment,
			step text not null
				check (step in ('submit', 'return', 'verify', 'publish', 'unpublish', 'withdraw')),
			step_reason text check (step_reason <> ''),
			-- of a return: by criterion what is to be mended
			criterion_reasons jsonb not null default '{}' check (jsonb_typeof(criterion_reasons) = 'object'),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			check (step not in ('return', 'unpublish', 'withdraw') or step_reason is not null)
		);
		create index assessment_step_of on assessment_step (assessment_id, id);
		create trigger append_only before update or delete or truncate on assessment_step
			for each statement execute function refuse_change();

		-- the level that is to be reached, from a day on; of the organisation itself before that of all
		create table maturity_target (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			model_id bigint not null references maturity_model,
			-- null: all organisations of the plan
			organisation_id bigint references organisation,
			-- null: none any more
			level_number integer check (level_number between 0 and 10),
			-- by when; null: not said
			due_on date check (isfinite(due_on)),
			state_reason text not null check (state_reason <> ''),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp()
		);
		create index maturity_target_plan on maturity_target (plan_id, id);
		create trigger append_only before update or delete or truncate on maturity_target
			for each statement execute function refuse_change();

		-- what was made of a criterion below its target: see checklist_closing
		create table assessment_closing (
			id bigint generated always as identity primary key,
			assessment_id bigint not null references assessment,
			criterion text not null check (criterion <> ''),
			element_id bigint not null,
			amendment_id bigint references amendment,
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp()
		);
		create index assessment_closing_of on assessment_closing (assessment_id, id);
		create trigger append_only before update or delete or truncate on assessment_closing
			for each statement execute function refuse_change();

		-- values of an index that others published, whole: nobody here knows what was answered
		create table published_index (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			-- by which it was reckoned; null: no model that is known here
			model_id bigint references maturity_model,
			organisation_id bigint references organisation,
			-- what it is of where that is no organisation that is known here
			of_label text check (of_label <> ''),
			index_title text not null check (index_title <> ''),
			-- how it was reckoned; where two years differ in it, they are not compared
			method text not null check (method <> ''),
			on_day date not null check (isfinite(on_day)),
			index_value numeric not null,
			-- domain/records/origin.ts
			origin jsonb not null check (jsonb_typeof(origin) = 'object'),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			check (num_nonnulls(organisation_id, of_label) = 1)
		);
		create index published_index_plan on published_index (plan_id, id);
		create trigger append_only before update or delete or truncate on published_index
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table published_index;
		drop table assessment_closing;
		drop table maturity_target;
		drop table assessment_step;
		drop table assessment_answer;
		drop table assessment;
	`.execute(db);
}
