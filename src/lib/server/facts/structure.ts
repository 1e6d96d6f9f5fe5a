/**
 * What a plan sets out, with all its versions: elements, owners, KPIs, budgets. Planners change it now
 * and then; what ministries report against it changes all the time and is read apart.
 */
import type { OverrideDecision } from '#lib/domain/records/overrides.ts';
import type { PeriodRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { OrganisationsById } from '#lib/domain/editions/organisations.ts';
import type { DatedTotal } from '#lib/domain/editions/totals.ts';
import { CoursesByKnown, type RevisionCame } from '#lib/domain/editions/planned-courses.ts';
import { Structures, type PlanHistory } from '#lib/domain/editions/structure.ts';
import type { Db } from '../db/connect.ts';
import { Kept } from './kept.ts';
import { organisationDays } from './organisation-days.ts';
import type { PlanRow } from './plans.ts';
import * as queries from './structure-queries.ts';

type Released = Record<'appropriation' | 'allotment', DatedTotal[]>;

export interface SetOut {
	history: PlanHistory;
	/** What holds on a day, made of the history. */
	structures: Structures;
	/** When and by what each date of it was set, made of the history. */
	courses: CoursesByKnown;
	/** Ascending. */
	revisions: RevisionCame[];
	/** By element, in the order in which they were made. */
	overrides: Map<string, (OverrideDecision & { elementId: string })[]>;
	/** By budget line. */
	released: Map<string, Released>;
	periods: PeriodRecord[];
	/** Its organisations, where some of them followed others; else null. */
	followed: OrganisationsById | null;
}

/** All versions of what a plan sets out, read anew. */
export async function historyOf(db: Db, planId: string): Promise<PlanHistory> {
	const [settings, elements, owners, milestones, terms, links, kpis, targets] = await Promise.all([
		queries.settings(db, planId),
		queries.elements(db, planId),
		queries.owners(db, planId),
		queries.milestones(db, planId),
		queries.terms(db, planId),
		queries.links(db, planId),
		queries.kpis(db, planId),
		queries.targets(db, planId)
	]);
	const [budgetLines, organisations] = await Promise.all([
		queries.budgetLines(db, planId),
		organisationDays(db, planId)
	]);
	const planned = { settings, elements, owners, milestones, terms, links, kpis, targets };
	return { ...planned, budgetLines, organisations };
}

async function read(db: Db, planId: string): Promise<SetOut> {
	const [history, revisions, overrides, released, periods] = await Promise.all([
		historyOf(db, planId),
		queries.revisions(db, planId),
		queries.overrides(db, planId),
		queries.released(db, planId),
		queries.periods(db, planId)
	]);
	return {
		history,
		structures: new Structures(history),
		courses: new CoursesByKnown(history, revisions),
		revisions,
		overrides: Map.groupBy(overrides, ({ elementId }) => elementId),
		released,
		periods,
		followed: history.organisations.some(({ successorIds }) => successorIds.length > 0)
			? new Map(history.organisations.map((one) => [one.id, one]))
			: null
	};
}

// one takes about 2 KB an element
const mostElements = 60_000;
const kept = new Kept<SetOut>(mostElements, ({ history: { elements } }) => elements.length);

/**
 * Kept until a planner changes the plan or its periods, whatever is reported meanwhile. Shared by all who ask for
 * it, so nobody may change it.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function setOut(db: Db, plan: PlanRow): Promise<SetOut> {
	// what is no plan yet is written without raising the revision of its versions
	const key = plan.draft ? `draft ${plan.revision}` : plan.structure_revision;
	return kept.get(db, [plan.id, plan.seed_digest, key, plan.period_revision], () =>
		read(db, plan.id)
	);
}

/**
 * The latest revision of the plan itself that counts: what was recorded by the end of the day of knowing,
 * and of what is published by its snapshot; `Infinity`: all.
 */
export function revisionKnown(
	{ revisions }: Pick<SetOut, 'revisions'>,
	{ knownOn, today, snapshot = null }: Pick<Scope, 'knownOn' | 'today'> & Partial<Scope>
): number {
	const published = snapshot?.structureRevision ?? Infinity;
	if (knownOn >= today) return published;
	const known = revisions.findLast(
		({ recordedOn }) => recordedOn === null || recordedOn <= knownOn
	);
	return Math.min(known?.revision ?? 0, published);
}
