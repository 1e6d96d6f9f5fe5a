/** The figures of every element of a reckoned plan, and of the plan as a whole. */
import {
	colourless,
	computeConfidence,
	confidenceFigure,
	worstCriticalChild,
	type ComputedConfidence,
	type Signals
} from '../progress/confidence.ts';
import { effectiveWeightOf } from '../progress/plan-progress.ts';
import { isCompleted } from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';
import { attainment } from './attainment.ts';
import { daysLate } from './days-late.ts';
import { deliveryProgress } from './delivery-progress.ts';
import { doneCompared } from './done-compared.ts';
import { plannedProgress } from './planned-progress.ts';
import { reckoned, type Reckoned, type ReckonedPlan } from './reckoned-plan.ts';
import { slippage } from './slippage.ts';
import type { ElementFigures, Summary } from './summary.ts';

/** The figures made so far, from the activities upwards. */
type Made = ReadonlyMap<string, ElementFigures>;

/** The median, which one odd KPI cannot bend; null of none. */
function median(values: number[]): number | null {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const below = sorted[Math.floor(middle)];
	const above = sorted[Math.ceil(middle)];
	return below === undefined || above === undefined ? null : (below + above) / 2;
}

/** An element's own KPIs where it has some, else those of all beneath it. */
function kpisOf({ tree }: ReckonedPlan, element: ElementRecord | null): KpiRecord[] {
	const own = element === null ? undefined : tree.kpis.get(element.id);
	const children = tree.children.get(element?.id ?? null) ?? [];
	return own ?? children.flatMap((child) => kpisOf({ tree } as ReckonedPlan, child));
}

/** The share of what is left that a parent's KPIs will cover in time, in the middle. */
function coversShare({ plan, element }: Reckoned): number | null {
	const shares = kpisOf(plan, element).flatMap(({ id }) => {
		const { verdict, coversShare: share } = plan.kpis.get(id)!.outlook;
		return verdict === 'reached' ? 1 : (share ?? []);
	});
	return median(shares);
}

/** A rolled-up value as a signal for the rules: not where it is unknown or partial. */
const signalOf = (figure: RolledUp): number | null =>
	figure.known && !figure.partial ? figure.value : null;

/** What confidence is computed from. */
type Signalling = Pick<
	Summary,
	'counts' | 'completed' | 'delivery' | 'slippage' | 'attainment' | 'daysLate'
>;

function activityConfidence(
	{ plan, element }: Reckoned,
	{ slippage: slip, daysLate: late, completed }: Signalling
): ComputedConfidence {
	const { state } = plan.progress.activities.get(element!.id)!;
	if (state === 'unknown' || state === 'carried') {
		return { confidence: null, reason: 'not_reported' };
	}
	if (state !== 'known') return { confidence: null, reason: state };
	const signals = {
		completed,
		slippage: slip.known ? slip.value : null,
		daysLate: late.known ? late.value : null,
		pace: null
	};
	return computeConfidence(signals, plan.tree.plan.confidenceRules);
}

function parentConfidence(of: Reckoned, summary: Signalling, made: Made): ComputedConfidence {
	const { tree } = of.plan;
	const reason = colourless(summary.delivery);
	if (reason !== null) return { confidence: null, reason };
	const { known, carried, not_due: notDue } = summary.counts;
	if (known + carried === 0 && notDue > 0) return { confidence: null, reason: 'not_due' };
	const signals: Signals = {
		completed: summary.completed,
		slippage: signalOf(summary.slippage),
		daysLate: summary.daysLate.known ? summary.daysLate.value : null,
		pace: colourless(summary.attainment) === null ? coversShare(of) : null
	};
	const children = (tree.children.get(of.element?.id ?? null) ?? []).flatMap(({ id, critical }) => {
		const computed = made.get(id)?.confidence.computed;
		return computed === undefined ? [] : [{ id, critical, computed }];
	});
	const byChild =
		tree.plan.goalStatusRule === 'worst_critical_child'
			? worstCriticalChild(children, signals)
			: undefined;
	return byChild ?? computeConfidence(signals, tree.plan.confidenceRules);
}

function summaryOf(of: Reckoned, made: Made): Summary {
	const { plan, element, sums, beneath } = of;
	const signalling: Signalling = {
		counts: sums.counts,
		completed: isCompleted(sums),
		delivery: deliveryProgress.value(of),
		slippage: slippage.value(of),
		attainment: attainment.value(of),
		daysLate: daysLate.value(of)
	};
	const computed =
		element?.kind === 'activity'
			? activityConfidence(of, signalling)
			: parentConfidence(of, signalling, made);
	const declared = element?.update?.declaredConfidence ?? null;
	const override = element?.confidenceOverride ?? null;
	return {
		...signalling,
		planned: plannedProgress.value(of),
		doneCompared: doneCompared.value(of),
		effectiveWeight: element === null ? 1 : effectiveWeightOf(plan.progress, element),
		plannedEnd: beneath.ends.plannedEnd,
		expectedEnd: beneath.ends.expectedEnd,
		confidence: confidenceFigure(computed, declared, override, plan.days.asOf),
		money: beneath.money
	};
}

function figuresOf(plan: ReckonedPlan, element: ElementRecord, made: Made): ElementFigures {
	const { id, kind } = element;
	const activity = plan.progress.activities.get(id);
	return {
		...summaryOf(reckoned(plan, element), made),
		id,
		kind,
		state: activity?.state ?? null,
		reportedOn: activity?.update?.asOf ?? null,
		servedBy: plan.tree.servedBy.get(id) ?? []
	};
}

/** The figures of all elements, in the plan's order; children are made before their parents. */
export function elementFigures(plan: ReckonedPlan): Map<string, ElementFigures> {
	const made = new Map<string, ElementFigures>();
	for (const element of plan.tree.elements.toReversed()) {
		made.set(element.id, figuresOf(plan, element, made));
	}
	return new Map([...made].reverse());
}

/** The figures of the plan as a whole. */
export const planSummary = (plan: ReckonedPlan, made: Made): Summary =>
	summaryOf(reckoned(plan, null), made);
