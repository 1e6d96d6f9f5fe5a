/** What was answered of the items of a checklist: the last answer counts; what was not answered never does. */
import type { IsoDate } from '../records/records.ts';

/** How far a plan has what an item asks for. */
export const verdicts = ['covered', 'partly', 'not_covered', 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

/** How an item stands: an open one was not answered, or its answer was taken back. */
export const itemStates = [...verdicts, 'open'] as const;
export type ItemState = (typeof itemStates)[number];

/** What is said of an item. */
export interface Said {
	/** Null: the answer is taken back. */
	verdict: Verdict | null;
	/** By which elements, in the plan's order; their ids. */
	elementIds: readonly string[];
	reason: string | null;
}

export interface Answer extends Said {
	id: string;
	/** The key of the item. */
	item: string;
	/** Null: it came with the plan. */
	by: string | null;
	at: Date;
}

/** By item the last answer, taken back or not. */
export const latestAnswers = (answers: readonly Answer[]): Map<string, Answer> =>
	new Map(answers.toSorted((one, other) => byId(one.id, other.id)).map((one) => [one.item, one]));

const byId = (one: string, other: string) => Number(BigInt(one) - BigInt(other));

export const stateOf = (said: Pick<Said, 'verdict'> | undefined): ItemState =>
	said?.verdict ?? 'open';

export type Counts = Record<ItemState, number>;

/** How many items are in each state. */
export function countsOf(states: readonly ItemState[]): Counts {
	const counts: Counts = { covered: 0, partly: 0, not_covered: 0, not_applicable: 0, open: 0 };
	for (const state of states) counts[state] += 1;
	return counts;
}

/** Whether something is missing: covered in part, or not at all. */
export const isGap = (state: ItemState): boolean => state === 'partly' || state === 'not_covered';

/** The items that are gaps and for which nothing was made yet, in their order. */
export function openGaps<Item extends { key: string }>(
	items: readonly Item[],
	latest: ReadonlyMap<string, Answer>,
	closings: readonly { item: string }[]
): Item[] {
	const closing = new Set(closings.map(({ item }) => item));
	return items.filter(({ key }) => isGap(stateOf(latest.get(key))) && !closing.has(key));
}

/** Whether two answers say the same; the order of elements does not matter. */
export function saysSame(one: Said | undefined, other: Said): boolean {
	if (!one) return other.verdict === null && other.reason === null;
	const [own, those] = [new Set(one.elementIds), new Set(other.elementIds)];
	return (
		one.verdict === other.verdict &&
		one.reason === other.reason &&
		own.size === those.size &&
		own.isSubsetOf(those)
	);
}

export interface CountsOn {
	on: IsoDate;
	counts: Counts;
}

/**
 * How the items stood at the end of each day on which something was answered, ascending.
 *
 * @param items the keys of those that are asked
 * @param dayOf the day of a moment in the plan's time zone
 */
export function countsByDay(
	items: readonly string[],
	answers: readonly Answer[],
	dayOf: (at: Date) => IsoDate
): CountsOn[] {
	const asked = new Set(items);
	const inOrder = answers
		.filter(({ item }) => asked.has(item))
		.toSorted((one, other) => byId(one.id, other.id));
	const days = Map.groupBy(inOrder, ({ at }) => dayOf(at));
	const standing = new Map<string, ItemState>(items.map((key) => [key, 'open']));
	return [...days]
		.toSorted(([one], [other]) => one.localeCompare(other))
		.map(([on, those]) => {
			for (const answer of those) standing.set(answer.item, stateOf(answer));
			return { on, counts: countsOf([...standing.values()]) };
		});
}
