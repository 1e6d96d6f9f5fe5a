/** The S-curve: how the plan's progress grew, and how it was planned to. */
import { known, unknown, type Knowable } from './known.ts';
import { moneyFigures } from './money.ts';
import { costOf } from './parent-figures.ts';
import { planTree, type PlanTree } from './plan-tree.ts';
import { actualProgress, plannedProgress } from './progress.ts';
import type {
	ElementRecord,
	IsoDate,
	Money,
	PeriodRecord,
	PlanRecord,
	UpdateRecord
} from './records.ts';
import { weigh } from './rollup.ts';
import { clampShare } from './slippage.ts';

/** All updates of one element, as known on the day of the figures; ascending by `asOf`. */
export interface ElementHistory {
	elementId: string;
	updates: UpdateRecord[];
}

export interface HistoryPoint {
	on: IsoDate;
	/** 0…1, over all applicable activities with planned dates; null where none has any. */
	planned: number | null;
	/** 0…1, over all applicable activities with a value; null where none has any, and after `asOf`. */
	actual: number | null;
	/** The share of weight for which `actual` is up to date: an older value is carried forward, but not covered. */
	coverage: number;
}

/** An activity with the share of the whole plan that it weighs. */
interface Leaf {
	element: ElementRecord;
	weight: number;
	updates: UpdateRecord[];
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
	updates: Map<string, UpdateRecord[]>
): Leaf[] {
	const [weights] = weigh(branches, method);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return branches.flatMap(({ element, branches: below }, i) => {
		const weight = (share * (weights[i] ?? 0)) / total;
		if (element.kind !== 'activity') return leavesOf(below, weight, method, updates);
		return [{ element, weight, updates: updates.get(element.id) ?? [] }];
	});
}

/** The latest value by a day, and whether it is as fresh as the latest period that had ended asks. */
function actualOn(
	{ element, updates }: Leaf,
	date: IsoDate,
	ended: PeriodRecord | undefined
): { value: Knowable<number>; fresh: boolean } {
	const update = updates.findLast((candidate) => candidate.asOf <= date);
	if (update === undefined) {
		const { plannedStart } = element;
		const startsLater = plannedStart !== null && plannedStart > (ended?.endsOn ?? '');
		const isDue = ended !== undefined && !startsLater;
		return isDue
			? { value: unknown('not_reported'), fresh: false }
			: { value: known(0), fresh: true };
	}
	const isStale = ended !== undefined && update.asOf < ended.startsOn;
	return {
		value: actualProgress({ ...element, update }),
		fresh: update.delivery === 'completed' || !isStale
	};
}

/** Σ weight × clamped value ÷ Σ weight over the known; null where none is. */
function average(values: Knowable<number>[], leaves: Leaf[]): number | null {
	let sum = 0;
	let weight = 0;
	values.forEach((value, i) => {
		const share = leaves[i]?.weight ?? 0;
		if (!value.known) return;
		weight += share;
		sum += share * clampShare(value.value);
	});
	return weight === 0 ? null : sum / weight;
}

function pointOn(tree: PlanTree, leaves: Leaf[], on: IsoDate): HistoryPoint {
	const ended = tree.plan.periods.findLast((period) => period.endsOn <= on);
	const planned = average(
		leaves.map((leaf) => plannedProgress(leaf.element, on)),
		leaves
	);
	if (on > tree.asOf) return { on, planned, actual: null, coverage: 0 };
	const actual = leaves.map((leaf) => actualOn(leaf, on, ended));
	const covered = leaves.filter((_, i) => actual[i]?.value.known === true && actual[i].fresh);
	return {
		on,
		planned,
		actual: average(
			actual.map(({ value }) => value),
			leaves
		),
		coverage: covered.reduce((sum, leaf) => sum + leaf.weight, 0)
	};
}

/**
 * The plan's progress on each of some days. Work that is not yet due counts as not done on both
 * lines, unlike in the headline, which leaves it out; cancelled work is left out throughout.
 *
 * @param dates mostly the ends of reporting periods; after `asOf` a point has only the planned share
 */
export function progressHistory(
	plan: PlanRecord,
	histories: ElementHistory[],
	dates: IsoDate[],
	asOf: IsoDate
): HistoryPoint[] {
	const tree = planTree(plan, asOf);
	const updates = new Map(histories.map((history) => [history.elementId, history.updates]));
	const leaves = leavesOf(branchesOf(tree, null), 1, plan.rollUpMethod, updates);
	return dates.map((date) => pointOn(tree, leaves, date));
}
