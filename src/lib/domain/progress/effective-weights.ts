/** What each activity weighs in every figure of progress (rule 5). */
import type { BudgetLineRecord, ElementRecord } from '../records/records.ts';
import type { RollUpMethod } from '../records/vocabulary.ts';

/** The parts of a plan from which weights follow. */
export interface Weighable {
	method: RollUpMethod;
	/** By parent; the key null holds the elements at the top. */
	children: ReadonlyMap<string | null, ElementRecord[]>;
	activities: readonly ElementRecord[];
	/** Of each of them what it is expected to cost, in hundredths; null: no cost is set, or 0. */
	costs: readonly (number | null)[];
}

/** By activity: relative to all of the plan; null: it has no weight yet. What does not count is left out. */
export type EffectiveWeights = ReadonlyMap<string, number | null>;

/** What the plan expects an activity to cost over all years, in hundredths; null: nothing is set, or 0. */
export function costOf(lines: BudgetLineRecord[] | undefined): number | null {
	let sum = 0n;
	for (const { cost } of lines ?? []) sum += cost ?? 0n;
	return sum > 0n ? Number(sum) : null;
}

/** Weights of siblings: as given, where any is given and above 0; else equal. Null: not weighed. */
function givenWeights(siblings: ElementRecord[], method: RollUpMethod): (number | null)[] {
	const isGiven = method === 'weight' && siblings.some(({ weight }) => (weight ?? 0) > 0);
	return siblings.map(({ weight }) => (isGiven ? weight : 1));
}

/** By given weights, or equally: the product of an activity's and its ancestors' shares. */
function byShares(of: Weighable, counts: (id: string) => boolean): Map<string, number | null> {
	const weights = new Map<string, number | null>();
	const hasWork = new Map<string, boolean>();
	const isWeighed = (element: ElementRecord): boolean => {
		if (element.kind === 'activity') return counts(element.id);
		const known = hasWork.get(element.id);
		if (known !== undefined) return known;
		const has = (of.children.get(element.id) ?? []).some(isWeighed);
		hasWork.set(element.id, has);
		return has;
	};
	const descend = (parent: string | null, share: number | null): void => {
		// shares are among those siblings that have applicable work below
		const siblings = (of.children.get(parent) ?? []).filter(isWeighed);
		const given = givenWeights(siblings, of.method);
		const total = given.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
		siblings.forEach(({ id, kind }, at) => {
			const weight = given[at] ?? null;
			const part = share === null || weight === null ? null : (share * weight) / total;
			if (kind === 'activity') weights.set(id, part);
			else descend(id, part);
		});
	};
	descend(null, 1);
	return weights;
}

/**
 * The effective weight of every activity that counts: its cost, or the product of its and its
 * ancestors' shares. By cost, one without a budget has none yet, and changes nobody else's.
 *
 * @param counts whether an activity is applicable and not cancelled
 */
export function effectiveWeights(of: Weighable, counts: (id: string) => boolean): EffectiveWeights {
	if (of.method !== 'cost') return byShares(of, counts);
	const weights = new Map<string, number | null>();
	of.activities.forEach(({ id }, at) => {
		if (counts(id)) weights.set(id, of.costs[at] ?? null);
	});
	return weights;
}
