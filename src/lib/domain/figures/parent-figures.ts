/** What children make of their parent: of an objective, a goal, or the plan as a whole. */
import {
	colourless,
	computeConfidence,
	confidenceFigure,
	worstCriticalChild,
	type ComputedConfidence,
	type Signals
} from '../progress/confidence.ts';
import type { ElementFigures, Summary } from './summary.ts';
import { stateOf, type ExcludedReason, type UnknownReason } from '../records/known.ts';
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import { addMoney, moneyFigures, type MoneyTotal } from './money.ts';
import { activitiesBeneath, kpisOf, type PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord, IsoDate, Money } from '../records/records.ts';
import { noFigure, rollUp, type Child, type RolledUp, type RollUp } from '../progress/rollup.ts';
import { daysLate, daysLateUnfinished } from '../progress/slippage.ts';

/** The figures known so far, from the activities upwards. */
export interface FiguresSoFar {
	elements: Map<string, ElementFigures>;
	kpis: Map<string, KpiFigures>;
}

export type RolledUpName = 'delivery' | 'planned' | 'slippage' | 'attainment';

/** Any element, or null for the plan as a whole. */
export type Parent = ElementRecord | null;

function elementChild(element: ElementRecord, figures: ElementFigures, name: RolledUpName): Child {
	const figure = figures[name];
	return {
		id: element.id,
		value: figure,
		coverage: figure.coverage,
		cost: figures.cost,
		weight: element.weight
	};
}

function kpiChild(figures: KpiFigures): Child {
	return { id: figures.id, value: figures.attainment, coverage: 1, cost: null, weight: null };
}

/** An element is expected to have KPIs at or beneath it, except an activity without any. */
function isMeasured(tree: PlanTree, element: ElementRecord): boolean {
	return element.kind !== 'activity' || tree.kpis.has(element.id);
}

/**
 * A rolled-up figure with the parts that made it. Attainment is that of the parent's own KPIs,
 * weighted equally, where it has some; all else is of its children, by the plan's method.
 */
export function rollUpOf(
	tree: PlanTree,
	soFar: FiguresSoFar,
	parent: Parent,
	name: RolledUpName
): RollUp {
	const { rollUpMethod: method, coverageThreshold } = tree.plan;
	const of = name === 'slippage' ? 'points' : 'shares';
	const ownKpis = name === 'attainment' && parent !== null ? tree.kpis.get(parent.id) : undefined;
	if (ownKpis !== undefined) {
		const children = ownKpis.flatMap((kpi) => soFar.kpis.get(kpi.id) ?? []).map(kpiChild);
		return rollUp(children, { method: 'equal', coverageThreshold, of });
	}
	const children = (tree.children.get(parent?.id ?? null) ?? []).flatMap((element) => {
		const figures = soFar.elements.get(element.id);
		const counts = name !== 'attainment' || isMeasured(tree, element);
		return figures !== undefined && counts ? [elementChild(element, figures, name)] : [];
	});
	return rollUp(children, { method, coverageThreshold, of });
}

/**
 * The appropriation that weighs an element among its siblings: its own lines and what its children
 * cost; null where any of these is not set.
 */
export function costOf(own: MoneyTotal, childCosts: (Money | null)[]): Money | null {
	const isSet =
		own.lines + childCosts.length > 0 && own.set === own.lines && !childCosts.includes(null);
	return isSet ? childCosts.reduce<Money>((sum, cost) => sum + (cost ?? 0n), own.sum) : null;
}

/** The latest of the days, or null where none is set. */
function latest(dates: (IsoDate | null)[]): IsoDate | null {
	return dates.reduce((last, date) => (date !== null && date > (last ?? '') ? date : last), null);
}

/** The median, which one odd KPI cannot bend; null of none. */
function median(values: number[]): number | null {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const below = sorted[Math.floor(middle)];
	const above = sorted[Math.ceil(middle)];
	return below === undefined || above === undefined ? null : (below + above) / 2;
}

function paceOf(tree: PlanTree, soFar: FiguresSoFar, parent: Parent): number | null {
	return median(
		kpisOf(tree, parent?.id ?? null).flatMap((kpi) => {
			const pace = soFar.kpis.get(kpi.id)?.pace;
			return pace?.known ? [pace.value.share] : [];
		})
	);
}

