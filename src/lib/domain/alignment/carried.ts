/**
 * What carries a parent, over plans: of each plan the activities beneath what is aligned to it, each once,
 * also where several of its ancestors are aligned. Plans are not blended with each other, since each gives
 * its activities weights of its own; money is added within one currency.
 */
import { totalFigure, type MoneyTotal } from '../figures/money.ts';
import type { PlanFigures } from '../figures/plan-figures.ts';
import { doneAmong, moneyAmong } from '../frameworks/coverage.ts';
import { isCounted } from '../progress/progress-sums.ts';
import { activitiesOf } from '../progress/plan-tree.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { Knowable } from '../records/known.ts';
import type { ElementRecord, Money } from '../records/records.ts';

type Figures = Pick<PlanFigures, 'reckoned'>;

/** The activities that apply and are not cancelled beneath some parts of one plan, each once, in its order. */
export function carriedActivities(
	elementIds: readonly (string | null)[],
	{ reckoned: { tree, progress } }: Figures
): ElementRecord[] {
	const asked = new Set(elementIds);
	const roots = asked.has(null) ? [null] : tree.elements.filter(({ id }) => asked.has(id));
	const carried = new Set(roots.flatMap((root) => activitiesOf(tree, root)).map(({ id }) => id));
	return tree.activities.filter(
		({ id }) => carried.has(id) && isCounted(progress.activities.get(id)!)
	);
}

/** What one plan does for a parent. */
export interface Carried {
	/** How many activities. */
	activities: number;
	done: RolledUp;
	appropriation: MoneyTotal;
}

export function carriedBy(elementIds: readonly (string | null)[], figures: Figures): Carried {
	const activities = carriedActivities(elementIds, figures);
	return {
		activities: activities.length,
		done: doneAmong(activities, figures),
		appropriation: moneyAmong(activities, figures).stages.appropriation
	};
}

/** Money of one currency over plans; what is invented is never added to what is not. */
export interface CarriedMoney {
	currency: string;
	demonstration: boolean;
	/** How many plans it is of. */
	plans: number;
	appropriation: Knowable<Money>;
}

const sumOf = (totals: readonly MoneyTotal[]): MoneyTotal =>
	totals.reduce(
		(all, one) => ({
			sum: all.sum + one.sum,
			set: all.set + one.set,
			lines: all.lines + one.lines
		}),
		{ sum: 0n, set: 0, lines: 0 }
	);

/** The sums over plans, of each currency that more than one of them has. */
export function moneyCarried(
	plans: readonly { currency: string; demonstration: boolean; appropriation: MoneyTotal }[]
): CarriedMoney[] {
	const groups = Map.groupBy(plans, (one) => `${one.currency} ${one.demonstration}`);
	return [...groups.values()].flatMap((group) => {
		const { currency, demonstration } = group[0]!;
		if (group.length < 2) return [];
		const total = sumOf(group.map(({ appropriation }) => appropriation));
		return [
			{
				...{ currency, demonstration, plans: group.length },
				appropriation: totalFigure('appropriation', total)
			}
		];
	});
}
