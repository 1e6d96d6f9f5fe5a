/** The figures of one element: its delivery, plan, attainment, confidence and money. */
import { computeConfidence, confidenceFigure, type ConfidenceFigure } from './confidence.ts';
import { later } from './dates.ts';
import { activityState, comparedOn } from './freshness.ts';
import { stateOf, unknown, type Knowable, type PartState } from './known.ts';
import { moneyFigures, type MoneyFigures } from './money.ts';
import { parentSummary, rollUpOf, type FiguresSoFar } from './parent-figures.ts';
import type { PlanTree } from './plan-tree.ts';
import { actualProgress, plannedProgress } from './progress.ts';
import type { ElementRecord, IsoDate, Money } from './records.ts';
import { ownFigure, type RolledUp, type Weighting } from './rollup.ts';
import { daysLate, slippage } from './slippage.ts';
import type { ElementKind } from './vocabulary.ts';

/** What is said alike of an activity, an objective, a goal, and the plan as a whole. */
export interface Summary {
	/** Whether the delivery is known, missing or excluded, and why. */
	state: PartState;
	/** 0…1 for a parent, whose children are clamped; an activity's is as reported. */
	delivery: RolledUp;
	/** 0…1, over the same children and weights, on the days that their updates speak of. */
	planned: RolledUp;
	/** Percentage points, negative where behind. */
	slippage: RolledUp;
	/** Of its own KPIs where it has any, else of its children; 0…1. */
	attainment: RolledUp;
	/** The latest planned end, beneath a parent, of what is not excluded. */
	plannedEnd: IsoDate | null;
	/** When it is said to end (completed: when it ended); null where no date is set. */
	forecastEnd: IsoDate | null;
	/** The forecast end, but for unfinished work never before the day that its update speaks of. */
	expectedEnd: IsoDate | null;
	/** Days from planned to expected end, negative where early. */
	daysLate: Knowable<number>;
	confidence: ConfidenceFigure;
	/** Its weight by cost: the appropriation of what is not excluded beneath it; null where any is not set. */
	cost: Money | null;
	/** Of itself and all beneath it, each line once. */
	money: MoneyFigures;
	/** How its children are weighted; null without children. */
	weighting: Weighting | null;
}

export interface ElementFigures extends Summary {
	id: string;
	kind: ElementKind;
	/** The day on which an activity is compared with its plan; null unless its delivery is known. */
	comparedOn: IsoDate | null;
	/** Elements that also serve it but count under their own parent. */
	servedBy: string[];
}

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
	const { set, lines, sum } = money.appropriation;
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
		cost: lines > 0 && set === lines ? sum : null,
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
