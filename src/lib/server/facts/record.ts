import { latestUpdate } from '#lib/domain/progress/activity-progress.ts';
import type { PlanRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { overrideOn } from '#lib/domain/records/overrides.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import type { Db } from '../db/connect.ts';
import { reported } from './reported.ts';
import { structure } from './structure.ts';
import { asKnown } from './as-known.ts';
import type { PlanRow } from './plans.ts';

/** The plan's own settings, as the arithmetic calls them. */
function settings(plan: PlanRow) {
	return {
		id: plan.id,
		slug: plan.slug,
		title: plan.title,
		currency: plan.currency,
		language: plan.language,
		demonstration: plan.demonstration,
		periodStart: plan.period_start,
		periodEnd: plan.period_end,
		fiscalYearStartMonth: plan.fiscal_year_start_month,
		rollUpMethod: plan.roll_up_method,
		goalStatusRule: plan.goal_status_rule,
		confidenceRules: plan.confidence_rules,
		coverageThreshold: Number(plan.coverage_threshold),
		revision: Number(plan.revision)
	} satisfies Partial<PlanRecord>;
}

const unspent = { obligation: null, disbursement: null, spendingAsOf: null };

/**
 * Everything that the plan's figures rest on: what it sets out, and what was reported, as known on a
 * day; of what has a state, that of the status date. One plan is a handful of indexed queries.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export async function record(db: Db, plan: PlanRow, scope: Scope): Promise<PlanRecord> {
	const { asOf } = scope;
	const [setOut, told] = await Promise.all([
		structure(db, plan),
		reported(db, asKnown(plan, scope))
	]);
	// a decision of today is about the plan as it is shown by itself, whose status date is a period's end
	const isPresent = asOf >= statusDate(setOut.periods, scope.knownOn);
	const judgedOn = isPresent ? scope.knownOn : asOf;
	return {
		...settings(plan),
		elements: setOut.elements.map(({ overrides, ...element }) => {
			const updates = told.updates.get(element.id) ?? [];
			return {
				...element,
				confidenceOverride: overrideOn(overrides, judgedOn),
				milestones: element.milestones.map((milestone) => ({
					...milestone,
					reachedOn: told.reached.get(milestone.id) ?? null
				})),
				updates,
				update: latestUpdate(updates, asOf)
			};
		}),
		kpis: setOut.kpis.map((kpi) => ({
			...kpi,
			fiscalYearStartMonth: plan.fiscal_year_start_month,
			measurements: told.measurements.get(kpi.id) ?? []
		})),
		budgetLines: setOut.budgetLines.map((line) => {
			const spent = told.spending.get(line.id)?.findLast((one) => one.spendingAsOf <= asOf);
			return { ...line, ...(spent ?? unspent) };
		}),
		alsoServes: setOut.alsoServes,
		periods: setOut.periods,
		reports: told.reports
	};
}
