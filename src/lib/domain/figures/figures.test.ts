import { describe, expect, test } from 'vitest';
import { planFigures } from './figures.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import {
	sampleElement,
	sampleKpi,
	sampleLine,
	sampleMeasurement,
	samplePlan,
	sampleUpdate
} from '../testing/sample-records.ts';

const plan = demonstration();
const figures = planFigures(plan, sampleDay);

describe('delivery', () => {
	test('rolls up what is known, and covers what applies', () => {
		expect(figures.elements.get('O1')?.delivery).toEqual({
			known: true,
			value: expect.closeTo(0.4),
			coverage: 0.75,
			partial: true
		});
		expect(figures.elements.get('O2')?.delivery).toMatchObject({ value: 0.8, coverage: 1 });
		expect(figures.delivery).toMatchObject({
			value: expect.closeTo(0.6),
			coverage: 0.875,
			partial: false
		});
	});

	test('says why a part is not known', () => {
		const states = ['network', 'later', 'dropped', 'G3'].map(
			(id) => figures.elements.get(id)?.state
		);
		expect(states).toEqual([
			{ state: 'missing', reason: 'not_reported' },
			{ state: 'excluded', reason: 'not_due' },
			{ state: 'excluded', reason: 'cancelled' },
			{ state: 'excluded', reason: 'shares_elements' }
		]);
		expect(figures.elements.get('G3')?.servedBy).toEqual(['O2']);
	});

	test('planned and slippage are over the same parts, so that they add up', () => {
		const { delivery, planned, slippage } = figures;
		expect(delivery.known && planned.known && slippage.known).toBe(true);
		if (!delivery.known || !planned.known || !slippage.known) return;
		expect(slippage.value).toBeCloseTo((delivery.value - planned.value) * 100, 9);
	});

	test('counts add up to all activities', () => {
		expect(figures.activityCounts).toMatchObject({
			in_progress: 2,
			completed: 1,
			cancelled: 1,
			not_reported: 1,
			not_due: 1
		});
		expect(Object.values(figures.activityCounts).reduce((sum, count) => sum + count, 0)).toBe(6);
	});

	test('slips come the worst first', () => {
		expect(figures.slips.map(({ id }) => id)).toEqual(['portal', 'policy', 'centre']);
	});
});

describe('weights', () => {
	test('by cost are the appropriations of what counts', () => {
		const byCost = planFigures(demonstration({ rollUpMethod: 'cost' }), sampleDay);
		expect(byCost.elements.get('O1')).toMatchObject({
			cost: 132_00n,
			weighting: { method: 'cost', equalInstead: false }
		});
		expect(byCost.delivery).toMatchObject({
			value: expect.closeTo((132 * 0.4 + (123 * (120 + 3 * 0.6)) / 123) / 255)
		});
	});

	test('by cost fall back to equal where a budget is not set', () => {
		const lines = plan.budgetLines.filter(({ id }) => id !== 'l4');
		const byCost = planFigures(
			demonstration({ rollUpMethod: 'cost', budgetLines: lines }),
			sampleDay
		);
		expect(byCost.elements.get('O1')?.weighting).toEqual({ method: 'cost', equalInstead: false });
		expect(byCost.elements.get('O2')?.weighting).toEqual({ method: 'cost', equalInstead: true });
		expect(byCost.elements.get('G1')?.weighting).toEqual({ method: 'cost', equalInstead: true });
	});
});

describe('attainment', () => {
	test('is of the KPIs, weighted equally, apart from delivery', () => {
		const objective = figures.elements.get('O1')?.attainment;
		expect(objective).toMatchObject({
			value: expect.closeTo((0.43 + 0.625) / 2),
			coverage: expect.closeTo(2 / 3)
		});
		expect(figures.elements.get('G1')?.attainment.known).toBe(true);
		expect(figures.kpisMeasured).toEqual({ measured: 6, due: 7 });
	});

	test('lists KPIs off their path, the unmeasured last', () => {
		expect(figures.kpisOffPath.map(({ id }) => id)).toEqual([
			'women',
			'sites',
			'calls',
			'internet'
		]);
	});

	test.each([
		[41.9, 'behind'],
		[42.2, 'on_path'],
		[44, 'on_path'],
		[46.7, 'ahead']
	] as const)(
		'at %d of the 44.4 due a KPI is %s: a twentieth of the way is no gap',
		(value, standing) => {
			const kpi = {
				...plan.kpis.find(({ id }) => id === 'internet')!,
				id: 'near',
				direction: 'up' as const,
				overTime: 'last' as const,
				overOrganisations: 'none' as const,
				baselineValue: 0,
				baselineOn: '2022-01-01',
				targets: [{ dueOn: '2022-12-31', value: 44.4 }],
				measurements: [
					{
						...{ id: 'm', recordedAt: '2026-10-10T00:00:00Z', organisationId: null },
						...{ measuredOn: '2026-09-30', value, numerator: null, denominator: null }
					}
				]
			};
			const near = planFigures({ ...plan, kpis: [kpi] }, sampleDay);
			expect(near.kpis.get('near')?.standing).toEqual({ known: true, value: standing });
			expect(near.kpisOffPath.length).toBe(standing === 'behind' ? 1 : 0);
		}
	);

	test('a KPI without a baseline keeps its value but has no attainment', () => {
		expect(figures.kpis.get('answered')).toMatchObject({
			value: { value: 50 },
			attainment: { reason: 'baseline_not_set' },
			state: { state: 'missing' }
		});
	});
});

