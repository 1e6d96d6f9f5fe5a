import { expect, test } from 'vitest';
import { inPlanOrder } from './plan-order.ts';

const row = (id: string, parentId: string | null) => ({ id, parentId });

test('what stands beneath follows its parent, before the parent’s next sibling', () => {
	const rows = [
		row('G1', null),
		row('O2.1', 'G2'),
		row('O1.1', 'G1'),
		row('G2', null),
		row('1.1.1', 'O1.1'),
		row('O1.2', 'G1'),
		row('lost', 'nobody')
	];
	expect(inPlanOrder(rows).map(({ id, depth, first, last }) => [id, depth, first, last])).toEqual([
		['G1', 0, true, false],
		['O1.1', 1, true, false],
		['1.1.1', 2, true, true],
		['O1.2', 1, false, true],
		['G2', 0, false, true],
		['O2.1', 1, true, true]
	]);
});
