/**
 * Terms as people type and paste them: one a line, `code | title | definition | code of the broader term`,
 * or the same in the cells of a spreadsheet, which come parted by tabs. What follows the title may be left out.
 */

export interface WrittenTerm {
	code: string;
	title: string;
	definition: string | null;
	/** The code of the broader term in which it lies; null: in none. */
	within: string | null;
}

export const termProblems = [
	'code_missing',
	'code_letters',
	'title_missing',
	'too_long',
	'code_twice',
	'within_unknown',
	'within_circle',
	'too_many_terms'
] as const;
export type TermProblem = (typeof termProblems)[number];

export interface LineProblem {
	/** Which line it is, from 1. */
	line: number;
	problem: TermProblem;
	/** The code that is meant; empty: there is none. */
	code: string;
}

export const mostTerms = 500;
const longestCode = 40;
const longestTitle = 500;
const longestDefinition = 5_000;

/** Letters, digits and what stands within numbers; no blank, so that codes can be listed. */
const codePattern = /^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u;

const cellsOf = (line: string): string[] =>
	line.split(line.includes('\t') ? '\t' : '|').map((cell) => cell.trim().replaceAll(/\s+/g, ' '));

function problemOf({ code, title, definition }: WrittenTerm): TermProblem | undefined {
	if (code === '') return 'code_missing';
	if (code.length > longestCode || title.length > longestTitle) return 'too_long';
	if (!codePattern.test(code)) return 'code_letters';
	if (title === '') return 'title_missing';
	return (definition ?? '').length > longestDefinition ? 'too_long' : undefined;
}

/** The terms of one axis as typed; each line that cannot be read is named. */
export function readTerms(text: string): { terms: WrittenTerm[]; problems: LineProblem[] } {
	const terms: WrittenTerm[] = [];
	const problems: LineProblem[] = [];
	for (const [at, line] of text.split('\n').entries()) {
		if (line.trim() === '') continue;
		const [code = '', title = '', definition = '', within = ''] = cellsOf(line);
		const term = { code, title, definition: definition || null, within: within || null };
		const problem = terms.length >= mostTerms ? 'too_many_terms' : problemOf(term);
		if (problem) problems.push({ line: at + 1, problem, code });
		else terms.push(term);
		if (problem === 'too_many_terms') break;
	}
	return { terms, problems };
}

/** Terms as they are typed. */
export const termsText = (terms: readonly WrittenTerm[]): string =>
	terms
		.map(({ code, title, definition, within }) =>
			[code, title, definition ?? '', within ?? ''].join(' | ').replace(/( \| )+$/, '')
		)
		.join('\n');

export interface AxisProblem extends Omit<LineProblem, 'line'> {
	/** Which axis it is, from 0. */
	axis: number;
}

/** Codes that lead back to themselves by what they lie in. */
function circles(terms: readonly WrittenTerm[]): Set<string> {
	const within = new Map(terms.map((term) => [term.code, term.within]));
	return new Set(
		terms.flatMap(({ code }) => {
			const seen = new Set<string>();
			for (let at: string | null | undefined = code; at; at = within.get(at)) {
				if (seen.has(at)) return at === code ? [code] : [];
				seen.add(at);
			}
			return [];
		})
	);
}

/** What is wrong with the terms of all axes beside each other: a code is one of its whole framework. */
export function termsProblems(axes: readonly (readonly WrittenTerm[])[]): AxisProblem[] {
	const all = axes.flat();
	const known = new Set(all.map(({ code }) => code));
	const inCircle = circles(all);
	const seen = new Set<string>();
	return axes.flatMap((terms, axis) =>
		terms.flatMap(({ code, within }): AxisProblem[] => {
			const isTwice = seen.has(code);
			seen.add(code);
			if (isTwice) return [{ axis, problem: 'code_twice', code }];
			if (within !== null && !known.has(within))
				return [{ axis, problem: 'within_unknown', code: within }];
			return inCircle.has(code) ? [{ axis, problem: 'within_circle', code }] : [];
		})
	);
}
