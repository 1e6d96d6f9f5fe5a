import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	mostTerms,
	readTerms,
	termsProblems,
	termsText,
	type WrittenTerm
} from './written-terms.ts';

const term = (code: string, within: string | null = null): WrittenTerm => ({
	...{ code, title: `Title of ${code}`, definition: null, within }
});

describe('terms as typed', () => {
	test('are one a line, by bars or by the tabs of a spreadsheet', () => {
		expect(readTerms('A | Access\n\nB\tPortal, one | two\tWhere citizens ask\tA\n')).toEqual({
			terms: [
				{ code: 'A', title: 'Access', definition: null, within: null },
				{ code: 'B', title: 'Portal, one | two', definition: 'Where citizens ask', within: 'A' }
			],
			problems: []
		});
	});

	test.each([
		['no code', ' | Title', 'code_missing'],
		['a code with a blank', 'A 1 | Title', 'code_letters'],
		['no title', 'A', 'title_missing'],
		['a code without end', `${'A'.repeat(41)} | Title`, 'too_long'],
		['a definition without end', `A | Title | ${'x'.repeat(5_001)}`, 'too_long']
	])('%s is named by its line', (_, line, problem) => {
		const { terms, problems } = readTerms(`Z | Last\n${line}`);
		expect(terms.map(({ code }) => code)).toEqual(['Z']);
		expect(problems.map((one) => [one.line, one.problem])).toEqual([[2, problem]]);
	});

	test('are not without end', () => {
		const text = Array.from({ length: mostTerms + 10 }, (_, at) => `T${at} | Term`).join('\n');
		const { terms, problems } = readTerms(text);
		expect([terms.length, problems]).toEqual([
			mostTerms,
			[{ line: mostTerms + 1, problem: 'too_many_terms', code: `T${mostTerms}` }]
		]);
	});

	test('are read back as they are written', () => {
		const cell = fc
			.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[A-Za-z]$/)
			.map((text) => text.replaceAll(/ +/g, ' '));
		const code = fc.stringMatching(/^[A-Z][A-Z0-9.]{0,5}$/);
		const written = fc.record({
			...{ code, title: cell, definition: fc.option(cell), within: fc.option(code) }
		});
		fc.assert(
			fc.property(fc.array(written), (terms) => {
				expect(readTerms(termsText(terms))).toEqual({ terms, problems: [] });
			})
		);
	});
});

test.each([
	['of one code on two axes', [[term('A')], [term('A')]], [[1, 'code_twice', 'A']]],
	['within none that there is', [[term('A', 'Z')]], [[0, 'within_unknown', 'Z']]],
	['within itself', [[term('A', 'A')]], [[0, 'within_circle', 'A']]],
	[
		'within each other',
		[[term('A', 'B')], [term('B', 'A'), term('C', 'B')]],
		[
			[0, 'within_circle', 'A'],
			[1, 'within_circle', 'B']
		]
	],
	['that are well', [[term('A')], [term('B', 'A')]], []]
])('terms %s', (_, axes, expected) => {
	const found = termsProblems(axes).map(({ axis, problem, code }) => [axis, problem, code]);
	expect(found).toEqual(expected);
});
