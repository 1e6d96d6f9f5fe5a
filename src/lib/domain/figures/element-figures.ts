/** The figures of one element: its delivery, plan, attainment, confidence and money. */
import {
	computeConfidence,
	confidenceFigure,
	type ComputedConfidence
} from '../progress/confidence.ts';
import { later } from '../records/dates.ts';
import { activityState, comparedOn } from '../progress/freshness.ts';
import { stateOf, unknown } from '../records/known.ts';
import { moneyFigures } from './money.ts';
import { costOf, parentSummary, rollUpOf, type FiguresSoFar } from './parent-figures.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import { actualProgress, plannedProgress } from '../progress/progress.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import { noFigure, ownFigure } from '../progress/rollup.ts';
import { daysLate, daysLateUnfinished, slippage } from '../progress/slippage.ts';
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

const isCompleted = ({ update }: ElementRecord) => update?.delivery === 'completed';

function activityConfidence(
	tree: PlanTree,
	element: ElementRecord,
	{ delivery, slippage: slip, daysLate: late }: Pick<Summary, 'delivery' | 'slippage' | 'daysLate'>
): ComputedConfidence {
	if (!delivery.known) return { confidence: null, reason: delivery.reason };
	const signals = {
		completed: isCompleted(element),
		slippage: slip.known ? slip.value : null,
		daysLate: late.known ? late.value : null,
		pace: null
	};
	return computeConfidence(signals, tree.plan.confidenceRules);
}

function activityFigures(
	tree: PlanTree,
	soFar: FiguresSoFar,
	element: ElementRecord
): ElementFigures {
	const { id, update, plannedEnd } = element;
	const freshness = activityState(element, tree.period);
	const progress =
		freshness.state === 'known' ? actualProgress(element) : unknown(freshness.reason);
	const compared = progress.known && update !== null ? comparedOn(update, tree.period) : null;
	const planned = compared === null ? progress : plannedProgress(element, compared);
	const end = expectedEnd(element, compared);
	const money = moneyFigures(tree.budgetLines.get(id) ?? []);
	const delivery = ownFigure(progress);
	const slip = ownFigure(slippage(progress, planned));
	const late =
		freshness.state === 'missing'
			? daysLateUnfinished(plannedEnd, end, tree.period)
			: daysLate(plannedEnd, end);
	return {
		id,
		kind: element.kind,
		comparedOn: compared,
		servedBy: tree.servedBy.get(id) ?? [],
		state: stateOf(progress),
		completed: isCompleted(element),
		delivery,
		planned: ownFigure(planned),
		slippage: slip,
		attainment: tree.kpis.has(id)
			? rollUpOf(tree, soFar, element, 'attainment').figure
			: noFigure('not_set'),
		plannedEnd,
		forecastEnd: forecastEnd(element),
		expectedEnd: end,
		daysLate: late,
		confidence: confidenceFigure(
			activityConfidence(tree, element, { delivery, slippage: slip, daysLate: late }),
			update?.declaredConfidence ?? null,
			element.confidenceOverride ?? null,
			tree.asOf
		),
		cost: costOf(money.appropriation, []),
		money,
		weighting: null
	};
}

function figuresOf(tree: PlanTree, soFar: FiguresSoFar, element: ElementRecord): ElementFigures {
	if (element.kind === 'activity') return activityFigures(tree, soFar, element);
	const { id, kind } = element;
	const servedBy = tree.servedBy.get(id) ?? [];
	return { id, kind, comparedOn: null, servedBy, ...parentSummary(tree, soFar, element) };
}

/** The figures of all elements, in the plan's order; children are computed before their parents. */
export function elementFigures(
	tree: PlanTree,
	kpis: FiguresSoFar['kpis']
): Map<string, ElementFigures> {
	const elements = new Map<string, ElementFigures>();
	const soFar = { elements, kpis };
	for (const element of tree.elements.toReversed()) {
		elements.set(element.id, figuresOf(tree, soFar, element));
	}
	return new Map([...elements].reverse());
}
