import { expect, test } from 'vitest';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import {
	sampleElement,
	sampleKpi,
	sampleLine,
	sampleMeasurement,
	samplePlan,
	sampleUpdate
} from '../testing/sample-records.ts';
import { planFigures } from './plan-figures.ts';

const days = { asOf: '2026-09-30', knownOn: sampleDay };
const plan = demonstration();
const figuresOf = (record: PlanRecord) => planFigures(record, days);
const figures = figuresOf(plan);

test('is of the KPIs, each by its element’s weight ÷ the number of its KPIs', () => {
	// O1: sites 43 %, days 62.5 %, internet never measured
	expect(figures.elements.get('O1')?.attainment).toMatchObject({
		...{ value: expect.closeTo((0.43 + 0.625) / 2), coverage: expect.closeTo(2 / 3) }
	});
	// O2: women 50 %, uptime kept, calls 55 %, answered without a baseline
	expect(figures.elements.get('O2')?.attainment).toMatchObject({
		...{ value: expect.closeTo((0.5 + 1 + 0.55) / 3), coverage: 0.75, partial: true }
	});
	const [ofO1, ofO2] = [0.5 / 3, 0.5 / 4];
	const known = 2 * ofO1 + 3 * ofO2;
	expect(figures.attainment).toMatchObject({
		value: expect.closeTo((ofO1 * 1.055 + ofO2 * 2.05) / known)
	});
	expect(figures.kpisMeasured).toEqual({ measured: 6, due: 7 });
});

test('KPIs weigh by cost also where the work beneath them is still to come', () => {
	const later = { plannedStart: '2027-01-01', plannedEnd: '2027-12-31' };
	const kpi = (id: string, elementId: string, value: number) =>
		sampleKpi(id, { elementId, measurements: [sampleMeasurement('2026-09-30', value)] });
	const record = samplePlan({
		...{ rollUpMethod: 'cost', periods: plan.periods },
		elements: [
			sampleElement('O1', 'objective'),
			sampleElement('a', 'activity', { parentId: 'O1', update: sampleUpdate('2026-09-30') }),
			sampleElement('O2', 'objective'),
			sampleElement('b', 'activity', { parentId: 'O2', ...later })
		],
		budgetLines: [sampleLine('l1', 'a', { cost: 90n }), sampleLine('l2', 'b', { cost: 10n })],
		kpis: [kpi('k1', 'O1', 100), kpi('k2', 'O2', 0)]
	});
	expect(figuresOf(record).attainment).toMatchObject({ value: expect.closeTo(0.9) });
});

test('a KPI of an element that does not apply counts nowhere', () => {
	const elements = [
		sampleElement('O1', 'objective', { applicable: false }),
		sampleElement('O2', 'objective')
	];
	const kpis = [sampleKpi('k1', { elementId: 'O1' }), sampleKpi('k2', { elementId: 'O2' })];
	const found = figuresOf(samplePlan({ elements, kpis, periods: plan.periods }));
	expect(found.kpis.get('k1')?.state).toBe('not_applicable');
	expect(found.kpisMeasured).toEqual({ measured: 0, due: 1 });
	expect(found.kpisOffPath.notMeasured.map(({ id }) => id)).toEqual(['k2']);
	expect(found.completeness.objectivesWithKpis).toEqual({ set: 1, of: 1 });
});
