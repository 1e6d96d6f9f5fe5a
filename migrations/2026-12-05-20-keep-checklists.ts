import { sql, type Kysely } from 'kysely';

/**
 * A plan compared with the terms of a framework or the items of a template, one by one. Answers are
 * appended: of each item the last one that was known counts. What a checklist is held against stays as it is
 * from then on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table checklist (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			checklist_title text not null check (checklist_title <> ''),
			framework_id bigint references framework,
			-- null: all axes of the framework
			axis_id bigint references framework_axis,
			template_id bigint references template,
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			unique (id, plan_id),
			constraint checklist_against check (num_nonnulls(framework_id, template_id) = 1),
			check (axis_id is null or framework_id is not null)
		);
		create index checklist_plan on checklist (plan_id, id);
		create index checklist_framework on checklist (framework_id);
		create index checklist_template on checklist (template_id);
		create trigger append_only before update or delete or truncate on checklist
			for each statement execute function refuse_change();

		-- who reads it: nobody has said so: those who see what is not published
		create table checklist_step (
			id bigint generated always as identity primary key,
			checklist_id bigint not null references checklist,
			step text not null check (step in ('published', 'unpublished', 'set_aside')),
			reason text not null check (reason <> ''),
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp()
		);
		create index checklist_step_checklist on checklist_step (checklist_id, id desc);
		create trigger append_only before update or delete or truncate on checklist_step
			for each statement execute function refuse_change();

		create table checklist_answer (
			id bigint generated always as identity primary key,
			checklist_id bigint not null,
			plan_id bigint not null,
			-- what is asked: term:45, item:12
			item_key text not null check (item_key <> ''),
			-- null: taken back, so that nothing is answered
			verdict text check (verdict in ('covered', 'partly', 'not_covered', 'not_applicable')),
			answer_reason text check (answer_reason <> ''),
			-- by which elements, in their order
			element_ids bigint[] not null default '{}',
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (checklist_id, plan_id) references checklist (id, plan_id),
			check (verdict not in ('partly', 'not_applicable') or answer_reason is not null),
			check (coalesce(verdict in ('covered', 'partly'), false) = (cardinality(element_ids) > 0))
		);
		create index checklist_answer_item on checklist_answer (checklist_id, item_key, id desc);
		create trigger append_only before update or delete or truncate on checklist_answer
			for each statement execute function refuse_change();

		-- what was made of a gap: an activity of the plan, or of a draft amendment that has it alone so far
		create table checklist_closing (
			id bigint generated always as identity primary key,
			checklist_id bigint not null references checklist,
			item_key text not null check (item_key <> ''),
			-- of a draft: the element is there once it is adopted
			element_id bigint not null,
			amendment_id bigint references amendment,
			by_user bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp()
		);
		create index checklist_closing_checklist on checklist_closing (checklist_id, id);
		create trigger append_only before update or delete or truncate on checklist_closing
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table checklist_closing;
		drop table checklist_answer;
		drop table checklist_step;
		drop table checklist;
	`.execute(db);
}
