import * as v from 'valibot';
import { expect, test } from 'vitest';
import { words } from './fields.ts';
import { parseRows, rowCount, rowsOf } from './rows.ts';

const title = words(5, () => 'missing');

test('a repeated group is read row by row, in order, and only that group', () => {
	const values = {
		'row-10-a': 'x',
		'row-2-a': 'y',
		'row-2-b': 'z',
		'other-0-a': '',
		'row-x-a': '',
		'row-999-a': ''
	};
	expect(rowsOf(values, 'row')).toEqual([
		{ index: 2, values: { a: 'y', b: 'z' } },
		{ index: 10, values: { a: 'x' } }
	]);
	expect(rowCount(values, 'row', 2)).toBe(13);
	expect(rowCount({}, 'row', 2)).toBe(2);
});

test('an error in a row has the name of its field', () => {
	const parsed = parseRows(v.object({ a: title }), 'row', [{ index: 3, values: { a: '' } }]);
	expect(parsed).toEqual({ outputs: [], indexes: [], errors: { 'row-3-a': 'missing' } });
});
