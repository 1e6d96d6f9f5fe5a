import { latestUpdate } from '#lib/domain/progress/activity-progress.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	MeasurementRecord,
	PlanRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import { Remade } from '#lib/domain/records/remade.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { overrideOn } from '#lib/domain/records/overrides.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import type { Db } from '../db/connect.ts';
import { reported, type Reported } from './reported.ts';
import { structure, type PlanStructure } from './structure.ts';
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
const unreported: UpdateRecord[] = [];
const unmeasured: MeasurementRecord[] = [];

const elements = new Remade<PlanStructure['elements'][number], ElementRecord>();
const kpis = new Remade<PlanStructure['kpis'][number], KpiRecord>();
const budgetLines = new Remade<PlanStructure['budgetLines'][number], BudgetLineRecord>();

/** An element with what was reported of it, and with what was decided of it that stands on a day. */
function elementOf(
	element: PlanStructure['elements'][number],
	told: Reported,
	{ asOf, judgedOn }: { asOf: IsoDate; judgedOn: IsoDate }
): ElementRecord {
	const updates = told.updates.get(element.id) ?? unreported;
	const update = latestUpdate(updates, asOf);
	const confidenceOverride = overrideOn(element.overrides, judgedOn);
	const reached = element.milestones.map(({ id }) => told.reached.get(id) ?? null);
	return elements.make(element, [updates, update, confidenceOverride, ...reached], () => {
		const { overrides: _, ...planned } = element;
		const milestones = element.milestones.map((milestone, at) => ({
			...milestone,
			reachedOn: reached[at] ?? null
		}));
		return { ...planned, confidenceOverride, milestones, updates, update };
	});
}

function kpiOf(
	kpi: PlanStructure['kpis'][number],
	told: Reported,
	fiscalYearStartMonth: number
): KpiRecord {
	const measurements = told.measurements.get(kpi.id) ?? unmeasured;
	return kpis.make(kpi, [measurements, fiscalYearStartMonth], () => ({
		...kpi,
		fiscalYearStartMonth,
		measurements
	}));
}

function budgetLineOf(
	line: PlanStructure['budgetLines'][number],
	told: Reported,
	asOf: IsoDate
): BudgetLineRecord {
	const spent = told.spending.get(line.id)?.findLast((one) => one.spendingAsOf <= asOf) ?? unspent;
	const { obligation, disbursement, spendingAsOf } = spent;
	const made = () => ({ ...line, obligation, disbursement, spendingAsOf });
	return budgetLines.make(line, [spent], made);
}

/**
 * Everything that the plan's figures rest on: what it sets out, and what was reported, as known on a
 * day; of what has a state, that of the status date. One plan is a handful of indexed queries. Its
 * parts are shared by all who ask for them, so nobody may change them.
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
	const days = { asOf, judgedOn: isPresent ? scope.knownOn : asOf };
	return {
		...settings(plan),
		elements: setOut.elements.map((element) => elementOf(element, told, days)),
		kpis: setOut.kpis.map((kpi) => kpiOf(kpi, told, plan.fiscal_year_start_month)),
		budgetLines: setOut.budgetLines.map((line) => budgetLineOf(line, told, asOf)),
		alsoServes: setOut.alsoServes,
		periods: setOut.periods,
		reports: told.reports
	};
}
