/** That work was closed, as its page shows it beside what was planned and reported. */
import { compared, expectedCost, type Compared } from '#lib/domain/work/expected-cost.ts';
import type { MoneyTotal } from '#lib/domain/figures/money.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { unfinished, type Unfinished } from '#lib/domain/work/unfinished.ts';
import { judgedOn } from '#lib/domain/progress/reckoning-day.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import type { ClosureValues } from '#lib/kinds/closure.ts';

/** A closure as it is stored. */
export interface StoredClosure {
	elementId: string | null;
	values: ClosureValues;
	withdrawn: boolean;
	/** Why it was changed or withdrawn. */
	reason: string | null;
	/** The day on which that was recorded, in the plan's time zone. */
	recordedOn: IsoDate;
}

export interface ClosureView extends Omit<ClosureValues, 'benefit_kpi_id'> {
	cost: {
		amount: Money;
		/** Beside what is expected; null: nothing is set. */
		expected: Compared | null;
		ofExpected: MoneyTotal;
		/** Beside what was disbursed; null: nothing is reported. */
		disbursed: Compared | null;
	} | null;
	benefitKpi: { code: string; title: string } | null;
	unfinished: Unfinished;
}

export interface ClosurePart {
	closure: ClosureView | null;
	/** One that stands no more, where none does. */
	withdrawn: { closedOn: IsoDate | null; on: IsoDate; reason: string } | null;
}

function costOf(
	{ record, figures }: PlanWithFigures,
	elementId: string | null,
	amount: Money
): ClosureView['cost'] {
	const ofExpected = expectedCost(record, elementId);
	const money = elementId === null ? figures.money : figures.elements.get(elementId)?.money;
	const disbursed = money?.stages.disbursement;
	return {
		amount,
		ofExpected,
		expected: ofExpected.set > 0 ? compared(amount, ofExpected.sum) : null,
		disbursed: disbursed && disbursed.set > 0 ? compared(disbursed.sum, amount) : null
	};
}

function viewOf(plan: PlanWithFigures, { elementId, values }: StoredClosure): ClosureView {
	const { benefit_kpi_id, ...said } = values;
	const kpi = plan.record.kpis.find(({ id }) => id === benefit_kpi_id);
	return {
		...said,
		cost: values.final_cost === null ? null : costOf(plan, elementId, values.final_cost),
		benefitKpi: kpi ? { code: kpi.code, title: kpi.title } : null,
		unfinished: unfinished(plan.record, elementId)
	};
}

/** Whether a closure stands on the day that a page is of. */
const standsOn =
	({ record, figures }: PlanWithFigures) =>
	({ withdrawn, values: { closed_on } }: StoredClosure): boolean =>
		!withdrawn && closed_on !== null && closed_on <= judgedOn(record.periods, figures);

/** What a page says of the closure of an element, or of the plan as a whole. */
export function closurePart(
	plan: PlanWithFigures,
	closures: readonly StoredClosure[],
	elementId: string | null
): ClosurePart {
	const own = closures.filter((one) => one.elementId === elementId);
	const standing = own.find(standsOn(plan));
	const last = own.findLast(({ withdrawn }) => withdrawn);
	const withdrawn =
		standing === undefined && last
			? { closedOn: last.values.closed_on, on: last.recordedOn, reason: last.reason ?? '' }
			: null;
	return { closure: standing ? viewOf(plan, standing) : null, withdrawn };
}

/** The goals that are closed, in the plan's order. */
export function closedGoals(
	plan: PlanWithFigures,
	closures: readonly StoredClosure[]
): { code: string; title: string }[] {
	const closed = new Set(closures.filter(standsOn(plan)).map(({ elementId }) => elementId));
	return plan.record.elements
		.filter(({ id, kind }) => kind === 'goal' && closed.has(id))
		.map(({ code, title, shortTitle }) => ({ code, title: shortTitle ?? title }));
}
