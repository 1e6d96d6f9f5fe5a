/** The figures of one element: its delivery, plan, attainment, confidence and money. */
import { computeConfidence, confidenceFigure } from './confidence.ts';
import { later } from './dates.ts';
import { activityState, comparedOn } from './freshness.ts';
import { stateOf, unknown } from './known.ts';
import { moneyFigures } from './money.ts';
import { costOf, parentSummary, rollUpOf, type FiguresSoFar } from './parent-figures.ts';
import type { PlanTree } from './plan-tree.ts';
import { actualProgress, plannedProgress } from './progress.ts';
import type { ElementRecord, IsoDate } from './records.ts';
import { ownFigure } from './rollup.ts';
import { daysLate, slippage } from './slippage.ts';
import type { ElementFigures, Summary } from './summary.ts';

export type { ElementFigures, Summary } from './summary.ts';

/** When an activity is said to end: completed, its actual end; else its recovery, forecast or planned end. */
export function forecastEnd(element: ElementRecord): IsoDate | null {
	const { update } = element;
	if (update?.delivery === 'completed') return update.actualEnd;
	return update?.recoveryOn ?? element.forecastEnd ?? element.plannedEnd;
}

/** The forecast end, or the day compared where unfinished work has outlived its forecast. */
function expectedEnd(element: ElementRecord, compared: IsoDate | null): IsoDate | null {
	const end = forecastEnd(element);
	if (end === null || element.update?.delivery === 'completed') return end;
	return later(end, compared);
}

function activityConfidence(tree: PlanTree, element: ElementRecord, figures: Omit<Summary, 'confidence'>) {
	const { state, slippage: slip, daysLate: late } = figures;
	if (state.state !== 'known') return { confidence: null, reason: state.reason };
	const signals = {
		completed: element.update?.delivery === 'completed',
		slippage: slip.known ? slip.value : null,
		daysLate: late.known ? late.value : null,
		pace: null
	};
	return computeConfidence(signals, tree.plan.confidenceRules);
}

function activitySummary(tree: PlanTree, soFar: FiguresSoFar, element: ElementRecord) {
	const { update } = element;
	const freshness = activityState(element, tree.period);
	const progress =
		freshness.state === 'known' ? actualProgress(element) : unknown(freshness.reason);
	const compared = progress.known && update !== null ? comparedOn(update, tree.period) : null;
	const planned = compared === null ? progress : plannedProgress(element, compared);
	const expected = expectedEnd(element, compared);
	const money = moneyFigures(tree.budgetLines.get(element.id) ?? []);
	const summary = {
		state: stateOf(progress),
		delivery: ownFigure(progress),
		planned: ownFigure(planned),
		slippage: ownFigure(slippage(progress, planned)),
		attainment: rollUpOf(tree, soFar, element, 'attainment').figure,
		plannedEnd: element.plannedEnd,
		forecastEnd: forecastEnd(element),
		expectedEnd: expected,
		daysLate: daysLate(element.plannedEnd, expected),
		cost: costOf(money.appropriation, []),
		money,
		weighting: null
	};
	return { ...summary, compared, computed: activityConfidence(tree, element, summary) };
}

function figuresOf(tree: PlanTree, soFar: FiguresSoFar, element: ElementRecord): ElementFigures {
	const { compared, computed, ...summary } =
		element.kind === 'activity'
			? activitySummary(tree, soFar, element)
			: { ...parentSummary(tree, soFar, element), compared: null };
	return {
		id: element.id,
		kind: element.kind,
		...summary,
		comparedOn: compared,
		confidence: confidenceFigure(
			computed,
			element.update?.declaredConfidence ?? null,
			element.confidenceOverride ?? null,
			tree.asOf
		),
		servedBy: tree.servedBy.get(element.id) ?? []
	};
}

/** The figures of all elements, in the plan's order; children are computed before their parents. */
export function elementFigures(
	tree: PlanTree,
	kpis: FiguresSoFar['kpis']
): Map<string, ElementFigures> {
	const elements = new Map<string, ElementFigures>();
	const all = [...tree.elements].reverse();
	for (const element of all) {
		elements.set(element.id, figuresOf(tree, { elements, kpis }, element));
	}
	return new Map([...elements].reverse());
}
