/** The form in which organisations are pasted, and what is wrong with its lines. */
import type {
	LineFault,
	LineProblem,
	ListedOrganisation
} from '#lib/domain/entries/organisation-lines.ts';
import { m } from '#lib/paraglide/messages.js';
import { words } from '#lib/ui/forms/fields.ts';

const longestList = 100_000;

export const listFields = {
	jurisdiction: words(100, () => m.start_jurisdiction_missing()),
	organisations: words(longestList, () => m.start_list_missing())
};

const problemWords: Record<LineProblem, (about: { line: string; words: string }) => string> = {
	no_name: m.start_line_no_name,
	name_long: m.start_line_name_long,
	acronym_long: m.start_line_acronym_long,
	name_twice: m.start_line_name_twice,
	acronym_twice: m.start_line_acronym_twice
};

/** So many are said at once; the others are seen when those are mended. */
const mostSaid = 10;
const longestSaid = 60;

const said = (text: string) =>
	text.length > longestSaid ? `${text.slice(0, longestSaid)}…` : text;

export const faultWords = (faults: readonly LineFault[]): string =>
	faults
		.slice(0, mostSaid)
		.map(({ line, problem, words }) =>
			problemWords[problem]({ line: String(line), words: said(words) })
		)
		.join(' ');

export const thereWords = (organisations: readonly ListedOrganisation[]): string =>
	organisations
		.slice(0, mostSaid)
		.map(({ line, name, acronym }) =>
			m.start_line_there({ line: String(line), words: said(`${name} (${acronym})`) })
		)
		.join(' ');
