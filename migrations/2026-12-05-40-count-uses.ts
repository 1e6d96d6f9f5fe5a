import { sql, type Kysely, type RawBuilder } from 'kysely';

/** All that rests on a framework, so that it stays as it is: in one place, whatever comes to rest on it later. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await frameworkInUse(
		sql`
			or exists (select 1 from checklist where checklist.framework_id = framework)
			or exists (
				select 1 from framework_axis axis join plan_note_version v on v.axis_id = axis.id
				where axis.framework_id = framework
			)
		`,
		sql`
			or exists (select 1 from kpi where kpi.terms @> array[term.id])
			or exists (select 1 from kpi_version v where v.terms @> array[term.id])
			or exists (select 1 from organisation_term o where o.term_id = term.id)
		`
	).execute(db);
}

/**
 * @param ofWhole what else rests on a framework as a whole
 * @param ofTerm what else rests on one of its terms
 */
const frameworkInUse = (ofWhole: RawBuilder<unknown>, ofTerm: RawBuilder<unknown>) => sql`
	create or replace function framework_in_use(framework bigint) returns boolean language sql stable
	return exists (select 1 from plan_framework where framework_id = framework)
		${ofWhole}
		or exists (
			select 1 from framework_term term where term.framework_id = framework and (
				exists (select 1 from element_term where element_term.term_id = term.id)
				or exists (select 1 from element_term_version v where v.term_id = term.id)
				or exists (select 1 from alignment where alignment.framework_term_id = term.id)
				${ofTerm}
			)
		)
`;

export async function down(db: Kysely<unknown>): Promise<void> {
	await frameworkInUse(sql``, sql``).execute(db);
}
