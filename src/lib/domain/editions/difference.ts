/** What differs between two readings of one plan on one day: without an amendment and with it. */
import type { PlanFigures, PlanWithFigures } from '../figures/plan-figures.ts';
import type { Summary } from '../figures/summary.ts';
import type { ElementRecord, Money } from '../records/records.ts';

/** Null: unknown. */
export interface Sides<Value> {
	before: Value | null;
	after: Value | null;
}

/** Shares 0…1; slippage in percentage points. */
export interface SummaryDifference {
	delivery: Sides<number>;
	planned: Sides<number>;
	slippage: Sides<number>;
	attainment: Sides<number>;
	coverage: Sides<number>;
}

/** An element by which name others speak of it. */
export type NamedElement = Pick<ElementRecord, 'id' | 'code' | 'title' | 'kind'>;

/** Of an element that only one of the readings has, the other side is unknown. */
export interface ElementDifference {
	element: NamedElement;
}

export interface PlanDifference {
	whole: SummaryDifference;
	/** Goals of either reading, in the order of the later one. */
	goals: (ElementDifference & { figures: SummaryDifference })[];
	/** Activities whose effective weight moves by more than a point, 0…1, the furthest first. */
	weights: (ElementDifference & { weight: Sides<number> })[];
	/** In hundredths. */
	money: Record<'cost' | 'appropriation' | 'allotment', Sides<Money>>;
	/** How many activities there are. */
	activities: Sides<number>;
}

/** By how much a weight moves before it is named, of the whole plan. */
const namedWeight = 0.01;

type Known = { known: true; value: number } | { known: false };
const valueOf = (figure: Known | undefined) => (figure?.known ? figure.value : null);

const sides = <Of, Value>(
	before: Of | undefined,
	after: Of | undefined,
	of: (one: Of | undefined) => Value | null
): Sides<Value> => ({ before: of(before), after: of(after) });

function summaries(before: Summary | undefined, after: Summary | undefined): SummaryDifference {
	const figure = (name: 'delivery' | 'planned' | 'slippage' | 'attainment') =>
		sides(before, after, (one) => valueOf(one?.[name]));
	return {
		delivery: figure('delivery'),
		planned: figure('planned'),
		slippage: figure('slippage'),
		attainment: figure('attainment'),
		coverage: sides(before, after, (one) => one?.delivery.coverage ?? null)
	};
}

/** Elements of either reading, those that only the earlier one has last. */
function elementsOf(
	before: PlanWithFigures,
	after: PlanWithFigures,
	kind: ElementRecord['kind']
): ElementRecord[] {
	const of = ({ record }: PlanWithFigures) => record.elements.filter((one) => one.kind === kind);
	const later = of(after);
	const ids = new Set(later.map(({ id }) => id));
	return [...later, ...of(before).filter(({ id }) => !ids.has(id))];
}

export const nameOf = ({ id, code, title, shortTitle, kind }: ElementRecord): NamedElement => ({
	...{ id, code, kind },
	title: shortTitle ?? title
});

function weightsOf(before: PlanWithFigures, after: PlanWithFigures): PlanDifference['weights'] {
	const weight = ({ figures }: { figures: PlanFigures }, id: string) =>
		figures.elements.get(id)?.effectiveWeight ?? null;
	const size = ({ weight: { before: was, after: is } }: { weight: Sides<number> }) =>
		Math.abs((is ?? 0) - (was ?? 0));
	return elementsOf(before, after, 'activity')
		.map((element) => ({
			element: nameOf(element),
			weight: { before: weight(before, element.id), after: weight(after, element.id) }
		}))
		.filter((one) => size(one) > namedWeight)
		.sort((one, other) => size(other) - size(one));
}

/** Sums over all budget lines; null: nothing is set. */
function moneyOf({ record }: PlanWithFigures, stage: 'cost' | 'appropriation' | 'allotment') {
	const set = record.budgetLines.flatMap((line) => line[stage] ?? []);
	return set.length > 0 ? set.reduce((sum, amount) => sum + amount, 0n) : null;
}

/** @param before and after, of the same day and as known on the same day */
export function difference(before: PlanWithFigures, after: PlanWithFigures): PlanDifference {
	const money = (stage: 'cost' | 'appropriation' | 'allotment') => ({
		before: moneyOf(before, stage),
		after: moneyOf(after, stage)
	});
	const activities = ({ figures }: PlanWithFigures) => figures.reckoned.tree.activities.length;
	return {
		whole: summaries(before.figures, after.figures),
		goals: elementsOf(before, after, 'goal').map((goal) => ({
			element: nameOf(goal),
			figures: summaries(before.figures.elements.get(goal.id), after.figures.elements.get(goal.id))
		})),
		weights: weightsOf(before, after),
		money: {
			cost: money('cost'),
			appropriation: money('appropriation'),
			allotment: money('allotment')
		},
		activities: { before: activities(before), after: activities(after) }
	};
}
