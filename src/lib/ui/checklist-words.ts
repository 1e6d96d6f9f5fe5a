/** Sentences of a checklist. */
import { itemStates, type Counts, type ItemState } from '#lib/domain/checklists/answers.ts';
import type { Proposal } from '#lib/domain/checklists/proposals.ts';
import { m } from '#lib/paraglide/messages.js';
import { list } from './format.ts';

const partWords: Record<ItemState, (count: { count: number }) => string> = {
	covered: m.checklist_part_covered,
	partly: m.checklist_part_partly,
	not_covered: m.checklist_part_not_covered,
	not_applicable: m.checklist_part_not_applicable,
	open: m.checklist_part_open
};

/** How many are in each state that there is: `6 are covered, 2 partly and 10 not answered`. */
export const countsWords = (counts: Counts): string =>
	list(
		itemStates
			.filter((state) => counts[state] > 0)
			.map((state) => partWords[state]({ count: counts[state] }))
	);

/** The same of all items, as a sentence. */
export const summaryWords = (counts: Counts, total: number): string =>
	m.checklist_summary({ total, parts: countsWords(counts) });

/** What an item or a line above it is called. */
export const lineName = ({ code, title }: { code: string | null; title: string }): string =>
	code === null ? title : `${code} ${title}`;

/** On what a proposal rests. */
export const proposalWords = ({ marked, words }: Omit<Proposal, 'elementId'>, key: string) =>
	[
		...(marked
			? [key.startsWith('term:') ? m.checklist_proposed_marked() : m.checklist_proposed_made()]
			: []),
		...(words.length > 0 ? [m.checklist_proposed_words({ words: words.join(', ') })] : [])
	].join('; ');
