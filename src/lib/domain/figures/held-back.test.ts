import { expect, test } from 'vitest';
import type { RollUpMethod } from '../records/vocabulary.ts';
import {
	sampleElement,
	sampleLine,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';
import { heldBackBy } from './held-back.ts';
import { planFigures } from './plan-figures.ts';

const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-12-31' };

function activity(id: string, physicalPercent: number) {
	const update = sampleUpdate('2026-09-30', { physicalPercent });
	return sampleElement(id, 'activity', { ...dates, update });
}

function order(
	percents: Record<string, number>,
	costs: Record<string, bigint> = {},
	rollUpMethod: RollUpMethod = 'cost'
) {
	const plan = samplePlan({
		rollUpMethod,
		elements: Object.entries(percents).map(([id, percent]) => activity(id, percent)),
		budgetLines: Object.entries(costs).map(([id, cost]) => sampleLine(id, id, { cost })),
		periods: [sampleQuarter(2026, 3)]
	});
	const figures = planFigures(plan, { asOf: '2026-09-30', knownOn: '2026-11-22' });
	return heldBackBy(figures).map(({ id }) => id);
}

test('by cost, a small slip of a dear activity holds back more', () => {
	expect(order({ cheap: 30, dear: 60 }, { cheap: 100n, dear: 10_000n })).toEqual(['dear', 'cheap']);
});

test('where all weigh the same, the slip alone decides', () => {
	const costs = { cheap: 100n, dear: 10_000n };
	expect(order({ cheap: 30, dear: 60 }, costs, 'equal')).toEqual(['cheap', 'dear']);
});

test('what is not weighed yet comes last', () => {
	expect(order({ unweighed: 0, dear: 60 }, { dear: 10_000n })).toEqual(['dear', 'unweighed']);
});

test('a slip of less than five points holds nothing back', () => {
	expect(order({ late: 40, nearly: 72, ahead: 90 }, {}, 'equal')).toEqual(['late']);
});
