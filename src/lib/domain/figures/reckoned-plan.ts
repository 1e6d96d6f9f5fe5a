/** A plan reckoned on its status date: all that figures are read from, each part made once. */
import {
	forecastEnds,
	lastEnd,
	type ActivityForecast,
	type ForecastEnd
} from '../forecast/ends.ts';
import { KeptRatios } from '../forecast/kept-ratios.ts';
import { standardReference } from '../forecast/reference.ts';
import { activityEnds, lastEnds, type Ends } from '../progress/expected-ends.ts';
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import {
	effectiveWeightOf,
	planProgress,
	sumsOf,
	type PlanProgress,
	type SiblingsProgress
} from '../progress/plan-progress.ts';
import { planTree, type Outline, type PlanTree, type Siblings } from '../progress/plan-tree.ts';
import type { ProgressSums } from '../progress/progress-sums.ts';
import { reckoningDay, type StatusDays } from '../progress/reckoning-day.ts';
import type { BudgetLineRecord, ElementRecord, IsoDate, PlanRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { planOn } from '../records/plan-on.ts';
import { Remade } from '../records/remade.ts';
import { activityHistories } from './activity-histories.ts';
import { attainmentSums, type AttainmentSums } from './attainment-sums.ts';
import { moneyFigures, type MoneyFigures } from './money.ts';
import { kpisOf } from './reckoned-kpis.ts';

/** What an element has of its own and of all beneath it; null: the plan as a whole. Made when first asked for. */
export type Of<Value> = (element: ElementRecord | null) => Value;

export interface ReckonedPlan {
	tree: PlanTree;
	days: StatusDays;
	progress: PlanProgress;
	/**
	 * The same at the end of the latest period due, where planned and done are compared, since done waits
	 * for reports; on the status date where the plan has no periods; null before the first is due.
	 */
	compared: PlanProgress | null;
	kpis: Map<string, KpiFigures>;
	attainment: Of<AttainmentSums>;
	money: Of<MoneyFigures>;
	ends: Of<Ends>;
	/** When each activity will probably end, by its id; reckoned when first asked for. */
	forecasts: () => Map<string, ActivityForecast>;
	/** When the last of the work will probably end; undefined without dates. */
	forecastEnd: Of<ForecastEnd | undefined>;
}

function comparedProgress(tree: PlanTree, progress: PlanProgress, days: StatusDays) {
	const { due, on } = progress.day;
	const { periods } = tree.plan;
	if (periods.length === 0 || due?.endsOn === on) return progress;
	if (due === null) return null;
	const then = planOn(tree.plan, due.endsOn);
	const treeThen = then === tree.plan ? tree : planTree(then);
	return planProgress(treeThen, reckoningDay(periods, { ...days, asOf: due.endsOn }));
}

/**
 * A value of each element from its own and that of its children.
 *
 * @param made those that were made before of the same rows
 */
function upwards<Value>(
	tree: PlanTree,
	make: (element: ElementRecord | null, children: ElementRecord[], of: Of<Value>) => Value,
	made = new Map<string | null, Value>()
): Of<Value> {
	const of: Of<Value> = (element) => {
		const id = element?.id ?? null;
		const kept = made.get(id);
		if (kept !== undefined) return kept;
		const value = make(element, tree.children.get(id) ?? [], of);
		made.set(id, value);
		return value;
	};
	return of;
}

type Reckoning = Pick<ReckonedPlan, 'tree' | 'days' | 'progress' | 'kpis'>;

const keptMeasured = new Remade<Siblings, ElementRecord[]>();

/** Of siblings those that may have KPIs, of their own or beneath. */
const measuredAmong = (siblings: Siblings, { kpis, children, outline }: PlanTree) =>
	keptMeasured.make(siblings, [kpis, outline], () =>
		siblings.filter(({ id }) => kpis.has(id) || children.has(id))
	);

const attainmentOf = ({ tree, progress, kpis }: Reckoning): Of<AttainmentSums> =>
	upwards(tree, (element, children, of) => {
		const parts = measuredAmong(children, tree).map(of);
		const own = element === null ? undefined : tree.kpis.get(element.id);
		if (element === null || own === undefined) return attainmentSums([], null, parts);
		const figures = own.map(({ id }) => kpis.get(id)!);
		return attainmentSums(figures, effectiveWeightOf(progress, element), parts);
	});

const keptMoney = new Remade<BudgetLineRecord[], Map<string | null, MoneyFigures>>();

/** An activity's lines are added to its parent's totals without totals of its own: there may be thousands. */
const moneyOf = ({ tree }: Reckoning): Of<MoneyFigures> => {
	const made = keptMoney.make(tree.plan.budgetLines, [tree.outline], () => new Map());
	const add = (element: ElementRecord | null, children: Siblings, of: Of<MoneyFigures>) => {
		const linesOf = ({ id }: ElementRecord) => tree.budgetLines.get(id) ?? [];
		const lines = element === null ? [] : [...linesOf(element)];
		const parts: MoneyFigures[] = [];
		for (const child of children) {
			if (tree.children.has(child.id)) parts.push(of(child));
			else lines.push(...linesOf(child));
		}
		return moneyFigures(lines, parts);
	};
	return upwards(tree, add, made);
};

const keptEnds = new Remade<SiblingsProgress, Ends>();

const endsOf = ({ tree, progress, days: { asOf } }: Reckoning): Of<Ends> => {
	const ofActivities = (siblings: SiblingsProgress) =>
		keptEnds.make(siblings, [asOf], () =>
			lastEnds(siblings.activities.map(([activity, one]) => activityEnds(activity, one, asOf)))
		);
	return upwards(tree, (element, children, of) => {
		if (element?.kind === 'activity')
			return activityEnds(element, progress.activities.get(element.id)!, asOf);
		const siblings = progress.siblings.get(element?.id ?? null);
		if (siblings === undefined) return lastEnds([]);
		const activities = ofActivities(siblings);
		if (children.length === siblings.activities.length) return activities;
		const parents = children.filter(({ kind }) => kind !== 'activity');
		return lastEnds([activities, ...parents.map(of)]);
	});
};

const forecastEndOf = (
	tree: PlanTree,
	forecasts: ReckonedPlan['forecasts']
): ReckonedPlan['forecastEnd'] =>
	upwards(tree, (element, children, of) => {
		if (element === null) return lastEnd([...forecasts().values()]);
		const own = ({ id }: ElementRecord) => forecasts().get(id);
		if (element.kind === 'activity') return own(element);
		const ends = children.map((child) => (child.kind === 'activity' ? own(child) : of(child)));
		return lastEnd(ends.filter((end) => end !== undefined));
	});

/** What is made at most once, when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

const keptRatios = new Remade<Outline, KeptRatios>();

/**
 * Reckons a plan on a day.
 *
 * @param plan the plan's rows as they were known on `days.knownOn`
 */
export function reckonPlan(plan: PlanRecord, days: StatusDays): ReckonedPlan {
	const tree = planTree(plan);
	const progress = planProgress(tree, reckoningDay(plan.periods, days));
	const reckoning = { tree, days, progress, kpis: kpisOf(tree, progress) };
	const forecasts = once(() => {
		const { by } = keptRatios.make(tree.outline, [], () => new KeptRatios());
		return forecastEnds(activityHistories(tree), progress.day.number, standardReference, by);
	});
	return {
		...reckoning,
		compared: comparedProgress(tree, progress, days),
		attainment: attainmentOf(reckoning),
		money: moneyOf(reckoning),
		ends: endsOf(reckoning),
		forecasts,
		forecastEnd: forecastEndOf(tree, forecasts)
	};
}

/** An element, or (null) the plan as a whole, of a reckoned plan. */
export interface Reckoned {
	plan: ReckonedPlan;
	element: ElementRecord | null;
	sums: ProgressSums;
	/** Of which commitments; left out: of the latest quarter that is over, whoever led them. */
	commitments?: AskedPeriod;
}

/** One period of a plan's commitments. */
export interface AskedPeriod {
	frequency: Frequency;
	/** A day of it; null: the latest that is over. */
	period: IsoDate | null;
	/** Of whom one led them then; null: whoever did. */
	organisationIds: readonly string[] | null;
}

export function reckoned(plan: ReckonedPlan, element: ElementRecord | null): Reckoned {
	return { plan, element, sums: sumsOf(plan.progress, element) };
}
