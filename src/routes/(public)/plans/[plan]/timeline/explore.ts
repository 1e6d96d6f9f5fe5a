/**
 * What a script adds to the timeline: arrow keys, today in view, and a line that says what a row
 * draws. One listener of each kind for all rows.
 */
import type { Attachment } from 'svelte/attachments';

const entries = 'summary, li a';

function visible(region: Element): HTMLElement[] {
	return [...region.querySelectorAll<HTMLElement>(entries)].filter(
		(entry) => !entry.closest('details:not([open]) > :not(summary)')
	);
}

function step(region: Element, from: HTMLElement, by: number): void {
	const all = visible(region);
	const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(from) + by))];
	next?.focus();
}

/** The group that an entry is beneath: of a group's own heading, the group around it. */
function groupAround(entry: HTMLElement): HTMLElement | null {
	const own = entry.closest('details');
	const group = entry.matches('summary') ? own?.parentElement?.closest('details') : own;
	return group?.querySelector('summary') ?? null;
}

function fold(region: Element, entry: HTMLElement): void {
	const group = entry.matches('summary') ? entry.closest('details') : null;
	if (group?.open) group.open = false;
	else groupAround(entry)?.focus();
}

function unfold(region: Element, entry: HTMLElement): void {
	const group = entry.matches('summary') ? entry.closest('details') : null;
	if (group && !group.open) group.open = true;
	else if (group) step(region, entry, 1);
}

const moves: Record<string, (region: Element, entry: HTMLElement) => void> = {
	ArrowDown: (region, entry) => step(region, entry, 1),
	ArrowUp: (region, entry) => step(region, entry, -1),
	Home: (region, entry) => step(region, entry, -Infinity),
	End: (region, entry) => step(region, entry, Infinity),
	ArrowLeft: fold,
	ArrowRight: unfold
};

/** `+` is closer, `−` is further: as the links beside the timeline. */
function zoom(by: number): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-zoom]')];
	const current = links.findIndex((link) => link.hasAttribute('aria-current'));
	links[current + by]?.click();
}

const zooms: Record<string, number> = { '+': 1, '=': 1, '-': -1, '−': -1 };

function onKey(region: Element, event: KeyboardEvent): void {
	const by = zooms[event.key];
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	if (by !== undefined) return zoom(by);
	const entry = (event.target as HTMLElement).closest<HTMLElement>(entries);
	const move = moves[event.key];
	if (!entry || !move) return;
	event.preventDefault();
	move(region, entry);
}

/** The middle of what is seen becomes today. */
function showToday(region: Element): void {
	const scroller = region.querySelector('.scrolls');
	const today = scroller?.querySelector('.grid .today')?.getBoundingClientRect();
	if (!scroller || !today) return;
	const seen = scroller.getBoundingClientRect();
	scroller.scrollLeft += today.left - (seen.left + seen.width * 0.6);
}

/** The sentence of the row in which something happened. */
function wordsOf(event: Event): string | null | undefined {
	const row = (event.target as Element).closest('summary, li');
	return row?.querySelector('.lane')?.getAttribute('aria-label');
}

/**
 * @param say shows the words of the row that has the focus or the pointer
 */
export function explore(say: (words: string) => void): Attachment {
	return (region) => {
		const listening = new AbortController();
		const { signal } = listening;
		const tell = (event: Event) => {
			const words = wordsOf(event);
			if (words) say(words);
		};
		region.addEventListener('keydown', (event) => onKey(region, event as KeyboardEvent), {
			signal
		});
		region.addEventListener('focusin', tell, { signal });
		region.addEventListener('pointerover', tell, { signal });
		showToday(region);
		return () => listening.abort();
	};
}
