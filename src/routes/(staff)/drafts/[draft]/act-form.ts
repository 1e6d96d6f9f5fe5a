/** What a person asks to be done with a draft, as its forms send it. */
import { elementKinds, type ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Act, ActRefusal } from '#lib/domain/proposals/work/acts.ts';
import { m } from '#lib/paraglide/messages.js';

export const refusalWords: Record<ActRefusal, () => string> = {
	no_such_element: m.draft_refused_no_such_element,
	nothing_above: m.draft_refused_nothing_above,
	at_the_top: m.draft_refused_at_the_top,
	first_already: m.draft_refused_first_already,
	last_already: m.draft_refused_last_already,
	nothing_to_join: m.draft_refused_nothing_to_join,
	words_not_found: m.draft_refused_words_not_found,
	reason_missing: m.draft_refused_reason_missing,
	title_missing: m.draft_refused_title_missing
};

/** Beside which field of the page a refusal is said; the rest is said of the form. */
export const fieldOf = (reason: ActRefusal): string =>
	({ words_not_found: 'from', reason_missing: 'reason', title_missing: 'title' })[
		reason as string
	] ?? '';

export const numberOf = (text: string | undefined): number | null =>
	text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

const kindOf = (text: string | undefined): ElementKind | undefined =>
	elementKinds.find((kind) => kind === text);

const plain = ['indent', 'outdent', 'up', 'down', 'join', 'leave_out'] as const;

/** The act that a form asks for; undefined: none that is known. */
export function actOf(values: Record<string, string>): Act | undefined {
	const [name, word] = (values['act'] ?? '').split(' ');
	const id = numberOf(values['id']) ?? -1;
	const kind = kindOf(word ?? values['kind']);
	const simple = plain.find((known) => known === name);
	if (simple) return { act: simple, id };
	if (name === 'retype') return kind && { act: name, id, kind };
	if (name === 'split') return { act: name, id, from: values['from'] ?? '' };
	if (name === 'word')
		return { act: name, id, title: values['title'] ?? '', reason: values['reason'] ?? '' };
	if (name !== 'use' || !kind) return undefined;
	return { act: name, id, kind, behind: numberOf(values['behind']) };
}
