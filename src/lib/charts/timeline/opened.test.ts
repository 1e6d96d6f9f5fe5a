import { expect, test } from 'vitest';
import { isLong, openedGroups } from './opened.ts';
import { rowsOf, type TimelineGroup, type TimelineRow } from './timeline.ts';

const row = (code: string) => ({ code }) as TimelineRow;
/** A goal of two objectives with `each` activities, and one of its own. */
const goal = (code: string, each: number) =>
	({
		code,
		groups: ['1', '2'].map((n) => ({
			code: `${code}.${n}`,
			groups: [] as TimelineGroup[],
			rows: Array.from({ length: each }, (_, i) => row(`${code}.${n}.${i}`))
		})),
		rows: [row(`${code}.0`)]
	}) as TimelineGroup;

const codes = (groups: TimelineGroup[]) => rowsOf(groups).map(({ code }) => code);

test('a hundred rows are sent whole', () => {
	const groups = [goal('G1', 49), { ...goal('G2', 0), rows: [row('G2.0')] }];
	expect(rowsOf(groups)).toHaveLength(100);
	expect(isLong(groups)).toBe(false);
	expect(openedGroups(groups, new Set())).toBe(groups);
});

test('of a longer plan only the opened groups have rows, with all that is beneath them', () => {
	const groups = [goal('G1', 2), goal('G2', 60)];
	expect(codes(openedGroups(groups, new Set()))).toEqual([]);
	expect(codes(openedGroups(groups, new Set(['G1'])))).toHaveLength(5);
	expect(codes(openedGroups(groups, new Set(['G1.2'])))).toEqual(['G1.2.0', 'G1.2.1']);
	expect(openedGroups(groups, 'all')).toBe(groups);
});

test('the others say how many rows they have of their own', () => {
	const [first] = openedGroups([goal('G1', 60)], new Set(['G1.1']));
	expect(first?.unsent).toBe(1);
	expect(first?.groups.map(({ unsent }) => unsent)).toEqual([undefined, 60]);
});
