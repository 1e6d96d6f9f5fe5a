/**
 * What a script adds to the timeline: arrow keys, today in view, a line that says what a row draws,
 * and the rows of a group that is opened in a long plan. The page is a thousand rows that are finished when they arrive; so it is not hydrated, and
 * this is the only script it loads, with one listener of each kind for all rows.
 */
import { entries, moves } from './rows.ts';

const remembered = 'timeline-row';
/** `+` is closer, `−` is further: as the links above the timeline. */
const zooms: Record<string, number> = { '+': 1, '=': 1, '-': -1, '−': -1 };

/** Follows the neighbouring zoom link; the row that has the focus gets it back on the next page. */
function zoom(by: number, entry: HTMLElement | null): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-zoom]')];
	const link = links[links.findIndex(({ ariaCurrent }) => ariaCurrent !== null) + by];
	if (!link) return;
	sessionStorage.setItem(remembered, entry?.closest('li, summary')?.textContent ?? '');
	link.click();
}

function onKey(region: Element, event: KeyboardEvent): void {
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	const entry = (event.target as HTMLElement).closest<HTMLElement>(entries);
	const by = zooms[event.key];
	if (by !== undefined) return zoom(by, entry);
	const move = moves[event.key];
	if (!entry || !move) return;
	event.preventDefault();
	move(region, entry);
}

/** Today comes into view, right of the middle, since the past is told by more marks than the future. */
function showToday(region: Element): void {
	const scroller = region.querySelector('.scrolls');
	const today = scroller?.querySelector('.grid .today')?.getBoundingClientRect();
	if (!scroller || !today) return;
	const seen = scroller.getBoundingClientRect();
	scroller.scrollLeft += today.left - (seen.left + seen.width * 0.6);
}

function focusAgain(region: Element): void {
	const words = sessionStorage.getItem(remembered);
	sessionStorage.removeItem(remembered);
	if (!words) return;
	const all = [...region.querySelectorAll<HTMLElement>(entries)];
	all.find((entry) => entry.closest('li, summary')?.textContent === words)?.focus();
}

/** Puts the rows of a group in place of the link to them; where they cannot be had, the link stays. */
async function fill(group: HTMLDetailsElement): Promise<void> {
	const unsent = group.querySelector(':scope > .unsent');
	const link = unsent?.querySelector('a');
	if (!group.open || !unsent || !link) return;
	const response = await fetch(link.href);
	if (!response.ok) return;
	const page = new DOMParser().parseFromString(await response.text(), 'text/html');
	const rows = page.getElementById(group.id)?.querySelector(':scope > ul');
	if (rows) unsent.replaceWith(document.adoptNode(rows));
}

function explore(region: Element, said: Element): void {
	const tell = ({ target }: Event) => {
		const lane = (target as Element).closest('summary, li')?.querySelector('.lane');
		if (lane?.ariaLabel) said.textContent = lane.ariaLabel;
	};
	region.addEventListener('keydown', (event) => onKey(region, event as KeyboardEvent));
	// this event goes no further than its group, but is seen on its way there
	region.addEventListener(
		'toggle',
		({ target }) => void fill(target as HTMLDetailsElement).catch(() => {}),
		true
	);
	region.addEventListener('focusin', tell);
	region.addEventListener('pointerover', tell);
	showToday(region);
	focusAgain(region);
}

const region = document.querySelector('#timeline');
const said = region?.querySelector('.said');
if (region && said) explore(region, said);
