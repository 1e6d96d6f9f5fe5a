import { expect, it } from 'vitest';
import { csv, fileName, type Cell } from './csv.ts';

const source = {
	plan: 'a',
	plan_title: 'A, or B',
	as_of: '2026-09-30',
	known_on: '2026-11-22',
	demonstration: '',
	source: 'https://tanaw.example/a'
};

/** The first cell of a table that has only this one. */
const cell = (value: Cell) =>
	csv({ name: 't', columns: ['c'], rows: [[value]] }, source)
		.split('\r\n')[1]
		?.replace(/,a,"A, or B".*$/s, '');

it.each([
	['=1+1', "'=1+1"],
	['+62', "'+62"],
	['-5 offices', "'-5 offices"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\t=1', "'\t=1"],
	['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
	['-5.00', '-5.00'],
	[-5, '-5'],
	[0.5, '0.5'],
	[null, ''],
	[false, 'false'],
	['two\nlines', '"two\nlines"'],
	['a "word"', '"a ""word"""']
])('writes %j as %s', (value, expected) => expect(cell(value)).toBe(expected));

it('begins with the mark of UTF-8 and the names of the columns, and ends each line with CRLF', () => {
	const text = csv({ name: 't', columns: ['code', 'title'], rows: [['1', 'Größe']] }, source);
	expect(text).toBe(
		'\uFEFFcode,title,plan,plan_title,as_of,known_on,demonstration,source\r\n' +
			'1,Größe,a,"A, or B",2026-09-30,2026-11-22,,https://tanaw.example/a\r\n'
	);
});

it('names a file by plan, table and day, and marks invented figures', () => {
	expect(fileName(source, 'kpis', 'csv')).toBe('a-kpis-2026-09-30.csv');
	const invented = { ...source, demonstration: 'Demonstration: invented figures' };
	expect(fileName(invented, 'K/1', 'csv')).toBe('a-K_1-2026-09-30-demonstration.csv');
});
