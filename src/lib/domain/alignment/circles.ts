/**
 * Whether links lead in a circle. Who serves a part of a plan serves the plan: an element counts as within
 * its ancestors and its plan. So a chain of links, each of which begins at what the one before leads to or
 * at what that lies within, may not come back to the plan in which it began.
 */
import { beginnings, holdsOn, type Link, type Part } from './links.ts';

/** By element, what it lies beneath; null: at the top of its plan. */
export type Above = ReadonlyMap<string, string | null>;

/** A part and all that it lies within, up to its plan. */
export function within({ planId, elementId }: Part, above: Above): Part[] {
	const parts: Part[] = [];
	// nothing lies beneath itself, but what is stored is not trusted to say so
	const seen = new Set<string>();
	for (let at = elementId; at !== null && !seen.has(at); at = above.get(at) ?? null) {
		seen.add(at);
		parts.push({ planId, elementId: at });
	}
	return [...parts, { planId, elementId: null }];
}

const keyOf = ({ planId, elementId }: Part) => `${planId} ${elementId ?? ''}`;

/** The chain from a link back to the plan in which it begins; undefined: there is none. */
function chainBack(
	first: Link,
	byChild: ReadonlyMap<string, readonly Link[]>,
	above: Above
): Link[] | undefined {
	const home = first.child.planId;
	const seen = new Set<string>([first.id]);
	const waiting: Link[][] = [[first]];
	for (let chain = waiting.pop(); chain !== undefined; chain = waiting.pop()) {
		const { parent } = chain.at(-1)!;
		if (parent.kind !== 'here') continue;
		if (parent.planId === home) return chain;
		const next = within(parent, above).flatMap((part) => byChild.get(keyOf(part)) ?? []);
		for (const link of next) {
			if (seen.has(link.id)) continue;
			seen.add(link.id);
			waiting.push([...chain, link]);
		}
	}
	return undefined;
}

/**
 * A chain of links that comes back to the plan in which it began, all of them holding on one day.
 *
 * @returns undefined where there is none
 */
export function circle(links: readonly Link[], above: Above): Link[] | undefined {
	for (const day of beginnings(links)) {
		const held = links.filter((link) => holdsOn(link, day));
		const byChild = Map.groupBy(held, ({ child }) => keyOf(child));
		for (const link of held) {
			const chain = chainBack(link, byChild, above);
			if (chain) return chain;
		}
	}
	return undefined;
}