/** A rolled-up value as a signal for the rules: not where it is unknown or partial. */
function signalOf(figure: RolledUp): number | null {
	return figure.known && !figure.partial ? figure.value : null;
}

function parentConfidence(
	tree: PlanTree,
	children: ElementRecord[],
	soFar: FiguresSoFar,
	delivery: RolledUp,
	signals: Signals
): ComputedConfidence {
	const reason = colourless(delivery);
	if (reason !== null) return { confidence: null, reason };
	const byChild =
		tree.plan.goalStatusRule === 'worst_critical_child'
			? worstCriticalChild(
					children.flatMap(({ id, critical }) => {
						const computed = soFar.elements.get(id)?.confidence.computed;
						return computed === undefined ? [] : [{ id, critical, computed }];
					}),
					signals
				)
			: undefined;
	return byChild ?? computeConfidence(signals, tree.plan.confidenceRules);
}

/** Progress of 100 % is not yet the word of those who answer for it. */
function isCompleted(tree: PlanTree, parent: Parent): boolean {
	const activities = activitiesBeneath(tree, parent?.id ?? null);
	return (
		activities.length > 0 && activities.every(({ update }) => update?.delivery === 'completed')
	);
}

/** Why a parent has no figure whatever its children say, if so. */
function outrightReason(tree: PlanTree, parent: Parent): UnknownReason | null {
	if (parent === null) return null;
	if (!parent.applicable) return 'not_applicable';
	const isEmpty = !tree.children.has(parent.id) && !tree.kpis.has(parent.id);
	return isEmpty && tree.servedBy.has(parent.id) ? 'shares_elements' : null;
}

/** Whether what is excluded is still to be done, itself or in part. */
const isAhead = (reason: ExcludedReason) => reason === 'not_due' || reason === 'nothing_applicable';

/** When the work beneath a parent was planned, is said, and is expected to end: with its last activity. */
function endsOf(children: ElementFigures[]) {
	const dated = children.filter(({ state }) => state.state !== 'excluded' || isAhead(state.reason));
	return {
		plannedEnd: latest(dated.map((child) => child.plannedEnd)),
		forecastEnd: latest(dated.map((child) => child.forecastEnd)),
		expectedEnd: latest(dated.map((child) => child.expectedEnd))
	};
}

/** The figures of an objective, a goal or (null) the plan, from its children's. */
export function parentSummary(tree: PlanTree, soFar: FiguresSoFar, parent: Parent): Summary {
	const children = tree.children.get(parent?.id ?? null) ?? [];
	const childFigures = children.flatMap(({ id }) => soFar.elements.get(id) ?? []);
	const reason = outrightReason(tree, parent);
	const roll = (name: RolledUpName) => rollUpOf(tree, soFar, parent, name);
	const figure = (name: RolledUpName) => (reason === null ? roll(name).figure : noFigure(reason));
	const delivery = figure('delivery');
	const slippage = figure('slippage');
	const attainment = figure('attainment');
	const ends = endsOf(childFigures);
	const completed = isCompleted(tree, parent);
	const late = completed
		? daysLate(ends.plannedEnd, ends.expectedEnd)
		: daysLateUnfinished(ends.plannedEnd, ends.expectedEnd, tree.period);
	const computed = parentConfidence(tree, children, soFar, delivery, {
		completed,
		slippage: signalOf(slippage),
		daysLate: late.known ? late.value : null,
		pace: colourless(attainment) === null ? paceOf(tree, soFar, parent) : null
	});
	const own = moneyFigures(tree.budgetLines.get(parent?.id ?? '') ?? []);
	const counted = childFigures.filter((child) => child.state.state !== 'excluded');
	// a parent whose work is all to come weighs what it costs, since its KPIs may count already
	const weighing = counted.length > 0 ? counted : childFigures;
	return {
		state: stateOf(delivery),
		completed,
		delivery,
		planned: figure('planned'),
		slippage,
		attainment,
		...ends,
		daysLate: late,
		confidence: confidenceFigure(computed, null, parent?.confidenceOverride ?? null, tree.asOf),
		cost: costOf(
			own.appropriation,
			weighing.map(({ cost }) => cost)
		),
		money: addMoney([own, ...childFigures.map((child) => child.money)]),
		weighting: children.length > 0 ? roll('delivery').weighting : null
	};
}
