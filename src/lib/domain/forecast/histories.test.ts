import { expect, test } from 'vitest';
import { sampleHistory, sampleReport } from '../testing/sample-history.ts';
import { earnedDays, hasEndedBy, plannedDays, reportsBy } from './histories.ts';

test('planned days are one at least', () => {
	expect(plannedDays(sampleHistory({ plannedStart: 100, plannedEnd: 300 }))).toBe(200);
	expect(plannedDays(sampleHistory({ plannedStart: 100, plannedEnd: 100 }))).toBe(1);
});

test('between planned dates, days are earned evenly', () => {
	const history = sampleHistory({ plannedStart: 100, plannedEnd: 300 });
	expect([0, 0.25, 1].map((share) => earnedDays(history, share))).toEqual([0, 50, 200]);
});

test('by milestones, days are earned along the planned curve', () => {
	const plannedCurve = [
		{ on: 150, share: 0.2 },
		{ on: 250, share: 0.8 },
		{ on: 290, share: 1 }
	];
	const history = sampleHistory({ plannedStart: 100, plannedEnd: 300, plannedCurve });
	expect(earnedDays(history, 0)).toBe(0);
	expect(earnedDays(history, 0.1)).toBe(25);
	expect(earnedDays(history, 0.2)).toBe(50);
	expect(earnedDays(history, 0.5)).toBeCloseTo(100);
	expect(earnedDays(history, 1)).toBe(190);
});

test('two milestones of one day are earned on that day', () => {
	const plannedCurve = [
		{ on: 200, share: 0.5 },
		{ on: 200, share: 1 }
	];
	expect(earnedDays(sampleHistory({ plannedCurve }), 0.75)).toBe(200);
});

test('a day knows only reports and ends up to itself', () => {
	const reports = [sampleReport(91, 0.1), sampleReport(182, 0.2)];
	const history = sampleHistory({ reports, endedOn: 250 });
	expect([90, 91, 181, 182, 999].map((day) => reportsBy(history, day))).toEqual([0, 1, 1, 2, 2]);
	expect([249, 250].map((day) => hasEndedBy(history, day))).toEqual([false, true]);
});
