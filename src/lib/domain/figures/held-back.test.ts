import { describe, expect, it } from 'vitest';
import { planFigures } from './figures.ts';
import { heldBackBy } from './held-back.ts';
import type { RollUpMethod } from '../records/vocabulary.ts';
import {
	sampleElement,
	sampleLine,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';

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
		budgetLines: Object.entries(costs).map(([elementId, appropriation]) =>
			sampleLine(elementId, elementId, { appropriation })
		),
		periods: [sampleQuarter(2026, 3)]
	});
	return heldBackBy(planFigures(plan, '2026-11-22')).map(({ id }) => id);
}

describe('heldBackBy', () => {
	it('weighs slips by cost: a small slip of a dear activity holds back more', () => {
		const percents = { cheap: 30, dear: 60 };
		expect(order(percents, { cheap: 100n, dear: 10_000n })).toEqual(['dear', 'cheap']);
	});

	it('goes by the slip alone where the plan is not weighted by cost', () => {
		const [percents, costs] = [
			{ cheap: 30, dear: 60 },
			{ cheap: 100n, dear: 10_000n }
		];
		expect(order(percents, costs, 'equal')).toEqual(['cheap', 'dear']);
	});

	it('goes by the slip alone where a budget is not set', () => {
		expect(order({ cheap: 30, dear: 60 }, { dear: 10_000n })).toEqual(['cheap', 'dear']);
	});

	it('leaves out slips of less than five points', () => {
		expect(order({ late: 40, nearly: 72, ahead: 90 })).toEqual(['late']);
	});
});