describe('confidence', () => {
	test('has no colour below the coverage threshold', () => {
		expect(figures.elements.get('O1')?.confidence.computed).toEqual({
			confidence: null,
			reason: 'coverage_below_threshold'
		});
		expect(figures.elements.get('portal')?.confidence.computed).toMatchObject({
			confidence: 'off_track'
		});
		expect(figures.elements.get('network')?.confidence.computed).toEqual({
			confidence: null,
			reason: 'not_reported'
		});
	});

	test('follows the worst critical child where the plan chose so', () => {
		const elements = plan.elements.map((element) => ({
			...element,
			critical: element.id === 'O2' || element.id === 'policy'
		}));
		const chosen = planFigures(
			demonstration({ elements, goalStatusRule: 'worst_critical_child' }),
			sampleDay
		);
		expect(chosen.elements.get('O2')?.confidence.computed).toMatchObject({
			by: { childId: 'policy' }
		});
		expect(chosen.elements.get('G1')?.confidence.computed).toMatchObject({ by: { childId: 'O2' } });
	});
});

test('money counts each line once, though an objective serves two goals', () => {
	expect(figures.money.appropriation).toEqual({ sum: 277_00n, set: 5, lines: 5 });
	expect(figures.money.obligation).toMatchObject({ sum: 150_00n, set: 2 });
	expect(figures.elements.get('G3')?.money.appropriation.lines).toBe(0);
});

test('reporting counts the organisations through which figures stand', () => {
	const { reporting, period, nextPeriod } = figures;
	expect(period?.label).toBe('2026 Q3');
	expect(nextPeriod?.label).toBe('2026 Q4');
	expect(reporting).toMatchObject({
		reported: 2,
		expected: 3,
		byState: { approved: 1, returned: 1, not_submitted: 1 }
	});
	expect(reporting.organisations).toMatchObject([
		{ acronym: 'BICTO', state: 'approved', daysOverdue: null },
		{ acronym: 'MPW', state: 'not_submitted', daysOverdue: 23, activityIds: ['network'] },
		{ acronym: 'OCM', state: 'returned', since: '2026-11-04', activityIds: ['centre', 'policy'] }
	]);
});

test('completeness says what is set', () => {
	expect(figures.completeness).toEqual({
		owners: { set: 5, of: 6 },
		dates: { set: 6, of: 6 },
		budgets: { set: 5, of: 6 },
		objectivesWithKpis: { set: 2, of: 2 }
	});
});

test('unfinished work that outlived its forecast is late; finished work is late by its actual end', () => {
	const ends = { plannedStart: '2025-01-01', plannedEnd: '2026-06-30' };
	const running = sampleUpdate('2026-09-30', { physicalPercent: 90 });
	const recovering = { ...running, recoveryOn: '2026-12-31' };
	const done = sampleUpdate('2026-09-30', { delivery: 'completed', actualEnd: '2026-07-10' });
	const elements = [running, recovering, done].map((update, i) =>
		sampleElement(`a${i}`, 'activity', { ...ends, update })
	);
	const late = planFigures(samplePlan({ elements }), sampleDay).elements;
	expect([...late.values()].map(({ daysLate }) => daysLate)).toMatchObject([
		{ value: 92 },
		{ value: 184 },
		{ value: 10 }
	]);
	expect(late.get('a0')).toMatchObject({ forecastEnd: '2026-06-30', expectedEnd: '2026-09-30' });
});

test('silence past the planned end is not knowing how late, rather than 0 days', () => {
	const ends = { plannedStart: '2025-01-01', plannedEnd: '2025-06-30', parentId: 'O' };
	const silent = sampleElement('silent', 'activity', ends);
	const dropped = sampleElement('dropped', 'activity', {
		...ends,
		update: sampleUpdate('2025-03-31', { delivery: 'cancelled' })
	});
	const elements = [sampleElement('O', 'objective'), silent, dropped];
	const late = planFigures(samplePlan({ elements, periods: plan.periods }), sampleDay).elements;
	const unreported = { known: false, reason: 'not_reported' };
	expect(late.get('silent')?.daysLate).toEqual(unreported);
	expect(late.get('O')?.daysLate).toEqual(unreported);
	expect(late.get('dropped')?.daysLate.known).toBe(true);
});

