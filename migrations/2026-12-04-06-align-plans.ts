import { sql, type Kysely, type RawBuilder } from 'kysely';

/**
 * What a plan and its elements are aligned to: another plan or one of its elements, a plan that lives
 * elsewhere or a statement of it, or a term of a framework. All three tables hold states, as the records
 * of work do: they are appended, and of each record the last one that was known counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table outside_plan (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references outside_plan,
			outside_title text not null check (outside_title <> ''),
			publisher text,
			outside_address text,
			-- BCP 47
			outside_language text not null check (outside_language <> ''),
			-- what its version is called, and from which day it is
			edition_label text,
			edition_on date check (isfinite(edition_on)),
			-- the version before this one
			follows_id bigint references outside_plan,
			provenance_kind text not null check (
				provenance_kind in ('source', 'public_record', 'editorial', 'demo')
			),
			provenance_reason text,
			-- where it is quoted: [{ "passage": its id or null, "text": … }]
			quotes jsonb not null default '[]' check (jsonb_typeof(quotes) = 'array'),
			publication_title text,
			published_on date check (isfinite(published_on)),
			publication_address text,
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			check (follows_id is distinct from coalesce(record_id, id)),
			check (provenance_kind <> 'source' or jsonb_array_length(quotes) > 0),
			check (provenance_kind <> 'public_record' or publication_title is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index outside_plan_record on outside_plan (coalesce(record_id, id), id desc);
		create trigger append_only before update or delete or truncate on outside_plan
			for each statement execute function refuse_change();

		create table outside_statement (
			id bigint generated always as identity primary key,
			record_id bigint references outside_statement,
			outside_plan_id bigint not null references outside_plan,
			statement_kind text not null check (
				statement_kind in ('vision', 'goal', 'objective', 'target')
			),
			statement_code text,
			-- verbatim, in the language of its plan
			statement_words text not null check (statement_words <> ''),
			provenance_kind text not null check (
				provenance_kind in ('source', 'public_record', 'editorial', 'demo')
			),
			provenance_reason text,
			-- where it is quoted: [{ "passage": its id or null, "text": … }]
			quotes jsonb not null default '[]' check (jsonb_typeof(quotes) = 'array'),
			publication_title text,
			published_on date check (isfinite(published_on)),
			publication_address text,
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			check (provenance_kind <> 'source' or jsonb_array_length(quotes) > 0),
			check (provenance_kind <> 'public_record' or publication_title is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index outside_statement_plan on outside_statement (outside_plan_id, id desc);
		create trigger append_only before update or delete or truncate on outside_statement
			for each statement execute function refuse_change();

		create table alignment (
			id bigint generated always as identity primary key,
			record_id bigint references alignment,
			plan_id bigint not null references plan,
			-- null: the plan as a whole
			element_id bigint,
			parent_plan_id bigint references plan,
			parent_element_id bigint,
			outside_plan_id bigint references outside_plan,
			outside_statement_id bigint references outside_statement,
			framework_term_id bigint references framework_term,
			rationale text not null check (rationale <> ''),
			-- of the child, in percent; null: not stated
			share numeric check (share > 0 and share <= 100),
			-- null: open
			valid_from date check (isfinite(valid_from)),
			valid_to date check (isfinite(valid_to)),
			provenance_kind text not null check (
				provenance_kind in ('source', 'public_record', 'editorial', 'demo')
			),
			provenance_reason text,
			quotes jsonb not null default '[]' check (jsonb_typeof(quotes) = 'array'),
			publication_title text,
			published_on date check (isfinite(published_on)),
			publication_address text,
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			foreign key (parent_element_id, parent_plan_id) references element (id, plan_id),
			check (num_nonnulls(parent_plan_id, outside_plan_id, framework_term_id) = 1),
			check (parent_element_id is null or parent_plan_id is not null),
			check (outside_statement_id is null or outside_plan_id is not null),
			check (parent_plan_id is distinct from plan_id),
			check (valid_to >= valid_from),
			check (provenance_kind <> 'source' or jsonb_array_length(quotes) > 0),
			check (provenance_kind <> 'public_record' or publication_title is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index alignment_plan on alignment (plan_id, id desc);
		create index alignment_parent_plan on alignment (parent_plan_id);
		create index alignment_outside_plan on alignment (outside_plan_id);
		create index alignment_framework_term on alignment (framework_term_id);
		create trigger append_only before update or delete or truncate on alignment
			for each statement execute function refuse_change();
	`.execute(db);
	await frameworkInUse(sql`
		or exists (select 1 from alignment where alignment.framework_term_id = term.id)
	`).execute(db);
}

/** What a plan is aligned to stays as it is, too. */
const frameworkInUse = (more: RawBuilder<unknown>) => sql`
	create or replace function framework_in_use(framework bigint) returns boolean language sql stable
	return exists (select 1 from plan_framework where framework_id = framework) or exists (
		select 1 from framework_term term where term.framework_id = framework and (
			exists (select 1 from element_term where element_term.term_id = term.id)
			or exists (select 1 from element_term_version v where v.term_id = term.id)
			${more}
		)
	)
`;

export async function down(db: Kysely<unknown>): Promise<void> {
	await frameworkInUse(sql``).execute(db);
	await sql`
		drop table alignment;
		drop table outside_statement;
		drop table outside_plan;
	`.execute(db);
}
