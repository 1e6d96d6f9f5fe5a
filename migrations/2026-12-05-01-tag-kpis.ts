import { sql, type Kysely } from 'kysely';

/**
 * KPIs and organisations have terms of frameworks of their own. Those of a KPI are planned, so they are
 * dated with it; those of an organisation belong to no plan.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await sql`
		alter table kpi add column terms bigint[] not null default '{}';
		alter table kpi_version add column terms bigint[] not null default '{}';
		create index kpi_terms on kpi using gin (terms);
		create index kpi_version_terms on kpi_version using gin (terms);

		create table organisation_term (
			organisation_id bigint not null references organisation on delete cascade,
			term_id bigint not null references framework_term,
			primary key (organisation_id, term_id)
		);
		create index organisation_term_term on organisation_term (term_id);

		-- a list refers to nothing by itself: its terms are kept from being taken away meanwhile
		create function refuse_unknown_terms() returns trigger language plpgsql as $$
		begin
			perform from framework_term where id = any (new.terms) for key share;
			if exists (
				select from unnest(new.terms) as one (id)
				where not exists (select from framework_term where framework_term.id = one.id)
			) then
				raise exception 'there is no such term'
					using errcode = 'foreign_key_violation', constraint = 'kpi_terms_known';
			end if;
			return new;
		end $$;
		create trigger refuse_unknown_terms before insert or update of terms on kpi
			for each row when (new.terms <> '{}') execute function refuse_unknown_terms();
	`.execute(db);
	await noteColumns(db);
}

/** What is written of a KPI is noted where any of its dated columns changes. */
async function noteColumns(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ columns: string[] }>`
		select shared_columns('kpi') || 'retired_at'::text as columns
	`.execute(db);
	const names = rows[0]!.columns;
	const listed = sql.join(names.map((name) => sql.ref(name)));
	const [before, after] = ['old', 'new'].map((row) =>
		sql.join(names.map((name) => sql.ref(`${row}.${name}`)))
	);
	await sql`
		drop trigger if exists note_changed on kpi;
		create trigger note_changed after update of ${listed} on kpi
			for each row when (pg_trigger_depth() = 0 and row(${before}) is distinct from row(${after}))
			execute function note_written();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger note_changed on kpi;
		drop trigger refuse_unknown_terms on kpi;
		drop function refuse_unknown_terms();
		drop table organisation_term;
		alter table kpi drop column terms;
		alter table kpi_version drop column terms;
	`.execute(db);
	await noteColumns(db);
}
