/** The confidence that is computed of an element, or of the plan as a whole (rule 9). */
import {
	colourless,
	computeConfidence,
	worstCriticalChild,
	type ComputedConfidence,
	type Signals
} from '../progress/confidence.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';
import type { Reckoned } from './reckoned-plan.ts';
import type { ElementFigures, Summary } from './summary.ts';

/** The median, which one odd KPI cannot bend; null of none. */
function median(values: number[]): number | null {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const below = sorted[Math.floor(middle)];
	const above = sorted[Math.ceil(middle)];
	return below === undefined || above === undefined ? null : (below + above) / 2;
}

/** An element's own KPIs where it has some, else those of all beneath it. */
function kpisOf(tree: PlanTree, element: ElementRecord | null): KpiRecord[] {
	const own = element === null ? undefined : tree.kpis.get(element.id);
	const children = tree.children.get(element?.id ?? null) ?? [];
	return own ?? children.flatMap((child) => kpisOf(tree, child));
}

/** The share of what is left that a parent's KPIs will cover in time, in the middle. */
function coversShare({ plan, element }: Reckoned): number | null {
	const shares = kpisOf(plan.tree, element).flatMap(({ id }) => {
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

/** The confidence of an activity by its own slippage and lateness; none where it is silent. */
export function activityConfidence(
	{ plan, element }: Reckoned,
	{ slippage, daysLate, completed }: Signalling
): ComputedConfidence {
	const { state } = plan.progress.activities.get(element!.id)!;
	if (state === 'unknown' || state === 'carried') {
		return { confidence: null, reason: 'not_reported' };
	}
	if (state !== 'known') return { confidence: null, reason: state };
	const signals = {
		completed,
		slippage: slippage.known ? slippage.value : null,
		daysLate: daysLate.known ? daysLate.value : null,
		pace: null
	};
	return computeConfidence(signals, plan.tree.plan.confidenceRules);
}

/** The children that decide, in the plan's order. */
function criticalChildren(
	{ plan, element }: Reckoned,
	elements: () => ReadonlyMap<string, ElementFigures>
) {
	const children = plan.tree.children.get(element?.id ?? null) ?? [];
	return children.flatMap(({ id, critical }) => {
		const computed = critical ? elements().get(id)?.confidence.computed : undefined;
		return computed === undefined ? [] : [{ id, critical, computed }];
	});
}

/** The confidence of a goal, an objective or the plan by the plan's rules; none where it has no colour. */
export function parentConfidence(
	of: Reckoned,
	summary: Signalling,
	elements: () => ReadonlyMap<string, ElementFigures>
): ComputedConfidence {
	const { plan } = of.plan.tree;
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
	const byChild =
		plan.goalStatusRule === 'worst_critical_child'
			? worstCriticalChild(criticalChildren(of, elements), signals)
			: undefined;
	return byChild ?? computeConfidence(signals, plan.confidenceRules);
}
