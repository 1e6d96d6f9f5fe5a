import { sql, type Kysely } from 'kysely';

/**
 * Frameworks are defined by people: each has axes, its terms in order with their definitions, where it comes
 * from, and the version that it follows. What is used by a tag is never changed, only followed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table framework
			add column edition text,
			add column language text not null default 'en',
			add column description text,
			-- the publication that it is taken from; null: it was made here
			add column source text,
			add column source_address text,
			add column provenance text not null default 'editorial'
				check (provenance in ('source', 'public_record', 'editorial', 'demo')),
			add column reason text,
			add column follows_id bigint unique references framework deferrable initially deferred,
			add column version integer not null default 1;
		update framework set reason = case slug
			when 'service-relations'
				then 'The publication prints the letters only; what they stand for is general usage.'
			else 'It was made before frameworks said where they come from.'
		end;
		alter table framework
			add constraint framework_own_reason check (provenance <> 'editorial' or reason is not null),
			add constraint framework_follows_another check (follows_id <> id);

		create table framework_axis (
			id bigint generated always as identity primary key,
			framework_id bigint not null references framework on delete cascade,
			position integer not null check (position >= 0),
			slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			title text not null check (title <> ''),
			definition text,
			-- how many of its terms an element has
			arity text not null check (arity in ('one', 'at_most_one', 'many')),
			unique (framework_id, slug),
			unique (id, framework_id)
		);

		insert into framework_axis (framework_id, position, slug, title, arity)
		select id, 0, case slug when 'service-relations' then 'relations' else 'terms' end, title, 'many'
		from framework;

		alter table framework_term
			drop constraint framework_term_framework_id_fkey,
			add foreign key (framework_id) references framework on delete cascade,
			add column axis_id bigint,
			add column definition text,
			-- what the source prints before it
			add column marker text,
			-- null: as its framework
			add column provenance text
				check (provenance in ('source', 'public_record', 'editorial', 'demo')),
			-- why it is worded, numbered or placed so; what of it could not be verified
			add column reason text,
			-- the broader term in which it lies
			add column within_id bigint,
			add constraint framework_term_within_another check (within_id <> id),
			add unique (id, framework_id),
			add foreign key (within_id, framework_id) references framework_term (id, framework_id)
				deferrable initially deferred;
		update framework_term set axis_id =
			(select id from framework_axis where framework_axis.framework_id = framework_term.framework_id);
		alter table framework_term
			alter column axis_id set not null,
			add foreign key (axis_id, framework_id) references framework_axis (id, framework_id)
				on delete cascade deferrable initially deferred;
		create index framework_term_axis on framework_term (axis_id);
		create index element_term_version_term on element_term_version (term_id);

		-- what became of the terms of a version in the one that follows it
		create table framework_term_map (
			id bigint generated always as identity primary key,
			from_id bigint not null references framework_term on delete cascade,
			-- null: dropped
			to_id bigint references framework_term on delete cascade,
			reason text,
			unique nulls not distinct (from_id, to_id)
		);
		create index framework_term_map_to on framework_term_map (to_id);

		-- the frameworks that a plan is set out by, also where nothing of it has a term of theirs yet
		create table plan_framework (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan on delete cascade,
			framework_id bigint not null references framework,
			-- since when it is known; what was published before does not show it
			recorded_at timestamptz not null default now(),
			unique (plan_id, framework_id)
		);
		insert into plan_framework (plan_id, framework_id, recorded_at)
		select distinct element.plan_id, term.framework_id, '-infinity'::timestamptz from element_term
			join element on element.id = element_term.element_id
			join framework_term term on term.id = element_term.term_id;
	`.execute(db);
	await refuseChangesInUse.execute(db);
}

/** What a tag rests on stays as it is, whoever writes: also earlier versions of the plan rest on it. */
const refuseChangesInUse = sql`
	create function framework_in_use(framework bigint) returns boolean language sql stable
	return exists (select 1 from plan_framework where framework_id = framework) or exists (
		select 1 from framework_term term where term.framework_id = framework and (
			exists (select 1 from element_term where element_term.term_id = term.id)
			or exists (select 1 from element_term_version v where v.term_id = term.id)
		)
	);
	create function refuse_framework_in_use() returns trigger language plpgsql as $$
	declare
		framework bigint := case tg_table_name when 'framework' then old.id else
			(to_jsonb(old) ->> 'framework_id')::bigint end;
	begin
		if framework_in_use(framework) then
			raise exception 'a framework in use is followed by a new version, not changed'
				using errcode = 'integrity_constraint_violation', constraint = 'framework_in_use';
		end if;
		return case tg_op when 'DELETE' then old else new end;
	end $$;
	create trigger refuse_in_use before update or delete on framework
		for each row execute function refuse_framework_in_use();
	create trigger refuse_in_use before update or delete on framework_axis
		for each row execute function refuse_framework_in_use();
	create trigger refuse_in_use before update or delete on framework_term
		for each row execute function refuse_framework_in_use();
`;

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger refuse_in_use on framework;
		drop trigger refuse_in_use on framework_axis;
		drop trigger refuse_in_use on framework_term;
		drop function refuse_framework_in_use();
		drop function framework_in_use(bigint);
		drop table plan_framework, framework_term_map;
		drop index element_term_version_term;
		alter table framework_term
			drop column within_id, drop column reason, drop column provenance, drop column marker,
			drop column definition, drop column axis_id,
			drop constraint framework_term_id_framework_id_key,
			drop constraint framework_term_framework_id_fkey,
			add foreign key (framework_id) references framework;
		drop table framework_axis;
		alter table framework
			drop constraint framework_own_reason,
			drop constraint framework_follows_another,
			drop column version, drop column follows_id, drop column reason, drop column provenance,
			drop column source_address, drop column source, drop column description,
			drop column language, drop column edition;
	`.execute(db);
}
