import { expect, test } from 'vitest';
import { pastedRows, sheetOfTexts } from './pasted.ts';

test.each<[string, string, string[][]]>([
	[
		'rows and cells',
		'a\tb\nc\td',
		[
			['a', 'b'],
			['c', 'd']
		]
	],
	['the end of a line at the end', 'a\tb\r\n', [['a', 'b'], ['']]],
	['a cell with lines and quotes', '"one\ntwo ""three"""\tb', [['one\ntwo "three"', 'b']]],
	[
		'a lone quote at the beginning',
		'"5\tb\nc\td',
		[
			['"5', 'b'],
			['c', 'd']
		]
	],
	['inches', '5" pipe\tb', [['5" pipe', 'b']]],
	['empty cells', '\t\tb\n', [['', '', 'b'], ['']]]
])('%s', (_, block, rows) => {
	expect(pastedRows(block)).toEqual(rows);
});

test('10,000 rows are read, and the sheet says how many there were', () => {
	const block = Array.from({ length: 10_000 }, (_, at) => `${at}\t"Activity"\t\n`).join('');
	const sheet = sheetOfTexts('Pasted rows', pastedRows(block));
	expect(sheet.total).toBe(10_000);
	expect(sheet.rows.length).toBeLessThan(2_100);
});
