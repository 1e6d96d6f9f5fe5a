import { sql, type Kysely, type RawBuilder } from 'kysely';

/**
 * Whatever is planned has versions, which are appended and never changed: a version says from which day
 * it holds and with which revision of the plan it came. Of a record, on a day, as known at a revision:
 * of the versions with that revision or an earlier one the one with the latest day counts that is not
 * after the day asked for, then the highest revision. `-infinity` is from the beginning.
 *
 * The tables that were there stay as the current rows: what holds on `plan.current_day`.
 */
const kinds = [
	{ name: 'plan', without: [] },
	{ name: 'element', without: ['version', 'retired_at'] },
	{ name: 'owner', without: ['valid_from', 'valid_to'] },
	{ name: 'milestone', without: [] },
	{ name: 'element_term', without: [] },
	{ name: 'element_link', without: [] },
	{ name: 'kpi', without: ['version', 'retired_at'] },
	{ name: 'kpi_target', without: [] },
	{ name: 'budget_line', without: ['version', 'appropriation', 'allotment'] }
] as const;

/** Columns of a plan that are about the record of it, not about what is planned. */
const notPlanned = [
	'slug',
	'language',
	'time_zone',
	'demonstration',
	'demonstrates_id',
	'revision',
	'structure_revision',
	'seed_digest',
	'seed_revision'
];

const versionsOf = (name: string) => sql.table(`${name}_version`);

export async function up(db: Kysely<unknown>): Promise<void> {
	await createRevisions(db);
	await giveIds(db);
	for (const { name, without } of kinds) await createVersions(db, name, [...without]);
	await loosenOrder(db);
	await createFunctions(db);
	for (const { name } of kinds) {
		await sql`
			select append_first(${name}, array_agg(id)) from ${sql.table(name)} having count(*) > 0
		`.execute(db);
		await createTriggers(db, name);
	}
}

async function createRevisions(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table amendment (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			title text not null check (title <> ''),
			reason text not null check (reason <> ''),
			holds_from date not null check (isfinite(holds_from)),
			drafted_at timestamptz not null default clock_timestamp(),
			drafted_by bigint references user_account,
			adopted_at timestamptz,
			adopted_by bigint references user_account,
			abandoned_at timestamptz,
			instrument_number text,
			instrument_on date,
			instrument_address text,
			-- rises with every change of the draft; a form sent with an older one is a conflict
			version integer not null default 1 check (version > 0),
			unique (id, plan_id),
			check (adopted_at is null or abandoned_at is null),
			check (adopted_at is null or (instrument_number is not null and instrument_on is not null))
		);
		create index amendment_plan on amendment (plan_id);

		-- one row for each change of a plan: who, when, why; without a moment: with the plan
		create table plan_revision (
			plan_id bigint not null references plan,
			revision bigint not null,
			recorded_at timestamptz,
			actor_id bigint references user_account,
			way text not null check (way in ('first', 'correction', 'amendment', 'before_dating')),
			amendment_id bigint,
			reason text,
			primary key (plan_id, revision),
			foreign key (amendment_id, plan_id) references amendment (id, plan_id),
			check ((way = 'amendment') = (amendment_id is not null))
		);

		-- what a draft would do, field by field; a record that it adds takes its id when it is drafted
		create table amendment_change (
			id bigint generated always as identity primary key,
			amendment_id bigint not null references amendment,
			kind text not null,
			record_id bigint not null,
			field text not null,
			before jsonb,
			after jsonb,
			reason text,
			actor_id bigint references user_account,
			-- rises with every change of the field; part of the version of what it belongs to
			written integer not null default 1,
			unique (amendment_id, kind, record_id, field)
		);

		alter table plan
			add column current_day date not null default current_date,
			add column adopted_revision bigint;

		-- what a transaction has written of current rows and not dated yet: empty when it ends
		create unlogged table written_row (
			place bigint generated always as identity primary key,
			writer xid8 not null default pg_current_xact_id(),
			plan_id bigint not null,
			kind text not null,
			id bigint not null,
			before jsonb,
			after jsonb
		);
	`.execute(db);
}

/** What was named by two ids alone. */
async function giveIds(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table element_term add column id bigint generated always as identity unique;
		alter table element_link add column id bigint generated always as identity unique;
		alter table kpi_target add column id bigint generated always as identity unique;
	`.execute(db);
}