test('a parent is completed by the word of all that count beneath it, not by 100 %', () => {
	const elements = (delivery: 'in_progress' | 'completed') => [
		sampleElement('G', 'goal'),
		sampleElement('O', 'objective', { parentId: 'G' }),
		sampleElement('a', 'activity', {
			parentId: 'O',
			update: sampleUpdate('2026-09-30', { delivery, physicalPercent: 100 })
		})
	];
	const completed = (delivery: 'in_progress' | 'completed') =>
		planFigures(samplePlan({ elements: elements(delivery) }), sampleDay).elements.get('G');
	expect(completed('in_progress')).toMatchObject({ delivery: { value: 1 }, completed: false });
	expect(completed('completed')).toMatchObject({ completed: true });
});

test('an end that lies ahead counts for the plan, wherever it stands', () => {
	const running = sampleElement('a', 'activity', {
		plannedEnd: '2026-12-31',
		update: sampleUpdate('2026-09-30', { physicalPercent: 50 })
	});
	const later = sampleElement('b', 'activity', {
		parentId: 'O',
		plannedStart: '2027-01-01',
		plannedEnd: '2028-12-31'
	});
	const elements = [running, sampleElement('O', 'objective'), later];
	const ahead = planFigures(samplePlan({ elements, periods: plan.periods }), sampleDay);
	expect(ahead.plannedEnd).toBe('2028-12-31');
});

test('a KPI of an element that does not apply counts nowhere', () => {
	const elements = [
		sampleElement('O1', 'objective', { applicable: false }),
		sampleElement('O2', 'objective')
	];
	const kpis = [sampleKpi('k1', { elementId: 'O1' }), sampleKpi('k2', { elementId: 'O2' })];
	const record = samplePlan({ elements, kpis, periods: plan.periods });
	const { kpisMeasured, kpisOffPath, kpis: all, completeness } = planFigures(record, sampleDay);
	expect(all.get('k1')?.state).toEqual({ state: 'excluded', reason: 'not_applicable' });
	expect(kpisMeasured).toEqual({ measured: 0, due: 1 });
	expect(kpisOffPath.map(({ id }) => id)).toEqual(['k2']);
	expect(completeness.objectivesWithKpis).toEqual({ set: 1, of: 1 });
});

test('a budget that is not set beneath an element is not hidden by its own line', () => {
	const record = samplePlan({
		elements: [
			sampleElement('O', 'objective'),
			sampleElement('a', 'activity', {
				parentId: 'O',
				update: sampleUpdate('2026-09-30', { physicalPercent: 100 })
			})
		],
		budgetLines: [sampleLine('l', 'O', { appropriation: 100n })]
	});
	expect(planFigures(record, sampleDay).elements.get('O')?.cost).toBeNull();
});

test('KPIs weigh by cost also where the work beneath them is still to come', () => {
	const later = { plannedStart: '2027-01-01', plannedEnd: '2027-12-31' };
	const measured = (value: number) => ({
		measurements: [sampleMeasurement('2026-09-30', value)]
	});
	const record = samplePlan({
		rollUpMethod: 'cost',
		periods: plan.periods,
		elements: [
			sampleElement('O1', 'objective'),
			sampleElement('a', 'activity', { parentId: 'O1', update: sampleUpdate('2026-09-30') }),
			sampleElement('O2', 'objective'),
			sampleElement('b', 'activity', { parentId: 'O2', ...later })
		],
		budgetLines: [
			sampleLine('l1', 'a', { appropriation: 90n }),
			sampleLine('l2', 'b', { appropriation: 10n })
		],
		kpis: [
			sampleKpi('k1', { elementId: 'O1', ...measured(100) }),
			sampleKpi('k2', { elementId: 'O2', ...measured(0) })
		]
	});
	expect(planFigures(record, sampleDay).attainment).toMatchObject({ value: 0.9 });
});

test('what lies beneath an element that does not apply does not apply', () => {
	const elements = plan.elements.map((element) =>
		element.id === 'O2' ? { ...element, applicable: false } : element
	);
	const without = planFigures(demonstration({ elements }), sampleDay);
	expect(without.elements.get('centre')?.state).toMatchObject({ reason: 'not_applicable' });
	expect(without.delivery).toMatchObject({ value: expect.closeTo(0.4) });
});

test('a plan as published has nothing set: unknown everywhere, and never 0', () => {
	const elements = plan.elements.map(({ id, kind, parentId }) =>
		sampleElement(id, kind, { parentId, weight: null })
	);
	const published = planFigures(samplePlan({ elements, alsoServes: plan.alsoServes }), sampleDay);
	expect(published.delivery).toMatchObject({ known: false, coverage: null });
	expect(published.attainment.known).toBe(false);
	expect(published.confidence.shown).toBeNull();
	expect(published.money.appropriation).toEqual({ sum: 0n, set: 0, lines: 0 });
	expect(published.activityCounts.not_set).toBe(6);
	expect(published.completeness.owners).toEqual({ set: 0, of: 6 });
	expect(published.reporting).toMatchObject({ period: null, expected: 0 });
});
