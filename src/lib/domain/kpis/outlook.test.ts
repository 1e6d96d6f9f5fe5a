import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import type { KpiRecord } from '../records/records.ts';
import { sampleKpi, samplePercent } from '../testing/sample-records.ts';
import { outlookOf } from './outlook.ts';

/** One value every ten days of 2026. */
const valuesOf = (values: number[]) =>
	values.map((value, at) => ({ on: addDays('2026-01-01', at * 10), value }));

/** A hundred days after the first of 2026. */
const target = (value: number) => ({ targets: [{ dueOn: '2026-04-11', value }] });

function outlook(fields: Partial<KpiRecord>, values: number[], asOf = '2026-02-10') {
	return outlookOf(sampleKpi('k', fields), valuesOf(values), asOf);
}

test('what goes on as it went is carried to the day of the end target', () => {
	expect(outlook(target(60), [0, 8, 16, 24])).toMatchObject({
		verdict: 'will_reach',
		projection: { value: 80, low: 80, high: 80, pace: 0.8, carried: 70 },
		neededPace: 36 / 60,
		missBy: null
	});
	expect(outlook(target(100), [0, 8, 16, 24])).toMatchObject({
		...{ verdict: 'will_miss', missBy: 20, coversShare: expect.closeTo(56 / 76) }
	});
});

test('reached comes before missed, which needs the day of the target to be past', () => {
	expect(outlook(target(24), [0, 8, 16, 24])).toMatchObject({
		...{ verdict: 'reached', projection: null, neededPace: 0, missBy: null }
	});
	expect(outlook(target(24), [24], '2027-01-01').verdict).toBe('reached');
	expect(outlook(target(30), [0, 8, 16, 24], '2026-04-10').verdict).toBe('will_reach');
	expect(outlook(target(30), [0, 8, 16, 24], '2026-04-11')).toMatchObject({
		...{ verdict: 'missed', missBy: 6, neededPace: null }
	});
});

test('fewer than four values, a band, or no target cannot be assessed', () => {
	const unable = { verdict: 'unable', projection: null };
	expect(outlook(target(100), [0, 8, 16])).toMatchObject({ ...unable, neededPace: 84 / 60 });
	expect(outlook({ ...target(100), direction: 'range' }, [0, 8, 16, 24])).toMatchObject(unable);
	expect(outlook({ targets: [] }, [0, 8, 16, 24])).toMatchObject(unable);
	expect(outlook(target(100), [])).toMatchObject({ ...unable, neededPace: null });
});

test('what a window came to leads nowhere: it is neither reached nor missed', () => {
	const windowed = { overTime: 'flow_window', ...target(10) } as const;
	expect(outlook(windowed, [9, 8, 16, 24])).toMatchObject({ verdict: 'unable', missBy: null });
	expect(outlook(windowed, [9, 8, 6, 4], '2027-01-01')).toMatchObject({
		...{ verdict: 'unable', missBy: null, neededPace: null }
	});
});

test('falling leads to a target below where less is better', () => {
	const down = { direction: 'down', baselineValue: 100, ...target(20) } as const;
	expect(outlook(down, [100, 92, 84, 76])).toMatchObject({ verdict: 'will_reach' });
	expect(outlook(down, [100, 97, 94, 91])).toMatchObject({
		...{ verdict: 'will_miss', missBy: expect.closeTo(50) }
	});
	expect(outlook(down, [60, 70, 80, 90])).toMatchObject({ coversShare: -1 });
});

test('a projection stays within what the unit can hold', () => {
	expect(outlook({ ...target(99), unit: samplePercent }, [0, 40, 70, 90])).toMatchObject({
		...{ verdict: 'will_reach', projection: { value: 100, high: 100 } }
	});
	expect(outlook(target(99), [60, 40, 20, 5])).toMatchObject({ projection: { value: 0, low: 0 } });
	const stage = { kind: 'index', label: 'stage', low: 0, high: 5 } as const;
	expect(outlook({ ...target(4), unit: stage }, [1, 2, 3, 3.5])).toMatchObject({
		projection: { value: 5 }
	});
});

test('the band holds the projection, and no verdict contradicts it', () => {
	const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 9 });
	fc.assert(
		fc.property(values, fc.integer({ min: 1, max: 200 }), (drawn, goal) => {
			const of = outlook(target(goal), drawn, '2026-03-31');
			if (of.verdict === 'reached') {
				expect(drawn.at(-1)).toBeGreaterThanOrEqual(goal);
				return;
			}
			const { low, value, high } = of.projection!;
			expect(of.neededPace).toBeGreaterThan(0);
			expect(low).toBeLessThanOrEqual(value);
			expect(value).toBeLessThanOrEqual(high);
			expect(of.verdict).toBe(value >= goal ? 'will_reach' : 'will_miss');
			expect(of.missBy).toEqual(value >= goal ? null : expect.closeTo(goal - value, 9));
		})
	);
});
