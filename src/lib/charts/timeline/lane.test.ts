import { describe, expect, it } from 'vitest';
import { groupLane, rowLane } from './lane.ts';
import type { TimelineGroup, TimelineRow } from './timeline.ts';

const row: TimelineRow = {
	code: 'A',
	title: 'An activity',
	plannedStart: '2022-01-01',
	plannedEnd: '2024-01-01',
	start: '2022-01-01',
	end: '2026-01-01',
	done: 0.5,
	partial: false,
	reason: null,
	daysLate: 731,
	slippage: -20,
	owners: [],
	state: 'in_progress',
	milestones: []
};
const laneOf = (fields: Partial<TimelineRow>) =>
	rowLane({ ...row, ...fields }, '2022-01-01', '2030-01-01');
const kinds = (fields: Partial<TimelineRow>) => laneOf(fields).bars.map(({ of }) => of);
const undated = { plannedStart: null, plannedEnd: null, start: null, end: null };

describe('the lane of an activity', () => {
	it('draws what is done over what is to do over what was planned', () => {
		const [ghost, rest, done] = laneOf({}).bars;
		expect([ghost!.of, rest!.of, done!.of]).toEqual(['ghost', 'rest', 'done']);
		expect(ghost!.width).toBeCloseTo(0.25, 3);
		expect(rest!.width).toBeCloseTo(0.5, 3);
		expect(done!.width).toBeCloseTo(0.25, 3);
	});

	it('has an arrow from the planned to the expected end, only where that is later', () => {
		const { slip } = laneOf({});
		expect([slip!.from, slip!.to].map((share) => Math.round(share * 100))).toEqual([25, 50]);
		expect(laneOf({ end: '2024-01-01' }).slip).toBeNull();
		expect(laneOf({ end: '2023-01-01' }).slip).toBeNull();
	});

	it('hatches silence, and claims nothing done in it', () => {
		expect(kinds({ state: 'not_reported', done: null })).toEqual(['ghost', 'silent']);
	});

	it('outlines what was given up, without a slip', () => {
		expect(kinds({ state: 'cancelled', done: null })).toEqual(['ghost', 'void']);
		expect(laneOf({ state: 'cancelled' }).slip).toBeNull();
		// nothing is expected of it, so that what was planned is outlined
		expect(kinds({ state: 'cancelled', done: null, end: null })).toEqual(['ghost', 'void']);
	});

	it('keeps a bar of one day, however short', () => {
		const day = { plannedStart: '2024-03-01', plannedEnd: '2024-03-01' };
		expect(kinds({ ...day, start: '2024-03-01', end: '2024-03-01', done: 1 })).toEqual([
			'ghost',
			'rest',
			'done'
		]);
	});

	it('draws no bar of nothing done, and no more than all', () => {
		expect(kinds({ done: 0 })).toEqual(['ghost', 'rest']);
		expect(laneOf({ done: 1.2 }).bars[2]!.width).toBeCloseTo(0.5, 3);
	});

	it('invents no bar where dates are not set', () => {
		expect(laneOf(undated)).toEqual({
			bars: [],
			slip: null,
			diamonds: [],
			missing: { of: 'dates', x: null }
		});
	});

	it('shows the one date that is set', () => {
		const ends = laneOf({ ...undated, plannedEnd: '2026-01-01' });
		expect(ends.missing?.of).toBe('start');
		expect(ends.missing?.x).toBeCloseTo(0.5, 3);
		expect(laneOf({ ...undated, start: '2026-01-01' }).missing?.of).toBe('end');
	});

	it('draws nothing that runs backwards, and nothing outside its span', () => {
		expect(kinds({ start: '2026-01-01', end: '2025-01-01' })).toEqual(['ghost']);
		const wide = laneOf({ start: '2010-01-01', end: '2050-01-01', plannedStart: null });
		expect(wide.bars[0]).toEqual({ of: 'rest', from: 0, width: 1 });
	});

	it('keeps the milestones that lie within it', () => {
		const milestones = [
			{ title: 'M', on: '2024-01-01', reached: true },
			{ title: 'N', on: '2044-01-01', reached: false }
		];
		expect(laneOf({ milestones }).diamonds.length).toBe(1);
	});
});

describe('the lane of a group', () => {
	const group: TimelineGroup = { ...row, kind: 'goal', groups: [], rows: [row] };

	it('is its plan and its span, with no progress of its own', () => {
		const { bars, missing } = groupLane(group, '2022-01-01', '2030-01-01');
		expect(bars.map(({ of }) => of)).toEqual(['ghost', 'span']);
		expect(missing).toBeNull();
	});

	it('is empty without dates', () => {
		expect(groupLane({ ...group, ...undated }, '2022-01-01', '2030-01-01').bars).toEqual([]);
	});
});
