import { expect, test } from 'vitest';
import { evidenceProblems, readLink } from './evidence-entry.ts';

test.each([
	['https://example.org/minutes?no=4#page', 'https://example.org/minutes?no=4#page'],
	[' http://example.org ', 'http://example.org/'],
	['HTTPS://Example.org/Niño', 'https://example.org/Ni%C3%B1o'],
	['javascript:alert(1)', null],
	['data:text/html,<script>', null],
	['ftp://example.org/', null],
	['//example.org/', null],
	['example.org', null],
	['https://', null],
	['https://user:secret@example.org/', null],
	['https://exa mple.org/', null],
	['https://example.org/\u0000', null],
	[`https://example.org/${'a'.repeat(2_000)}`, null],
	['', null]
])('%j is read as the address %j', (text, link) => {
	expect(readLink(text)).toBe(link);
});

test('evidence speaks of no day to come, and of none before the plan', () => {
	const span = { today: '2026-11-26', periodStart: '2022-04-01', periodEnd: '2028-12-31' };
	const problems = (speaksOf: string | null) =>
		evidenceProblems({ speaksOf }, span).map(({ problem }) => problem);
	expect(problems(null)).toEqual([]);
	expect(problems('2026-11-26')).toEqual([]);
	expect(problems('2026-11-27')).toEqual(['in_future']);
	expect(problems('2022-03-31')).toEqual(['outside_plan']);
});
