import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHistory, sampleReport } from '../testing/sample-history.ts';
import { soonestInDays, sources, statedDays } from './sources.ts';

test('the soonest end is half a quarter away', () => {
	expect(soonestInDays).toBe(45.625);
});

test('schedule: what is left, by a factor that moves from 1 to SPI(t) with progress', () => {
	// 30 % of 400 days are earned on day 182: SPI(t) = 120 / 182, and 280 × (0.7 + 0.3 × 182 / 120) is left
	const reports = [sampleReport(91, 0.1), sampleReport(182, 0.3)];
	expect(statedDays('schedule', sampleHistory({ reports }), 1)).toBeCloseTo(323.4, 10);
});

test('schedule: progress is counted to the middle of the time since it last rose', () => {
	// reached between day 182 and 273: SPI(t) = 120 / 227.5; the end is 280 × (0.7 + 0.3 / SPI(t)) after that middle
	const reports = [sampleReport(91, 0.1), sampleReport(182, 0.3), sampleReport(273, 0.3)];
	expect(statedDays('schedule', sampleHistory({ reports }), 2)).toBeCloseTo(309.75, 10);
});

test('schedule: work that begins late is not slow', () => {
	// 30 % in 82 days: SPI(t) = 120 / 82
	const reports = [sampleReport(182, 0.3)];
	const history = sampleHistory({ reports, begunOn: 100 });
	expect(statedDays('schedule', history, 0)).toBeCloseTo(280 * (0.7 + (0.3 * 82) / 120), 10);
});

test('schedule: work that began before its planned start is counted from there', () => {
	const reports = [sampleReport(182, 0.3)];
	const early = sampleHistory({ reports, begunOn: -50 });
	expect(statedDays('schedule', early, 0)).toBe(
		statedDays('schedule', sampleHistory({ reports }), 0)
	);
});

test('schedule: nothing done leaves the whole duration, and hardly moving is no slower than a twentieth', () => {
	const reports = [sampleReport(91, 0), sampleReport(20_000, 0.5)];
	const history = sampleHistory({ reports });
	expect(statedDays('schedule', history, 0)).toBe(400);
	expect(statedDays('schedule', history, 1)).toBeCloseTo(200 * (0.5 + 0.5 / 0.05), 10);
});

test('schedule: milestones earn days along their curve', () => {
	// half of the share is planned for day 300 of 400: on day 200 the work is ahead, SPI(t) = 300 / 200
	const plannedCurve = [
		{ on: 300, share: 0.5 },
		{ on: 400, share: 1 }
	];
	const history = sampleHistory({ plannedCurve, reports: [sampleReport(200, 0.5)] });
	expect(statedDays('schedule', history, 0)).toBeCloseTo(100 * (0.5 + 0.5 / 1.5), 10);
});

test('declared: the declared end, else the planned one, and never sooner than half a quarter', () => {
	const reports = [sampleReport(91, 0.1), sampleReport(182, 0.3, 500), sampleReport(500, 0.9)];
	const history = sampleHistory({ reports });
	expect([0, 1, 2].map((report) => statedDays('declared', history, report))).toEqual([
		309, 318, 45.625
	]);
});

test('whatever was reported, both state a finite time, half a quarter at least', () => {
	const share = fc.double({ min: 0, max: 1, noNaN: true });
	const day = fc.integer({ min: -2_000, max: 10_000 });
	fc.assert(
		fc.property(fc.array(fc.tuple(day, share, day), { minLength: 1 }), day, (rows, begunOn) => {
			const reports = rows
				.map(([on, share, declaredEnd]) => sampleReport(on, share, declaredEnd))
				.sort((one, other) => one.on - other.on);
			const history = sampleHistory({ reports, begunOn });
			for (const source of sources)
				reports.forEach((_, report) => {
					const days = statedDays(source, history, report);
					expect(days).toBeGreaterThanOrEqual(soonestInDays);
					expect(days).toBeLessThan(Infinity);
				});
		})
	);
});
