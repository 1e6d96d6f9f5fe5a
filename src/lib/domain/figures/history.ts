/** The S-curve: how the plan's progress grew, and how it was planned to. */
import { known, unknown, type Knowable } from '../records/known.ts';
import { moneyFigures } from './money.ts';
import { costOf } from './parent-figures.ts';
import { planTree, type PlanTree } from '../progress/plan-tree.ts';
import { plannedCurve, reportedProgress, type ProgressReport } from '../progress/progress.ts';
import type {
	ElementRecord,
	IsoDate,
	Money,
	PeriodRecord,
	PlanRecord
} from '../records/records.ts';
import { weigh } from '../progress/rollup.ts';
import { clampShare } from '../progress/slippage.ts';

/** What was reported of one element, as known on the day of the figures; ascending by `asOf`. */
export interface ElementHistory {
	elementId: string;
	updates: ProgressReport[];
}

export interface HistoryPoint {
	on: IsoDate;
	/** 0…1, over all applicable activities with planned dates; null where there are none. */
	planned: number | null;
	/** 0…1, over all applicable activities with a value; null where there are none, and after `asOf`. */
	actual: number | null;
	/** The share of weight for which `actual` is up to date: an older value is carried forward, but not covered. */
	coverage: number;
}

/** An activity with the share of the whole plan that it weighs. */
interface Leaf {
	element: ElementRecord;
	weight: number;
	updates: ProgressReport[];
}

/** An element with all beneath it that applies and is not cancelled. */
interface Branch {
	element: ElementRecord;
	cost: Money | null;
	weight: number | null;
	branches: Branch[];
}

function branchesOf(tree: PlanTree, parentId: string | null): Branch[] {
	return (tree.children.get(parentId) ?? []).flatMap((element) => {
		const isActivity = element.kind === 'activity';
		const isCancelled = element.update?.delivery === 'cancelled';
		if (!element.applicable || (isActivity && isCancelled)) return [];
		const branches = branchesOf(tree, element.id);
		if (!isActivity && branches.length === 0) return [];
		const own = moneyFigures(tree.budgetLines.get(element.id) ?? []).appropriation;
		const cost = costOf(
			own,
			branches.map((branch) => branch.cost)
		);
		return [{ element, cost, weight: element.weight, branches }];
	});
}

/** The activities with their weights, siblings sharing what their parent weighs. */
function leavesOf(
	branches: Branch[],
	share: number,
	method: PlanRecord['rollUpMethod'],
	updates: Map<string, ProgressReport[]>
): Leaf[] {
	const [weights] = weigh(branches, method);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return branches.flatMap(({ element, branches: below }, i) => {
		const weight = (share * (weights[i] ?? 0)) / total;
		if (element.kind !== 'activity') return leavesOf(below, weight, method, updates);
		return [{ element, weight, updates: updates.get(element.id) ?? [] }];
	});
}

/** The value by the latest report, and whether that is as fresh as the latest period that had ended asks. */
function actualOn(
	element: ElementRecord,
	report: ProgressReport | undefined,
	ended: PeriodRecord | undefined
): { value: Knowable<number>; fresh: boolean } {
	if (report === undefined) {
		const { plannedStart } = element;
		const startsLater = plannedStart !== null && plannedStart > (ended?.endsOn ?? '');
		const isDue = ended !== undefined && !startsLater;
		return isDue
			? { value: unknown('not_reported'), fresh: false }
			: { value: known(0), fresh: true };
	}
	const isStale = ended !== undefined && report.asOf < ended.startsOn;
	return {
		value: reportedProgress(element, report),
		fresh: report.delivery === 'completed' || !isStale
	};
}

/** Σ weight × clamped value and Σ weight, over what is known. */
interface Sum {
	weighted: number;
	weight: number;
}

function add(sum: Sum, weight: number, value: Knowable<number>): void {
	if (!value.known) return;
	sum.weight += weight;
	sum.weighted += weight * clampShare(value.value);
}

const average = ({ weighted, weight }: Sum) => (weight === 0 ? null : weighted / weight);

/** A day of the curve, and what is summed up for it. */
interface Day {
	on: IsoDate;
	/** The latest period that had ended. */
	ended: PeriodRecord | undefined;
	/** After the day of the figures nothing is reported. */
	isReported: boolean;
	planned: Sum;
	actual: Sum;
	covered: number;
}

function dayOf({ periods }: PlanRecord, on: IsoDate, asOf: IsoDate): Day {
	return {
		on,
		ended: periods.findLast((period) => period.endsOn <= on),
		isReported: on <= asOf,
		planned: { weighted: 0, weight: 0 },
		actual: { weighted: 0, weight: 0 },
		covered: 0
	};
}

/** Adds an activity to all days in one walk through its reports: a plan has a thousand activities. */
function addLeaf(days: Day[], { element, weight, updates }: Leaf): void {
	const plannedOn = plannedCurve(element);
	let next = 0;
	for (const day of days) {
		add(day.planned, weight, plannedOn(day.on));
		if (!day.isReported) continue;
		while (next < updates.length && updates[next]!.asOf <= day.on) next += 1;
		const { value, fresh } = actualOn(element, updates[next - 1], day.ended);
		add(day.actual, weight, value);
		if (value.known && fresh) day.covered += weight;
	}
}

/**
 * The plan's progress on each of some days. Work that is not yet due counts as not done on both
 * lines, unlike in the headline, which leaves it out; cancelled work is left out throughout.
 *
 * @param dates ascending, mostly the ends of reporting periods; after `asOf` a point has only the
 *   planned share
 */
export function progressHistory(
	plan: PlanRecord,
	histories: ElementHistory[],
	dates: IsoDate[],
	asOf: IsoDate
): HistoryPoint[] {
	const tree = planTree(plan, asOf);
	const updates = new Map(histories.map((history) => [history.elementId, history.updates]));
	const days = dates.map((on) => dayOf(plan, on, asOf));
	for (const leaf of leavesOf(branchesOf(tree, null), 1, plan.rollUpMethod, updates))
		addLeaf(days, leaf);
	return days.map(({ on, planned, actual, covered }) => ({
		on,
		planned: average(planned),
		actual: average(actual),
		coverage: covered
	}));
}
