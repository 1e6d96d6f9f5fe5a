/** Moving between the timeline's rows by keyboard, as in a tree. */

/** What of a row takes the focus: a group's heading, an activity's link. */
export const entries = 'summary, li a';

type Move = (region: Element, entry: HTMLElement) => void;

function visible(region: Element): HTMLElement[] {
	const all = [...region.querySelectorAll<HTMLElement>(entries)];
	return all.filter((entry) => !entry.closest('details:not([open]) > :not(summary)'));
}

const step =
	(by: number): Move =>
	(region, from) => {
		const all = visible(region);
		all[Math.min(all.length - 1, Math.max(0, all.indexOf(from) + by))]?.focus();
	};

/** The group whose heading this is, if it is one. */
function groupOf(entry: HTMLElement): HTMLDetailsElement | null {
	return entry.matches('summary') ? entry.closest('details') : null;
}

/** Closes an open group; from all else it goes to the heading of the group around. */
const fold: Move = (_, entry) => {
	const group = groupOf(entry);
	if (group?.open) group.open = false;
	else (group?.parentElement ?? entry).closest('details')?.querySelector('summary')?.focus();
};

/** Opens a closed group; an open one is entered. */
const unfold: Move = (region, entry) => {
	const group = groupOf(entry);
	if (group?.open) step(1)(region, entry);
	else if (group) group.open = true;
};

/** By the name of a key. */
export const moves: Record<string, Move> = {
	ArrowDown: step(1),
	ArrowUp: step(-1),
	Home: step(-Infinity),
	End: step(Infinity),
	ArrowLeft: fold,
	ArrowRight: unfold
};
