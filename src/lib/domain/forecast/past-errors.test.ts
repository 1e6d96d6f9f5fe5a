import { expect, test } from 'vitest';
import { sampleHistory, sampleReport } from '../testing/sample-history.ts';
import type { Sample } from './distribution.ts';
import { pastErrors } from './past-errors.ts';
import { progressBands } from './progress-bands.ts';
import { ratiosBy, type Ratios } from './statements.ts';

const nothing: Sample = {
	ended: new Float64Array(),
	unfinished: new Float64Array(),
	activities: 0
};
const noReference: Ratios = {
	errors: {
		schedule: progressBands.map(() => nothing),
		declared: progressBands.map(() => nothing)
	},
	durations: nothing
};

/** Planned for 400 days, at 10 % and 60 % on days 100 and 300, declared to end on day 500. */
const work = (id: string, endedOn: number | null) =>
	sampleHistory({
		id,
		endedOn,
		reports: [sampleReport(100, 0.1, 500), sampleReport(300, 0.6, 500)]
	});

test('a ratio is what truly remained over what was stated, by band', () => {
	const { errors, durations } = ratiosBy([work('a', 600)], 600);
	const ofDeclared = errors.declared.map(({ ended }) => [...ended]);
	expect(ofDeclared).toEqual([[], [500 / 400], [], [300 / 200], []]);
	expect([...durations.ended]).toEqual([600 / 400]);
});

test('of unfinished work it is what has passed so far, the day itself included', () => {
	const { errors, durations } = ratiosBy([work('a', 600)], 349);
	expect(errors.declared.map(({ unfinished }) => [...unfinished])).toEqual([
		[],
		[250 / 400],
		[],
		[50 / 200],
		[]
	]);
	expect([...durations.unfinished]).toEqual([350 / 400]);
});

test('a day knows nothing of later reports, ends and starts', () => {
	const { errors, durations } = ratiosBy([work('a', 600)], 299);
	expect(errors.declared.map(({ unfinished }) => unfinished.length)).toEqual([0, 1, 0, 0, 0]);
	expect(ratiosBy([work('a', 600)], -1).durations.activities).toBe(0);
	expect(durations.activities).toBe(1);
});

test('a band weighs as much as the activities that were reported in it', () => {
	const often = sampleHistory({
		endedOn: 600,
		reports: [10, 20, 30, 40].map((on) => sampleReport(on, 0.1))
	});
	const { errors } = ratiosBy([often, work('a', 600), work('b', null)], 600);
	expect(errors.schedule[1]?.activities).toBe(3);
	expect(errors.schedule[3]?.activities).toBe(2);
});

test('excluded work teaches nothing', () => {
	const { errors, durations } = ratiosBy([{ ...work('a', 600), excluded: true }], 600);
	expect(errors.declared.map(({ activities }) => activities)).toEqual([0, 0, 0, 0, 0]);
	expect(durations.activities).toBe(0);
});

test('the source is taken whose errors are smaller once they are corrected', () => {
	// declared ends are always half of what it takes; the schedule errs now so, now so
	const plan = [450, 600, 900].map((endedOn, i) =>
		sampleHistory({
			id: String(i),
			endedOn,
			reports: [sampleReport(100, 0.1, 100 + (endedOn - 100) / 2)]
		})
	);
	const { bands, durations } = pastErrors(ratiosBy(plan, 900), noReference);
	expect(bands[1]).toMatchObject({ source: 'declared', statements: 3, activities: 3 });
	expect(bands[1]?.typicalErrors.declared).toBe(1);
	expect(bands[1]?.typicalErrors.schedule).toBeGreaterThan(1.2);
	expect(bands[1]?.ratios.median).toBe(2);
	expect(durations.activities).toBe(3);
	expect(durations.ratios.median).toBe(1.5);
});

test('the schedule is taken where both erred as much', () => {
	const { bands } = pastErrors(ratiosBy([], 0), noReference);
	expect(bands.map(({ source }) => source)).toEqual(progressBands.map(() => 'schedule'));
});
