/** Which of a plan's three kinds each element is, by the words that the text has for it. */
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import type { Entry } from './entries.ts';

/** What a rank is where nothing else is said: 0 a goal, 1 an objective, 2 an activity. */
const usual = (rank: number) => (rank < 20 ? 0 : rank <= 30 ? 1 : 2);

/**
 * Kinds for the ranks that a text uses. Where two of them would be one kind and another kind is
 * free, they move apart: objectives, initiatives and steps are goals, objectives and activities.
 */
export function kindsByRank(ranks: number[]): Map<number, number> {
	const sorted = [...new Set(ranks)].sort((a, b) => a - b);
	const kinds: number[] = sorted.map(usual);
	for (let at = kinds.length - 2; at >= 0; at -= 1)
		kinds[at] = Math.max(0, Math.min(kinds[at]!, kinds[at + 1]! - 1));
	for (let at = 1; at < kinds.length; at += 1)
		kinds[at] = Math.min(2, Math.max(kinds[at]!, kinds[at - 1]! + 1));
	return new Map(sorted.map((rank, at) => [rank, kinds[at]!]));
}

const depthOf = (entry: Entry): number => (entry.parent ? depthOf(entry.parent) + 1 : 1);

/** The kind of each entry; undefined where a plan has no further kind beneath its parent. */
export function kindsOf(entries: Entry[]): Map<Entry, ElementKind | undefined> {
	const byRank = kindsByRank(entries.flatMap(({ rank }) => rank ?? []));
	// without a word of the text the lowest are activities, and what stands above them follows
	const top = Math.max(0, 3 - Math.max(1, ...entries.map(depthOf)));
	// a list with nothing beneath any of its items is the work itself
	const withLists = new Set(entries.flatMap(({ parent }) => (parent ? [parent.parent] : [])));
	const places = new Map<Entry, number>();
	for (const entry of entries) {
		const above = entry.parent ? (places.get(entry.parent) ?? 3) : -1;
		const said = entry.rank === undefined ? undefined : byRank.get(entry.rank);
		const follows = withLists.has(entry.parent) ? above + 1 : 2;
		const place = Math.max(said ?? (entry.parent ? follows : top), above + 1);
		places.set(entry, place);
	}
	return new Map(entries.map((entry) => [entry, elementKinds[places.get(entry) ?? 3]]));
}
