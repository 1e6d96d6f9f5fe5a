import { overrideOn } from '#lib/domain/records/overrides.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { reported } from './reported.ts';
import { structure } from './structure.ts';
import type { AsKnown } from './as-known.ts';
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
 * Everything that the plan's figures rest on, as known on `asOf`: what it sets out, and what was
 * reported. One plan is a handful of indexed queries; nothing is asked row by row.
 *
 * @param plan read in this request, so that its revision is the present one
 * @param today the day in the plan's time zone; asking for it reads the current rows
 */
export async function record(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<PlanRecord> {
	const known: AsKnown = {
		planId: plan.id,
		asOf,
		timeZone: plan.time_zone,
		current: asOf >= today
	};
	const [setOut, told] = await Promise.all([structure(db, plan), reported(db, known)]);
	return {
		...settings(plan),
		elements: setOut.elements.map(({ overrides, ...element }) => ({
			...element,
			confidenceOverride: overrideOn(overrides, asOf),
			milestones: element.milestones.map((milestone) => ({
				...milestone,
				reachedOn: told.reached.get(milestone.id) ?? null
			})),
			update: told.updates.get(element.id) ?? null
		})),
		kpis: setOut.kpis.map((kpi) => ({
			...kpi,
			fiscalYearStartMonth: plan.fiscal_year_start_month,
			measurements: (told.measurements.get(kpi.id) ?? []).filter(
				({ measuredOn }) => measuredOn <= asOf
			)
		})),
		budgetLines: setOut.budgetLines.map((line) => ({
			...line,
			...(told.spending.get(line.id) ?? unspent)
		})),
		alsoServes: setOut.alsoServes,
		periods: setOut.periods,
		reports: told.reports
	};
}