async function createVersions(db: Kysely<unknown>, name: string, without: string[]): Promise<void> {
	const versions = versionsOf(name);
	const gone = [...without, ...(name === 'plan' ? [...notPlanned, ...sinceAdded] : [])];
	await sql`create table ${versions} (like ${sql.table(name)})`.execute(db);
	for (const column of gone)
		await sql`alter table ${versions} drop column ${sql.ref(column)}`.execute(db);
	await sql`
		alter table ${versions}
			add column if not exists plan_id bigint not null references plan,
			add column if not exists retired_reason text,
			add column retired boolean not null default false,
			add column holds_from date not null,
			add column revision bigint not null,
			add primary key (plan_id, id, holds_from, revision),
			add foreign key (plan_id, revision) references plan_revision deferrable initially deferred
	`.execute(db);
	await sql`
		create index ${sql.ref(`${name}_version_id`)} on ${versions} (id)
	`.execute(db);
}

const sinceAdded = ['current_day', 'adopted_revision'];

/** Two codes, places or leads may be exchanged by one change of the plan: they are looked at when it ends. */
async function loosenOrder(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop index element_code;
		alter table element add constraint element_code
			exclude using btree (plan_id with =, code with =) where (retired_at is null)
			deferrable initially immediate;
		drop index kpi_code;
		alter table kpi add constraint kpi_code
			exclude using btree (plan_id with =, code with =) where (retired_at is null)
			deferrable initially immediate;
		drop index owner_one_lead;
		alter table owner add constraint owner_one_lead
			exclude using btree (element_id with =) where (role = 'lead' and valid_to is null)
			deferrable initially immediate;
		alter table milestone drop constraint milestone_element_id_position_key;
		alter table milestone add constraint milestone_element_id_position_key
			unique (element_id, position) deferrable initially immediate;
		alter table element alter constraint element_parent_id_plan_id_parent_kind_fkey
			deferrable initially immediate;
	`.execute(db);
}

async function createFunctions(db: Kysely<unknown>): Promise<void> {
	await planOf.execute(db);
	await columnsShared.execute(db);
	await appendFirst.execute(db);
	await noteWritten.execute(db);
	await writeCurrent.execute(db);
	await keepCurrent.execute(db);
	await refuseEarlier.execute(db);
}

/** Whose plan a row of a kind is. */
const planOf: RawBuilder<unknown> = sql`
	create function plan_of(kind text, dated jsonb) returns bigint language sql stable
	return case
		when kind = 'plan' then (dated ->> 'id')::bigint
		when dated ? 'plan_id' then (dated ->> 'plan_id')::bigint
		when kind = 'kpi_target'
			then (select plan_id from kpi where id = (dated ->> 'kpi_id')::bigint)
		else (select plan_id from element where id = (dated ->> 'element_id')::bigint)
	end;
`;

/** The columns that a current row and its versions both have, without the id. */
const columnsShared = sql`
	create function shared_columns(kind text) returns text[] language sql stable
	return (
		select array_agg(mine.attname::text order by mine.attnum)
		from pg_attribute mine
		join pg_attribute of_version
			on of_version.attname = mine.attname and of_version.attnum > 0
			and of_version.attrelid = (kind || '_version')::regclass and not of_version.attisdropped
		where mine.attrelid = kind::regclass and mine.attnum > 0 and not mine.attisdropped
			and mine.attname not in ('id', 'revision', 'retired_reason')
	);

	create function listed(columns text[], prefix text) returns text language sql immutable
	return (select string_agg(prefix || quote_ident(one), ', ') from unnest(columns) one);

	-- a row as the application compares it: no number passes through a float
	create function as_texts(one jsonb) returns jsonb language sql immutable
	return (
		select jsonb_object_agg(key, case
			when jsonb_typeof(value) in ('object', 'array', 'null') then value
			else to_jsonb(value #>> '{}')
		end)
		from jsonb_each(one)
	);
`;

/**
 * The first versions of rows: they hold from the beginning, an owner's from its first day; a second one
 * of what went out of the plan, from that day.
 */
const appendFirst = sql`
	create function append_first(kind text, ids bigint[]) returns void language plpgsql as $$
	declare
		columns text[] := array_remove(shared_columns(kind), 'plan_id');
		names text := listed(columns, '');
		theirs text := listed(columns, 'c.');
		plans text := case
			when kind = 'plan' then 'c.id'
			when kind in ('element', 'kpi', 'element_link') then 'c.plan_id'
			when kind = 'kpi_target' then '(select plan_id from kpi where kpi.id = c.kpi_id)'
			else '(select plan_id from element where element.id = c.element_id)'
		end;
		since text := case kind
			when 'owner' then $x$coalesce(c.valid_from, '-infinity')$x$ else $x$'-infinity'::date$x$ end;
		until text := case when kind = 'owner' then 'c.valid_to'
			when kind in ('element', 'kpi') then 'c.retired_at::date' end;
		reason text := case when kind = 'owner' then 'null' else 'c.retired_reason' end;
	begin
		execute format('insert into plan_revision (plan_id, revision, way)
			select distinct p.id, p.structure_revision, ''first''
			from %I c join plan p on p.id = %s where c.id = any ($1)
			on conflict do nothing', kind, plans) using ids;
		execute format('insert into %I (id, plan_id, revision, holds_from, %s)
			select c.id, p.id, p.structure_revision, %s, %s
			from %I c join plan p on p.id = %s where c.id = any ($1)',
			kind || '_version', names, since, theirs, kind, plans) using ids;
		if until is null then return; end if;
		execute format('insert into %I (id, plan_id, revision, holds_from, retired, retired_reason, %s)
			select c.id, p.id, p.structure_revision, %s, true, %s, %s
			from %I c join plan p on p.id = %s where c.id = any ($1) and %s is not null
			on conflict (plan_id, id, holds_from, revision) do update set retired = true',
			kind || '_version', names, until, reason, theirs, kind, plans, until) using ids;
	end $$;
`;

/**
 * What is written of current rows is noted, for the frame of writing to date it. Where that is not
 * there (a seed, an operator), a new row holds from the beginning, and a changed one is corrected from
 * the beginning, unless it has had several states: whoever changes those must say from when.
 */
const noteWritten = sql`
	create function note_added() returns trigger language plpgsql as $$
	declare
		of_kind text := tg_table_name;
	begin
		if current_setting('tanaw.dated', true) = 'follows' then return null; end if;
		if current_setting('tanaw.dated', true) = 'on' then
			insert into written_row (plan_id, kind, id, after)
			select plan_of(of_kind, to_jsonb(one)), of_kind, one.id, to_jsonb(one) from added one;
		else
			perform append_first(of_kind, array_agg(id)) from added having count(*) > 0;
		end if;
		return null;
	end $$;

	create function note_written() returns trigger language plpgsql as $$
	declare
		of_kind text := tg_table_name;
		after_row jsonb := case when tg_op = 'UPDATE' then to_jsonb(new) end;
		days integer;
	begin
		if current_setting('tanaw.dated', true) = 'follows' then return null; end if;
		if current_setting('tanaw.dated', true) = 'on' then
			insert into written_row (plan_id, kind, id, before, after)
			values (plan_of(of_kind, to_jsonb(old)), of_kind, old.id, to_jsonb(old), after_row);
			return null;
		end if;
		execute format('select count(distinct holds_from) from %I where id = $1 and not retired',
			of_kind || '_version') into days using old.id;
		if days > 1 then
			raise exception '% % has several versions: change it by the application', of_kind, old.id
				using errcode = 'restrict_violation';
		end if;
		execute format('delete from %I where id = $1', of_kind || '_version') using old.id;
		if tg_op = 'UPDATE' then perform append_first(of_kind, array[new.id]); end if;
		return null;
	end $$;
`;

/** Writes the current rows of some records as their versions have them on the plan's current day. */
const writeCurrent = sql`
	create function write_current(kind text, of_plan bigint, ids bigint[])
	returns void language plpgsql as $$
	declare
		columns text[] := shared_columns(kind);
		names text := listed(columns, '');
		mine text := listed(columns, 'c.');
		theirs text := listed(columns, 'h.');
		assigned text := (
			select string_agg(format('%1$I = h.%1$I', one), ', ') from unnest(columns) one
		);
		has_retired boolean := kind in ('element', 'kpi');
		dated text := coalesce(current_setting('tanaw.dated', true), '');
		holding text;
	begin
		perform set_config('tanaw.dated', 'follows', true);
		-- what one row gives up another may take
		set constraints all deferred;
		holding := format(
			'(select distinct on (v.id) v.* from %I v join plan p on p.id = v.plan_id
				where v.plan_id = $1 and v.id = any ($2) and v.holds_from <= p.current_day
				order by v.id, v.holds_from desc, v.revision desc)',
			kind || '_version'
		);
		if kind = 'owner' then
			execute format('update owner c set valid_to = h.holds_from from %s h
				where h.id = c.id and h.retired and isfinite(h.holds_from)
					and c.valid_to is distinct from h.holds_from', holding) using of_plan, ids;
			execute format('delete from owner c using %s h
				where h.id = c.id and h.retired and not isfinite(h.holds_from)', holding) using of_plan, ids;
		elsif has_retired then
			execute format('update %I c set retired_at = clock_timestamp(),
					retired_reason = coalesce(h.retired_reason, ''-''), version = c.version + 1
				from %s h where h.id = c.id and h.retired and c.retired_at is null', kind, holding)
				using of_plan, ids;
		else
			execute format('delete from %I c using %s h where h.id = c.id and h.retired', kind, holding)
				using of_plan, ids;
		end if;
		execute format('delete from %1$I c where c.id = any ($2) and %2$s and not exists (
				select from %3$s h where h.id = c.id
			)', kind, case when kind = 'plan' then 'false' else 'true' end, holding) using of_plan, ids;
		execute format('update %I c set %s%s from %s h where h.id = c.id and not h.retired
				and (row(%s) is distinct from row(%s)%s)',
			kind, assigned,
			case when has_retired then ', retired_at = null, retired_reason = null, version = c.version + 1'
				when kind = 'owner' then ', valid_to = null' else '' end,
			holding, mine, theirs,
			case when has_retired then ' or c.retired_at is not null'
				when kind = 'owner' then ' or c.valid_to is not null' else '' end)
			using of_plan, ids;
		if kind <> 'plan' then
			execute format('insert into %I (id, %s%s) overriding system value
				select h.id, %s%s from %s h
				where not h.retired and not exists (select from %I c where c.id = h.id)',
				kind, names, case when kind = 'owner' then ', valid_from' else '' end,
				theirs, case when kind = 'owner' then ', nullif(h.holds_from, ''-infinity'')' else '' end,
				holding, kind)
				using of_plan, ids;
		end if;
		set constraints all immediate;
		perform set_config('tanaw.dated', dated, true);
	end $$;

	create function current_kinds() returns text[] language sql immutable
	return array['plan', 'element', 'owner', 'milestone', 'element_term', 'element_link', 'kpi',
		'kpi_target', 'budget_line'];

	-- brings the current rows of a plan to another day
	create function bring_to(of_plan bigint, day date) returns void language plpgsql as $$
	declare
		kind text;
		ids bigint[];
		before date := (select current_day from plan where id = of_plan);
	begin
		if day = before then return; end if;
		update plan set current_day = day where id = of_plan;
		foreach kind in array current_kinds() loop
			execute format('select array_agg(distinct id) from %I where plan_id = $1
				and holds_from > least($2, $3) and holds_from <= greatest($2, $3)', kind || '_version')
				into ids using of_plan, before, day;
			if ids is not null then perform write_current(kind, of_plan, ids); end if;
		end loop;
	end $$;
`;

/** Current rows follow the versions that are appended. */
const keepCurrent = sql`
	create function keep_current() returns trigger language plpgsql as $$
	declare
		of_plan bigint;
		ids bigint[];
	begin
		for of_plan, ids in select plan_id, array_agg(distinct id) from appended group by plan_id loop
			perform write_current(tg_argv[0], of_plan, ids);
		end loop;
		return null;
	end $$;
`;

/** Versions of an earlier revision are what was said then. */
const refuseEarlier = sql`
	create function refuse_earlier() returns trigger language plpgsql as $$
	begin
		if old.revision < (select structure_revision from plan where id = old.plan_id) then
			raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
		end if;
		return case when tg_op = 'DELETE' then old else new end;
	end $$;
`;

/** What of a current row is planned, and what says that it is planned no more. */
async function datedColumns(db: Kysely<unknown>, name: string): Promise<string[]> {
	const { rows } = await sql<{ columns: string[] }>`
		select shared_columns(${name}) as columns
	`.execute(db);
	const ends = { element: 'retired_at', kpi: 'retired_at', owner: 'valid_to' }[name];
	return [...rows[0]!.columns, ...(ends ? [ends] : [])];
}

async function createTriggers(db: Kysely<unknown>, name: string): Promise<void> {
	const [table, versions] = [sql.table(name), versionsOf(name)];
	const columns = await datedColumns(db, name);
	const listed = sql.join(columns.map((column) => sql.ref(column)));
	const [before, after] = ['old', 'new'].map((row) =>
		sql.join(columns.map((column) => sql.ref(`${row}.${column}`)))
	);
	await sql`
		create trigger note_added after insert on ${table} referencing new table as added
			for each statement when (pg_trigger_depth() = 0) execute function note_added();
	`.execute(db);
	await sql`
		create trigger note_removed after delete on ${table}
			for each row when (pg_trigger_depth() = 0) execute function note_written();
	`.execute(db);
	await sql`
		create trigger note_changed after update of ${listed} on ${table}
			for each row when (pg_trigger_depth() = 0 and row(${before}) is distinct from row(${after}))
			execute function note_written();
	`.execute(db);
	await sql`
		create trigger keep_current after insert on ${versions} referencing new table as appended
			for each statement when (pg_trigger_depth() = 0)
			execute function keep_current(${sql.lit(name)});
	`.execute(db);
	await sql`
		create trigger append_only before update or delete on ${versions}
			for each row when (pg_trigger_depth() = 0) execute function refuse_earlier();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const { name } of kinds)
		await sql`
			drop trigger note_added on ${sql.table(name)};
			drop trigger note_changed on ${sql.table(name)};
			drop trigger note_removed on ${sql.table(name)};
			drop table ${versionsOf(name)};
		`.execute(db);
	await sql`
		drop function append_first, note_added, note_written, keep_current, write_current, bring_to,
			current_kinds, refuse_earlier, shared_columns, as_texts, listed, plan_of;
		alter table element drop constraint element_code;
		create unique index element_code on element (plan_id, code) where retired_at is null;
		alter table kpi drop constraint kpi_code;
		create unique index kpi_code on kpi (plan_id, code) where retired_at is null;
		alter table owner drop constraint owner_one_lead;
		create unique index owner_one_lead on owner (element_id) where role = 'lead' and valid_to is null;
		alter table milestone drop constraint milestone_element_id_position_key;
		alter table milestone add constraint milestone_element_id_position_key unique (element_id, position);
		alter table element alter constraint element_parent_id_plan_id_parent_kind_fkey not deferrable;
		alter table kpi_target drop column id;
		alter table element_link drop column id;
		alter table element_term drop column id;
		drop table written_row, amendment_change, plan_revision, amendment;
		alter table plan drop column current_day, drop column adopted_revision;
	`.execute(db);
}
