import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table publication (
			id bigint generated always as identity primary key,
			plan_id bigint references plan,
			title text not null,
			publisher text,
			published_on date,
			address text
		);
		create table passage (
			id bigint generated always as identity primary key,
			publication_id bigint not null references publication,
			code text not null,
			text text not null,
			unique (publication_id, code)
		);

		create table provenance (
			id bigint generated always as identity primary key,
			-- exactly one subject
			plan_id bigint references plan,
			element_id bigint references element,
			kpi_id bigint references kpi,
			organisation_id bigint references organisation,
			-- a column of the subject, or the name of what hangs on it: owners, budget, milestones, terms, …
			field text not null,
			kind text not null check (kind in ('source', 'public_record', 'editorial', 'demo')),
			passage_id bigint references passage,
			-- the words themselves, letter for letter, where the kind is source or the reading rests on them
			quote text,
			-- one sentence of why
			reason text,
			publication_id bigint references publication,
			check (num_nonnulls(plan_id, element_id, kpi_id, organisation_id) = 1),
			check (kind <> 'source' or (quote is not null and passage_id is not null)),
			check (kind <> 'editorial' or reason is not null),
			check (kind <> 'public_record' or publication_id is not null),
			unique nulls not distinct (plan_id, element_id, kpi_id, organisation_id, field)
		);
		create index provenance_element on provenance (element_id) where element_id is not null;
		create index provenance_kpi on provenance (kpi_id) where kpi_id is not null;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table provenance, passage, publication;`.execute(db);
}
