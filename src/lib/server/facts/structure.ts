/**
 * What a plan sets out, as it is now: elements, owners, KPIs, budgets. Planners change it now and
 * then; what ministries report against it changes all the time and is read apart.
 */
import type {
	ElementRecord,
	KpiRecord,
	MilestoneRecord,
	PeriodRecord,
	PlanRecord
} from '#lib/domain/records/records.ts';
import type { OverrideDecision } from '#lib/domain/records/overrides.ts';
import type { Db } from '../db/connect.ts';
import { Kept } from './kept.ts';
import type { PlanRow } from './plans.ts';
import * as queries from './structure-queries.ts';

type PlannedMilestone = Omit<MilestoneRecord, 'reachedOn'>;

export interface PlanStructure {
	elements: (Omit<ElementRecord, 'milestones' | 'update' | 'updates'> & {
		milestones: PlannedMilestone[];
		overrides: OverrideDecision[];
	})[];
	kpis: Omit<KpiRecord, 'fiscalYearStartMonth' | 'measurements'>[];
	budgetLines: Awaited<ReturnType<typeof queries.budgetLines>>;
	alsoServes: PlanRecord['alsoServes'];
	periods: PeriodRecord[];
}

/** The rows of each key, without it. */
function grouped<Key extends string, Row extends Record<Key, string>>(
	rows: Row[],
	key: Key
): Map<string, Omit<Row, Key>[]> {
	const groups = new Map<string, Omit<Row, Key>[]>();
	for (const { [key]: of, ...row } of rows) {
		const group = groups.get(of);
		if (group) group.push(row);
		else groups.set(of, [row]);
	}
	return groups;
}

async function read(db: Db, planId: string): Promise<PlanStructure> {
	const [
		elements,
		owners,
		milestones,
		terms,
		overrides,
		kpis,
		targets,
		budgetLines,
		alsoServes,
		periods
	] = await Promise.all([
		queries.elements(db, planId),
		queries.owners(db, planId),
		queries.milestones(db, planId),
		queries.terms(db, planId),
		queries.overrides(db, planId),
		queries.kpis(db, planId),
		queries.targets(db, planId),
		queries.budgetLines(db, planId),
		queries.links(db, planId),
		queries.periods(db, planId)
	]);
	const ownersOf = grouped(owners, 'elementId');
	const milestonesOf = grouped(milestones, 'elementId');
	const termsOf = grouped(terms, 'elementId');
	const overridesOf = grouped(overrides, 'elementId');
	const targetsOf = grouped(targets, 'kpiId');
	return {
		elements: elements.map((element) => ({
			...element,
			owners: ownersOf.get(element.id) ?? [],
			milestones: milestonesOf.get(element.id) ?? [],
			overrides: overridesOf.get(element.id) ?? [],
			terms: (termsOf.get(element.id) ?? []).map(({ code }) => code)
		})),
		kpis: kpis.map((kpi) => ({ ...kpi, targets: targetsOf.get(kpi.id) ?? [] })),
		budgetLines,
		alsoServes,
		periods
	};
}

const structures = new Kept<PlanStructure>(200);

/**
 * Kept until a planner changes the plan, whatever is reported meanwhile. Shared by all who ask for
 * it, so nobody may change it.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function structure(db: Db, plan: PlanRow): Promise<PlanStructure> {
	return structures.get(db, [plan.id, plan.seed_digest, plan.structure_revision], () =>
		read(db, plan.id)
	);
}
