import { describe, expect, test } from 'vitest';
import type { ElementRecord, PlanRecord } from '../records/records.ts';
import {
	sampleElement,
	sampleLine,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';
import { planProgress, sumsOf } from './plan-progress.ts';
import { planTree } from './plan-tree.ts';
import { doneOf } from './progress-sums.ts';
import { reckoningDay } from './reckoning-day.ts';

const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-12-31' };
const goal = (id: string) => sampleElement(id, 'goal');

function activity(
	id: string,
	percent: number | null,
	{ on = '2026-09-30', ...fields }: Partial<ElementRecord> & { on?: string } = {}
) {
	const update = percent === null ? null : sampleUpdate(on, { physicalPercent: percent });
	return sampleElement(id, 'activity', { ...dates, ...fields, update });
}

function wholeOf(fields: Partial<PlanRecord>, knownOn = '2026-10-31') {
	const periods = [sampleQuarter(2026, 2), sampleQuarter(2026, 3)];
	const tree = planTree(samplePlan({ periods, ...fields }));
	const days = { asOf: knownOn, knownOn };
	const progress = planProgress(tree, reckoningDay(periods, days));
	return doneOf(sumsOf(progress, null), tree.plan.coverageThreshold);
}

describe('worked examples', () => {
	test('leaves 120 % and 0 % with equal weights are 50 %, not 60 %', () => {
		const elements = [activity('a', 120), activity('b', 0)];
		expect(wholeOf({ rollUpMethod: 'equal', elements })).toEqual({
			...{ known: true, value: 0.5, coverage: 1, partial: false }
		});
	});

	test('leaves 50 % (weight 3) and never reported (weight 1) are 50 % at 75 % coverage, greyed', () => {
		const elements = [activity('a', 50, { weight: 3 }), activity('b', null)];
		expect(wholeOf({ elements })).toEqual({
			...{ known: true, value: 0.5, coverage: 0.75, partial: true }
		});
	});

	const costs = [
		sampleLine('1', 'a1', { cost: 10n }),
		sampleLine('2', 'a2', { cost: 90n }),
		sampleLine('3', 'b1', { cost: 100n })
	];
	const elements = [
		goal('A'),
		activity('a1', 80, { parentId: 'A' }),
		activity('a2', 58, { parentId: 'A', on: '2026-06-30' }),
		goal('B'),
		activity('b1', 50, { parentId: 'B' })
	];
	const byCost = { rollUpMethod: 'cost', budgetLines: costs } as const;

	test('the silent one is carried on at 55.1 %: covered up to its due day, and 55 % from the day after', () => {
		const value = expect.closeTo(0.551, 12);
		expect(wholeOf({ ...byCost, elements }, '2026-10-30')).toMatchObject({ value, coverage: 1 });
		expect(wholeOf({ ...byCost, elements }, '2026-10-31')).toMatchObject({
			...{ value, coverage: expect.closeTo(0.55, 12), partial: true }
		});
	});

	test('an activity without a budget added to it changes nothing', () => {
		const more = [...elements, activity('b2', 0, { parentId: 'B' })];
		expect(wholeOf({ ...byCost, elements: more })).toMatchObject({
			value: expect.closeTo(0.551, 12)
		});
	});
});

test('at exactly the threshold of coverage a figure is whole, however the sums were rounded', () => {
	for (const count of [5, 10, 15, 35, 55]) {
		const elements = Array.from({ length: count }, (_, at) =>
			activity(`a${at}`, 7 * (at % 13), { on: at < count / 5 ? '2026-06-30' : '2026-09-30' })
		);
		const whole = wholeOf({ rollUpMethod: 'equal', elements });
		expect(whole.coverage).toBeCloseTo(0.8, 12);
		expect(whole.partial).toBe(false);
	}
});

test('where nothing is known, weighed or applicable the figure is unknown and not 0', () => {
	const [silent, none] = [activity('a', null), activity('a', 50)];
	expect(wholeOf({ elements: [silent] })).toMatchObject({ reason: 'nothing_known', coverage: 0 });
	expect(wholeOf({ elements: [none], rollUpMethod: 'cost' })).toMatchObject({
		...{ reason: 'not_weighed', coverage: null, partial: false }
	});
	const out = { ...none, applicable: false };
	expect(wholeOf({ elements: [out] })).toMatchObject({ reason: 'nothing_applicable' });
	expect(wholeOf({ elements: [] })).toMatchObject({ reason: 'nothing_applicable' });
});

test('what lies beneath an element that does not apply does not apply', () => {
	const elements = [
		{ ...goal('A'), applicable: false },
		activity('a', 90, { parentId: 'A' }),
		activity('b', 10)
	];
	expect(wholeOf({ elements })).toMatchObject({ value: 0.1, coverage: 1 });
});
