import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOf } from '../records/dates.ts';
import { rounding } from '../records/rounding.ts';
import { sampleHistory } from '../testing/sample-history.ts';
import { forecastEnds, lastEnd, type ActivityForecast } from './ends.ts';
import type { ActivityHistory } from './histories.ts';
import { soonestInDays } from './sources.ts';

const latest = 1_500;

const report = fc.record({
	on: fc.integer({ min: 0, max: latest }),
	share: fc.double({ min: 0, max: 1, noNaN: true }),
	declaredEnd: fc.option(fc.integer({ min: 0, max: 3_000 }))
});

const history: fc.Arbitrary<ActivityHistory> = fc
	.record({
		plannedStart: fc.integer({ min: 0, max: latest }),
		planned: fc.integer({ min: 0, max: 1_500 }),
		begunOn: fc.option(fc.integer({ min: 0, max: latest })),
		reports: fc.uniqueArray(report, { selector: ({ on }) => on, maxLength: 8 }),
		endedOn: fc.option(fc.integer({ min: 0, max: latest })),
		excluded: fc.boolean()
	})
	.map(({ planned, reports, ...rest }) =>
		sampleHistory({
			...rest,
			plannedEnd: rest.plannedStart + planned,
			reports: reports
				.filter(({ on }) => rest.endedOn === null || on < rest.endedOn)
				.sort((one, other) => one.on - other.on)
		})
	);

const plan = fc
	.array(history, { minLength: 1, maxLength: 12 })
	.map((histories) => histories.map((one, i) => ({ ...one, id: String(i) })));
const status = fc.integer({ min: 0, max: 2_000 });

const unfinished = (end: ActivityForecast) => end.source !== 'reported';

test('early end ≤ forecast ≤ late end, and nothing unfinished ends before the status date', () => {
	fc.assert(
		fc.property(plan, status, (histories, status) => {
			for (const end of forecastEnds(histories, status).values()) {
				expect(end.low <= end.forecast && end.forecast <= end.high).toBe(true);
				if (unfinished(end)) expect(end.low >= dayOf(status)).toBe(true);
				else expect(end.high <= dayOf(status)).toBe(true);
			}
		})
	);
});

test('each forecast can be reckoned again from its basis, with half a quarter stated at least', () => {
	fc.assert(
		fc.property(plan, status, (histories, status) => {
			for (const end of forecastEnds(histories, status).values()) {
				if (end.source === 'reported') continue;
				const { from, days, ratios } = end.basis;
				// a product that binary rounding lifts above a day is that day
				const day = (ratio: number) =>
					dayOf(Math.ceil(Math.max(status, dayNumber(from) + days * ratio) - rounding));
				expect(end).toMatchObject({
					low: day(ratios.low),
					forecast: day(ratios.median),
					high: day(ratios.high)
				});
				if (end.source !== 'not_begun') expect(days).toBeGreaterThanOrEqual(soonestInDays);
			}
		})
	);
});

test('a parent’s forecast is one of its activities’, and none of theirs is later', () => {
	fc.assert(
		fc.property(plan, status, (histories, status) => {
			const ends = [...forecastEnds(histories, status).values()];
			const parent = lastEnd(ends);
			for (const part of ['low', 'forecast', 'high'] as const) {
				const days = ends.map((end) => end[part]).sort();
				expect(parent?.[part]).toBe(days.at(-1));
			}
		})
	);
});

test('the order of activities, and those excluded, change nothing', () => {
	fc.assert(
		fc.property(plan, status, (histories, status) => {
			const ends = forecastEnds(histories, status);
			const others = histories.filter(({ excluded }) => !excluded).reverse();
			expect(forecastEnds(others, status)).toEqual(ends);
		})
	);
});

test('what comes after the status date changes nothing', () => {
	fc.assert(
		fc.property(plan, status, (histories, status) => {
			const known = histories.map(({ reports, endedOn, ...rest }) => ({
				...rest,
				reports: reports.filter(({ on }) => on <= status),
				endedOn: endedOn !== null && endedOn <= status ? endedOn : null
			}));
			expect(forecastEnds(known, status)).toEqual(forecastEnds(histories, status));
		})
	);
});

test('a day without news brings no end nearer, unless another source is followed', () => {
	fc.assert(
		fc.property(plan, fc.integer({ min: latest, max: 2_000 }), (histories, status) => {
			const after = forecastEnds(histories, status + 1);
			for (const [id, before] of forecastEnds(histories, status)) {
				const end = after.get(id)!;
				expect(end.source === before.source || unfinished(end)).toBe(true);
				if (end.source !== before.source) continue;
				for (const part of ['low', 'forecast', 'high'] as const)
					expect(end[part] >= before[part]).toBe(true);
			}
		})
	);
});

test('the same plan later has the same forecasts, as much later', () => {
	fc.assert(
		fc.property(plan, status, fc.integer({ min: 1, max: 5_000 }), (histories, status, later) => {
			const moved = histories.map((one) => ({
				...one,
				plannedStart: one.plannedStart + later,
				plannedEnd: one.plannedEnd + later,
				begunOn: one.begunOn === null ? null : one.begunOn + later,
				reports: one.reports.map(({ on, share, declaredEnd }) => ({
					on: on + later,
					share,
					declaredEnd: declaredEnd === null ? null : declaredEnd + later
				})),
				endedOn: one.endedOn === null ? null : one.endedOn + later
			}));
			const ends = forecastEnds(moved, status + later);
			for (const [id, end] of forecastEnds(histories, status))
				for (const part of ['low', 'forecast', 'high'] as const)
					expect(dayNumber(ends.get(id)![part])).toBe(dayNumber(end[part]) + later);
		})
	);
});
