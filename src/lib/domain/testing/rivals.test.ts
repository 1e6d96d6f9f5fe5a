import { expect, test } from 'vitest';
import { groupRivalEnds, rivalEnds } from './rivals.ts';
import { sampleHistory, sampleReport } from './sample-history.ts';

const reports = [100, 200, 300, 400].map((on, i) => sampleReport(on, (i + 1) / 10, 700));
const history = sampleHistory({ plannedEnd: 500, reports });

test('of one activity, from a report', () => {
	expect(rivalEnds(history, 3)).toEqual({
		declared: 700,
		// a tenth in 100 days, and six tenths are left
		straight_line: expect.closeTo(1_000, 6),
		as_planned: 700,
		// 200 of 500 planned days earned in 400
		as_so_far: 1_000
	});
	expect(rivalEnds(history, 2).straight_line).toBeNull();
});

test('of several, the last; work without a report takes its duration from its planned start', () => {
	const other = sampleHistory({ id: 'other', plannedStart: 450, plannedEnd: 850 });
	const ends = groupRivalEnds([history, other], 400);
	expect(ends).toMatchObject({ declared: 850, as_planned: 850, as_so_far: 1_000 });
	expect(ends.straight_line).toBeGreaterThan(850);
});
