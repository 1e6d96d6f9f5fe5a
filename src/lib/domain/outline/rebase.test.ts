import { expect, test } from 'vitest';
import { rebased } from './rebase.ts';
import { emptyRow, type Cells } from './rows.ts';

const row = (key: string, cells: Partial<Cells>) => {
	const empty = emptyRow(key, 'activity', 0);
	return { ...empty, cells: { ...empty.cells, ...cells } };
};
const sent = [row('1', { title: 'One' }), row('new-1', { title: 'New' })];
const fresh = [row('1', { title: 'One' }), row('7', { title: 'New', code: 'A.7' })];
const stored = { sent, fresh, ids: { 'new-1': '7' } };

test('where nothing was typed since, all is as it is stored', () => {
	expect(rebased(sent, stored)).toBe(fresh);
});

test('what was typed since it was sent stays over what is stored', () => {
	const typed = [sent[0]!, row('new-1', { title: 'Newer' }), row('new-2', { title: 'Later' })];
	expect(rebased(typed, stored)).toEqual([
		fresh[0],
		row('7', { title: 'Newer', code: 'A.7' }),
		typed[2]
	]);
});
