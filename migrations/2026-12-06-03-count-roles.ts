import { sql, type Kysely, type RawBuilder } from 'kysely';

/** What rests on a framework, as before, and people who are counted by its terms. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await frameworkInUse(sql`
		or exists (
			select 1 from head_count h where h.role_term_id = term.id or h.level_term_id = term.id
		)
		or exists (
			select 1 from attendance a where a.role_term_id = term.id or a.level_term_id = term.id
		)
		or exists (select 1 from establishment e where e.role_term_id = term.id)
	`).execute(db);
}

/** @param ofTerm what rests on one of its terms since */
const frameworkInUse = (ofTerm: RawBuilder<unknown>) => sql`
	create or replace function framework_in_use(framework bigint) returns boolean language sql stable
	return exists (select 1 from plan_framework where framework_id = framework)
		or exists (select 1 from checklist where checklist.framework_id = framework)
		or exists (
			select 1 from framework_axis axis join plan_note_version v on v.axis_id = axis.id
			where axis.framework_id = framework
		)
		or exists (
			select 1 from framework_term term where term.framework_id = framework and (
				exists (select 1 from element_term where element_term.term_id = term.id)
				or exists (select 1 from element_term_version v where v.term_id = term.id)
				or exists (select 1 from alignment where alignment.framework_term_id = term.id)
				or exists (select 1 from kpi where kpi.terms @> array[term.id])
				or exists (select 1 from kpi_version v where v.terms @> array[term.id])
				or exists (select 1 from organisation_term o where o.term_id = term.id)
				${ofTerm}
			)
		)
`;

export async function down(db: Kysely<unknown>): Promise<void> {
	await frameworkInUse(sql``).execute(db);
}
