import { describe, expect, test } from 'vitest';
import type { ElementRecord, PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import {
	sampleElement,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';
import { planFigures } from './plan-figures.ts';

const days = { asOf: '2026-09-30', knownOn: sampleDay };
const plan = demonstration();
const figuresOf = (record: PlanRecord) => planFigures(record, days);
const figures = figuresOf(plan);

describe('delivery', () => {
	test('is over all that applies: what is not due is not done, what was never reported is unknown', () => {
		// portal 40 % (3), network unknown (1), later 0 (1)
		expect(figures.elements.get('O1')?.delivery).toEqual({
			...{ known: true, value: expect.closeTo(0.3), coverage: 0.8, partial: false }
		});
		expect(figures.elements.get('O2')?.delivery).toMatchObject({ value: 0.8, coverage: 1 });
		// O1 has 4 of 5 known: (0.5 × 4/5 × 0.3 + 0.5 × 0.8) ÷ (0.5 × 4/5 + 0.5)
		expect(figures.delivery).toMatchObject({
			...{ value: expect.closeTo((0.4 * 0.3 + 0.5 * 0.8) / 0.9), coverage: expect.closeTo(0.9) }
		});
		expect(figures.elements.get('G1')?.delivery).toEqual(figures.delivery);
	});

	test('says how each part counts', () => {
		const states = ['portal', 'network', 'later', 'dropped', 'centre', 'O1'].map(
			(id) => figures.elements.get(id)?.state
		);
		expect(states).toEqual(['known', 'unknown', 'not_due', 'cancelled', 'known', null]);
		expect(figures.elements.get('O1')?.counts).toMatchObject({
			...{ known: 1, unknown: 1, not_due: 1, cancelled: 1, carried: 0, not_weighed: 0 }
		});
		expect(figures.elements.get('G3')).toMatchObject({
			...{ servedBy: ['O2'], delivery: { known: false, reason: 'shares_elements' } }
		});
	});

	test('effective weights are shares of the whole', () => {
		const weightOf = (id: string) => figures.elements.get(id)?.effectiveWeight;
		expect(['G1', 'O1', 'portal', 'later', 'dropped', 'G3'].map(weightOf)).toEqual(
			...[[1, 0.5, expect.closeTo(0.3), expect.closeTo(0.1), null, 0]]
		);
	});

	test('counts add up to all activities', () => {
		const { in_progress, completed, cancelled, not_reported, not_due } = figures.activityCounts;
		expect([in_progress, completed, cancelled, not_reported, not_due]).toEqual([2, 1, 1, 1, 1]);
		expect(Object.values(figures.activityCounts).reduce((sum, count) => sum + count, 0)).toBe(6);
	});

	test('a parent is completed by the word of all that count beneath it, not by 100 %', () => {
		const completed = (delivery: 'in_progress' | 'completed') => {
			const update = sampleUpdate('2026-09-30', { delivery, physicalPercent: 100 });
			const elements = [
				sampleElement('G', 'goal'),
				sampleElement('a', 'activity', { parentId: 'G', update }),
				sampleElement('out', 'activity', { parentId: 'G', applicable: false })
			];
			return figuresOf(samplePlan({ elements })).elements.get('G');
		};
		expect(completed('in_progress')).toMatchObject({ delivery: { value: 1 }, completed: false });
		expect(completed('completed')).toMatchObject({ completed: true });
	});
});

describe('slippage', () => {
	test('is reckoned at the end of the latest period due, whatever the status date', () => {
		const later = planFigures(plan, { asOf: sampleDay, knownOn: sampleDay });
		expect(figures.slippageOn).toBe('2026-09-30');
		expect(later.slippageOn).toBe('2026-09-30');
		expect(later.slippage).toEqual(figures.slippage);
		expect(later.planned).not.toEqual(figures.planned);
	});

	test('is done less planned over the same activities', () => {
		const { doneCompared, planned, slippage } = figures;
		if (!doneCompared.known || !planned.known || !slippage.known) throw new Error('unknown');
		expect(slippage.value).toBeCloseTo((doneCompared.value - planned.value) * 100, 9);
	});

	test('before the first due day there is none, and without periods it is of the status date', () => {
		const early = planFigures(plan, { asOf: '2026-05-31', knownOn: '2026-05-31' });
		expect(early.slippage).toMatchObject({ known: false, reason: 'no_period_due' });
		const without = figuresOf(demonstration({ periods: [] }));
		expect(without.slippageOn).toBe('2026-09-30');
	});

	test('the worst come first, and an activity without a weight has its own', () => {
		expect(figures.slips.map(({ id }) => id)).toEqual(['portal', 'later', 'policy', 'centre']);
		const unweighed = figuresOf(demonstration({ rollUpMethod: 'cost', budgetLines: [] }));
		expect(unweighed.elements.get('portal')?.slippage.known).toBe(true);
		expect(unweighed.slippage).toMatchObject({ known: false, reason: 'not_weighed' });
	});
});

describe('confidence', () => {
	const computedOf = (id: string, of = figures) => of.elements.get(id)?.confidence.computed;

	test('follows the rules, and an activity that is silent has none', () => {
		expect(computedOf('portal')).toMatchObject({ confidence: 'off_track' });
		expect(computedOf('network')).toEqual({ confidence: null, reason: 'not_reported' });
		expect(computedOf('later')).toEqual({ confidence: null, reason: 'not_due' });
		expect(computedOf('dropped')).toEqual({ confidence: null, reason: 'cancelled' });
	});

	test('has no colour below the coverage threshold', () => {
		const strict = figuresOf(demonstration({ coverageThreshold: 0.85 }));
		expect(computedOf('O1', strict)).toEqual({
			confidence: null,
			reason: 'coverage_below_threshold'
		});
		expect(computedOf('O1')).toMatchObject({ confidence: 'at_risk' });
	});

	test('follows the worst critical child where the plan chose so', () => {
		const elements = plan.elements.map((element) => ({
			...element,
			critical: element.id === 'O2' || element.id === 'policy'
		}));
		const chosen = figuresOf(demonstration({ elements, goalStatusRule: 'worst_critical_child' }));
		expect(computedOf('O2', chosen)).toMatchObject({ by: { childId: 'policy' } });
		expect(computedOf('G1', chosen)).toMatchObject({ by: { childId: 'O2' } });
	});
});

test('money counts each line once, though an objective serves two goals', () => {
	expect(figures.money.stages.appropriation).toEqual({ sum: 277_00n, set: 5, lines: 5 });
	expect(figures.money.stages.obligation).toMatchObject({ sum: 150_00n, set: 2 });
	expect(figures.elements.get('G3')?.money.stages.appropriation.lines).toBe(0);
});

test('reporting counts the organisations through which figures come, late from the day after', () => {
	const { reporting, period, nextPeriod } = figures;
	expect(period?.label).toBe('2026 Q3');
	expect(nextPeriod?.label).toBe('2026 Q4');
	expect(reporting).toMatchObject({
		...{ reported: 2, expected: 3, byState: { approved: 1, returned: 1, not_submitted: 1 } }
	});
	expect(reporting.organisations).toMatchObject([
		{ acronym: 'BICTO', state: 'approved', daysOverdue: null },
		{ acronym: 'MPW', state: 'not_submitted', daysOverdue: 23, activityIds: ['network'] },
		{ acronym: 'OCM', state: 'returned', since: '2026-11-04', activityIds: ['centre', 'policy'] }
	]);
	const next = planFigures(plan, { asOf: '2026-10-30', knownOn: '2026-10-30' });
	expect([next.period?.label, next.nextPeriod?.label]).toEqual(['2026 Q2', '2026 Q3']);
});

test('completeness says what is set', () => {
	expect(figures.completeness).toEqual({
		owners: { set: 5, of: 6 },
		dates: { set: 6, of: 6 },
		budgets: { set: 5, of: 6 },
		objectivesWithKpis: { set: 2, of: 2 }
	});
});

test('a day of the past, as known today and as known then', () => {
	const updates = [
		sampleUpdate('2026-03-31', { physicalPercent: 10 }),
		sampleUpdate('2026-06-30', { physicalPercent: 20 })
	];
	const elements: ElementRecord[] = [sampleElement('a', 'activity', { updates })];
	const periods = [sampleQuarter(2026, 1), sampleQuarter(2026, 2)];
	const on = (asOf: string, knownOn: string) =>
		planFigures(samplePlan({ elements, periods }), { asOf, knownOn });
	expect(on('2026-06-30', '2026-11-22').delivery).toMatchObject({ value: 0.2, coverage: 1 });
	expect(on('2026-06-29', '2026-11-22').delivery).toMatchObject({ value: 0.1, coverage: 1 });
	// nothing of the second quarter is due then
	expect(on('2026-06-30', '2026-06-30').period?.label).toBe('2026 Q1');
});

test('a plan as published has nothing set: unknown everywhere, and never 0', () => {
	const elements = plan.elements.map(({ id, kind, parentId }) =>
		sampleElement(id, kind, { parentId, weight: null })
	);
	const published = figuresOf(samplePlan({ elements, alsoServes: plan.alsoServes }));
	expect(published.delivery).toMatchObject({ known: false, coverage: 0 });
	expect(published.planned.known).toBe(false);
	expect(published.slippage.known).toBe(false);
	expect(published.attainment.known).toBe(false);
	expect(published.confidence.shown).toBeNull();
	expect(published.money.stages.appropriation).toEqual({ sum: 0n, set: 0, lines: 0 });
	expect(published.activityCounts.not_set).toBe(6);
	expect(published.completeness.owners).toEqual({ set: 0, of: 6 });
	expect(published.reporting).toMatchObject({ period: null, expected: 0 });
});
