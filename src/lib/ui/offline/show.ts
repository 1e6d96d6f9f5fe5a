/** Shows the sync state at the foot of a page, and on a form's page what was kept of it. */
import { m } from '#lib/paraglide/messages.js';
import { moment } from '#lib/ui/format.ts';
import type { Item } from './items.ts';
import type { Line, SyncState } from './sync-state.ts';

/** What a person does with one item. */
export interface Acts {
	look: (item: Item) => void;
	discard: (item: Item) => void;
}

/** By the device's own clock, and where it is. */
export const momentHere = (at: number) =>
	moment(new Date(at), Intl.DateTimeFormat().resolvedOptions().timeZone);

const part = <Kind extends HTMLElement>(of: HTMLElement, name: string) =>
	of.querySelector<Kind>(`[data-part="${name}"]`);

function button(words: string, about: string, onClick: () => void): HTMLButtonElement {
	const made = document.createElement('button');
	made.type = 'button';
	made.className = 'quiet';
	made.textContent = words;
	made.setAttribute('aria-label', `${words}: ${about}`);
	made.addEventListener('click', onClick);
	return made;
}

const lookWords = {
	conflict: m.offline_look_conflict,
	problem: m.offline_look_problem,
	gone: m.offline_look_gone
};

function rowOf({ item, words, acts }: Line, { look, discard }: Acts): HTMLLIElement {
	const row = document.createElement('li');
	const label = document.createElement(acts.includes('open') ? 'a' : 'strong');
	label.textContent = item.label;
	if (label instanceof HTMLAnchorElement) label.href = item.address;
	row.append(label, ` ${words} `);
	if (acts.includes('look'))
		row.append(button(lookWords[item.refusal ?? 'problem'](), item.label, () => look(item)));
	if (acts.includes('discard'))
		row.append(button(m.offline_discard(), item.label, () => discard(item)));
	return row;
}

/** The sentence is read out where it changes, so it is left alone where it does not. */
function say(element: HTMLElement | null, words: string): void {
	if (element && element.textContent !== words) element.textContent = words;
}

/** Rows are made anew only where they say something else, so that a button in one keeps the focus. */
function showLines(rows: HTMLElement | null, lines: Line[], acts: Acts): void {
	if (!rows) return;
	const said = JSON.stringify(lines);
	if (rows.dataset['said'] === said) return;
	rows.dataset['said'] = said;
	rows.replaceChildren(...lines.map((line) => rowOf(line, acts)));
}

export function showState(bar: HTMLElement, state: SyncState, acts: Acts): void {
	bar.hidden = false;
	say(part(bar, 'sentence'), state.sentence);
	showLines(part(bar, 'rows'), state.lines, acts);
	const list = part<HTMLDetailsElement>(bar, 'list');
	if (list) {
		list.hidden = state.lines.length === 0;
		// once: whoever closes it has seen it
		if (state.opens && bar.dataset['tone'] !== state.tone) list.open = true;
	}
	bar.dataset['tone'] = state.tone;
	for (const act of ['send', 'sign_in'] as const) {
		const element = part(bar, act);
		if (element) element.hidden = state.act !== act;
	}
}

function noticeWords({ state, refusal, at }: Item): string {
	const when = { at: momentHere(at) };
	if (state === 'typed') return m.offline_notice_typed(when);
	if (state === 'waiting') return m.offline_notice_waiting(when);
	if (refusal === 'conflict') return m.offline_notice_conflict(when);
	return m.offline_notice_problem(when);
}

/** Says above a form that it holds what was kept of it; null: it holds nothing of the kind. */
export function showNotice(item: Item | null, { look }: Acts): void {
	const notice = document.querySelector<HTMLElement>('[data-draft-notice]');
	if (!notice) return;
	notice.hidden = item === null;
	// what is typed already is no "no change"
	const simple = document.querySelector<HTMLElement>('form[data-keeps="sent"]');
	if (simple) simple.hidden = item !== null;
	if (!item) return;
	say(part(notice, 'words'), noticeWords(item));
	const looks = part<HTMLButtonElement>(notice, 'look');
	if (!looks) return;
	looks.hidden = item.state !== 'refused';
	looks.textContent = lookWords[item.refusal ?? 'problem']();
	looks.onclick = () => look(item);
}

/** What became of what was sent has the focus: the button that sent it did nothing else that is seen. */
export function leadToNotice(): void {
	const notice = document.querySelector<HTMLElement>('[data-draft-notice]');
	if (!notice) return;
	notice.tabIndex = -1;
	notice.focus({ preventScroll: true });
	notice.scrollIntoView({ block: 'center' });
}

/** The page itself is from the device, and may be old. */
export function showKeptAt(bar: HTMLElement, at: number): void {
	const kept = part(bar, 'kept');
	if (!kept) return;
	kept.hidden = false;
	kept.textContent = m.offline_kept_at({ at: momentHere(at) });
}

/** What was tried, and cannot be done now. */
export function showRefusal(bar: HTMLElement, words: string): void {
	const refusal = part(bar, 'refusal');
	if (!refusal) return;
	refusal.hidden = false;
	say(refusal, words);
}
