import { sql, type Kysely } from 'kysely';

/**
 * A template is a plan's parts as they were known at one moment, without owners, days, amounts and values.
 * It is a copy: where words come from is kept of the present alone, and a plan that is not adopted has no
 * earlier states, so neither could be read again. What is taken from it into a plan names the item that it
 * came from, as a column that is planned like all others, so it has versions and can be drafted.
 */
const tables = ['template_element', 'template_kpi', 'template_term', 'template_link'];

export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await createTemplates.execute(db);
	await createItems.execute(db);
	await keepUnchanged(db);
	await sql`
		alter table element add column template_element_id bigint references template_element;
		alter table element_version add column template_element_id bigint;
		create index element_template_element on element (template_element_id);
		alter table kpi add column template_kpi_id bigint references template_kpi;
		alter table kpi_version add column template_kpi_id bigint;
		create index kpi_template_kpi on kpi (template_kpi_id);
	`.execute(db);
}

const createTemplates = sql`
	create table template (
		id bigint generated always as identity primary key,
		slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
		title text not null check (title <> ''),
		description text check (description <> ''),
		plan_id bigint not null references plan,
		-- the moment at which the plan was read
		known_at timestamptz not null,
		-- in which its words are, and what it calls its kinds of element: the plan's, at that moment
		language text not null,
		labels jsonb not null,
		-- the template that it is made anew of
		follows_id bigint references template check (follows_id <> id),
		-- where its title and description come from
		provenance text not null default 'editorial'
			check (provenance in ('source', 'public_record', 'editorial', 'demo')),
		reason text,
		-- null: it came with the tracker
		made_by bigint references user_account,
		made_at timestamptz not null default now(),
		withdrawn_at timestamptz,
		withdrawn_reason text,
		constraint template_own_reason check (provenance <> 'editorial' or reason is not null),
		check ((withdrawn_at is null) = (withdrawn_reason is null))
	);
	create index template_plan on template (plan_id);
`;

const createItems = sql`
	create table template_element (
		id bigint generated always as identity primary key,
		template_id bigint not null references template,
		kind text not null check (kind in ('goal', 'objective', 'activity')),
		parent_id bigint,
		-- among all of its template, parents before children
		position integer not null check (position >= 0),
		code text not null,
		title text not null,
		short_title text,
		description text,
		deliverable_defined boolean not null,
		-- what it was in its plan
		element_id bigint not null references element,
		-- where each field came from then, with the words of the publication
		provenance jsonb not null check (jsonb_typeof(provenance) = 'array'),
		unique (template_id, position),
		unique (id, template_id),
		foreign key (parent_id, template_id) references template_element (id, template_id)
	);
	create table template_kpi (
		id bigint generated always as identity primary key,
		template_id bigint not null,
		template_element_id bigint not null,
		position integer not null check (position >= 0),
		code text not null,
		title text not null,
		definition text,
		means_of_verification text,
		result_level text,
		unit_kind text not null,
		unit text not null,
		unit_low numeric,
		unit_high numeric,
		frequency text not null,
		over_time text not null,
		over_organisations text not null,
		direction text not null,
		-- the band is what the direction of a range is
		range_low numeric,
		range_high numeric,
		range_zero_distance numeric,
		disaggregation jsonb,
		kpi_id bigint not null references kpi,
		provenance jsonb not null check (jsonb_typeof(provenance) = 'array'),
		unique (template_element_id, position),
		foreign key (template_element_id, template_id)
			references template_element (id, template_id)
	);
	create table template_term (
		id bigint generated always as identity primary key,
		template_element_id bigint not null references template_element,
		-- a framework that is in no use may be taken away
		term_id bigint not null references framework_term on delete cascade,
		unique (template_element_id, term_id)
	);
	create table template_link (
		id bigint generated always as identity primary key,
		template_element_id bigint not null references template_element,
		serves_id bigint not null references template_element,
		unique (template_element_id, serves_id)
	);
`;

/** A template is withdrawn, once, and nothing else happens to it. */
async function keepUnchanged(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function refuse_template_change() returns trigger language plpgsql as $$
		begin
			if old.withdrawn_at is not null or
				to_jsonb(new) - 'withdrawn_at' - 'withdrawn_reason'
				<> to_jsonb(old) - 'withdrawn_at' - 'withdrawn_reason' then
				raise exception 'a template is withdrawn, not changed' using errcode = 'restrict_violation';
			end if;
			return new;
		end $$;
		create trigger only_withdrawn before update on template
			for each row execute function refuse_template_change();
		create trigger append_only before delete or truncate on template
			for each statement execute function refuse_change();
	`.execute(db);
	for (const table of ['template_element', 'template_kpi', 'template_link'])
		await sql`
			create trigger append_only before update or delete or truncate on ${sql.table(table)}
				for each statement execute function refuse_change()
		`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table kpi_version drop column template_kpi_id;
		alter table kpi drop column template_kpi_id;
		alter table element_version drop column template_element_id;
		alter table element drop column template_element_id;
	`.execute(db);
	for (const table of tables.toReversed()) await sql`drop table ${sql.table(table)}`.execute(db);
	await sql`
		drop table template;
		drop function refuse_template_change();
	`.execute(db);
}
