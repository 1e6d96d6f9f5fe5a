/** What hangs together with a plan by alignments: other plans, terms, quoted passages. */
import { sql } from 'kysely';
import type { AlignedTerm, AlignmentRecord, QuotedPassage } from '#lib/domain/alignment/records.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';

const ids = (all: Iterable<string>) => sql<string>`any(${[...new Set(all)]}::bigint[])`;

/** The plans by these ids that were not discarded. */
export async function plansById(db: Db, planIds: readonly string[]): Promise<PlanRow[]> {
	if (planIds.length === 0) return [];
	return await db
		.selectFrom('plan')
		.where('id', '=', ids(planIds))
		.where('discarded_at', 'is', null)
		.selectAll()
		.orderBy('demonstration')
		.orderBy('title')
		.execute();
}

/** Other plans of which some state says that they serve this one, or what its own links lead to. */
export async function servingPlans(
	db: Db,
	planId: string,
	links: readonly AlignmentRecord[]
): Promise<PlanRow[]> {
	const outside = links.flatMap(({ parent }) =>
		parent.kind === 'outside' ? [parent.outsideId] : []
	);
	const terms = links.flatMap(({ parent }) => (parent.kind === 'term' ? [parent.termId] : []));
	const { rows } = await sql<{ id: string }>`
		select distinct plan_id as id from alignment where plan_id <> ${planId} and (
			parent_plan_id = ${planId} or outside_plan_id = ${ids(outside)}
			or framework_term_id = ${ids(terms)}
		)
	`.execute(db);
	return plansById(
		db,
		rows.map(({ id }) => id)
	);
}

export async function termsOf(
	db: Db,
	links: readonly AlignmentRecord[]
): Promise<Map<string, AlignedTerm>> {
	const wanted = links.flatMap(({ parent }) => (parent.kind === 'term' ? [parent.termId] : []));
	if (wanted.length === 0) return new Map();
	const rows = await db
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.where('term.id', '=', ids(wanted))
		.select(['term.id', 'framework.title as framework', 'framework.slug'])
		.select(['term.code', 'term.title'])
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/** By id: the passages in which quotations stand. */
export async function passagesOf(
	db: Db,
	origins: readonly Origin[]
): Promise<Map<string, QuotedPassage>> {
	const wanted = origins.flatMap(({ quotes }) => quotes.flatMap(({ passage }) => passage ?? []));
	if (wanted.length === 0) return new Map();
	const rows = await db
		.selectFrom('passage')
		.innerJoin('publication', 'publication.id', 'passage.publication_id')
		.where('passage.id', '=', ids(wanted))
		.select(['passage.id', 'passage.code', 'publication.title as publication'])
		.execute();
	return new Map(rows.map(({ id, ...passage }) => [id, passage]));
}

/**
 * What pages of a plan show besides the plan itself, in short: the revisions of all plans that hang
 * together with it by some link, and how far what lives elsewhere was written. Empty: there is nothing.
 */
export async function linkedVersion(db: Db, planId: string): Promise<string> {
	const { rows } = await sql<{ version: string | null }>`
		with own as (
			select parent_plan_id, outside_plan_id, framework_term_id from alignment
			where plan_id = ${planId}
		)
		select string_agg(concat_ws('-', plan.id, plan.seed_digest, plan.revision), '.' order by plan.id)
			as version
		from plan where plan.id in (
			select parent_plan_id from own
			union select plan_id from alignment where parent_plan_id = ${planId}
				or outside_plan_id in (select outside_plan_id from own)
				or framework_term_id in (select framework_term_id from own)
		)
	`.execute(db);
	const { rows: written } = await sql<{ version: string }>`
		select concat_ws('-', (select max(id) from outside_plan), (select max(id) from outside_statement))
			as version
	`.execute(db);
	return [rows[0]?.version ?? '', written[0]?.version ?? ''].filter(Boolean).join('_');
}
