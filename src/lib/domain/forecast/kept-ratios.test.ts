import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHistory, sampleReport } from '../testing/sample-history.ts';
import type { ActivityHistory } from './histories.ts';
import { KeptRatios } from './kept-ratios.ts';
import { pastErrors } from './past-errors.ts';
import { standardReference } from './reference.ts';
import { ratiosBy } from './statements.ts';

const latest = 1_500;

const history: fc.Arbitrary<ActivityHistory> = fc
	.record({
		plannedStart: fc.integer({ min: 0, max: latest }),
		planned: fc.integer({ min: 0, max: latest }),
		// of few days and shares, so that many ratios are alike
		reports: fc.uniqueArray(
			fc.record({ on: fc.integer({ min: 0, max: 15 }), share: fc.integer({ min: 0, max: 8 }) }),
			{ selector: ({ on }) => on, maxLength: 6 }
		),
		endedOn: fc.option(fc.integer({ min: 0, max: latest })),
		excluded: fc.boolean()
	})
	.map(({ planned, reports, ...rest }) =>
		sampleHistory({
			...rest,
			plannedEnd: rest.plannedStart + planned,
			reports: reports
				.map(({ on, share }) => sampleReport(on * 100, share / 8))
				.filter(({ on }) => rest.endedOn === null || on < rest.endedOn)
				.sort((one, other) => one.on - other.on)
		})
	);

const plan = fc.array(history, { minLength: 1, maxLength: 40 });
/** Which activities are said to be otherwise, and on which day it is asked. */
const step = fc.record({
	changes: fc.array(fc.tuple(fc.nat(), history), { maxLength: 6 }),
	day: fc.constantFrom(300, 900, 1_600)
});

test('what is kept is what is sorted anew, bit for bit, whatever is reported in between', () => {
	fc.assert(
		fc.property(plan, fc.array(step, { minLength: 1, maxLength: 12 }), (all, steps) => {
			const kept = new KeptRatios();
			let histories = all;
			for (const { changes, day } of steps) {
				for (const [at, changed] of changes)
					histories = histories.with(at % histories.length, changed);
				const ratios = kept.by(histories, day);
				const anew = ratiosBy(histories, day);
				// of numbers in typed arrays every bit is compared
				expect(ratios).toStrictEqual(anew);
				expect(pastErrors(ratios, standardReference)).toStrictEqual(
					pastErrors(anew, standardReference)
				);
			}
		})
	);
});

test('a report on one of many leaves alone what it says nothing of', () => {
	const histories = Array.from({ length: 30 }, (_, i) =>
		sampleHistory({ id: String(i), reports: [sampleReport(91, i / 30)] })
	);
	const kept = new KeptRatios();
	const before = kept.by(histories, 400);
	expect(kept.by([...histories], 400)).toBe(before);
	const reports = [sampleReport(91, 0.1), sampleReport(182, 0.2)];
	const after = kept.by(histories.with(3, sampleHistory({ id: '3', reports })), 400);
	const same = after.errors.schedule.map((sample, band) => sample === before.errors.schedule[band]);
	expect(same).toEqual([true, false, true, true, true]);
	expect(after.durations).not.toBe(before.durations);
});

test('another day, or another plan, is sorted anew', () => {
	const histories = Array.from({ length: 9 }, (_, i) =>
		sampleHistory({ id: String(i), reports: [sampleReport(91, i / 9)] })
	);
	const kept = new KeptRatios();
	kept.by(histories, 400);
	expect(kept.by(histories, 500)).toStrictEqual(ratiosBy(histories, 500));
	const fewer = histories.slice(1);
	expect(kept.by(fewer, 400)).toStrictEqual(ratiosBy(fewer, 400));
	const all = histories.map((one) => ({ ...one, plannedEnd: one.plannedEnd + 50 }));
	expect(kept.by(all, 500)).toStrictEqual(ratiosBy(all, 500));
});
