import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import type { PlanRecord } from '#lib/domain/records/records.ts';
import { demonstration, sampleDay } from '#lib/domain/testing/sample-plan.ts';
import { limits, withinElement } from './limits.ts';

const read = (fields: Partial<PlanRecord> = {}) => {
	const record = demonstration(fields);
	return { record, figures: planFigures(record, { asOf: '2026-09-30', knownOn: sampleDay }) };
};

describe('what figures rest on', () => {
	it('names what is silent and what rests on little', () => {
		const plan = read();
		const found = limits(plan, { corrected: 2 });
		expect(found.period).toBe(plan.figures.period?.label);
		expect(found.coverage).toBe(plan.figures.delivery.coverage);
		expect(found.unreported).toContain('network');
		expect(found.unreported).not.toContain('dropped');
		expect(found.corrected).toBe(2);
	});

	it('counts KPIs by what is missing of them', () => {
		const { kpis } = limits(read());
		expect(kpis.measured + kpis.carried + kpis.notMeasured).toBeLessThanOrEqual(kpis.all);
		expect(kpis.all).toBeGreaterThan(0);
	});

	it('is of a part where a page speaks of one', () => {
		const plan = read();
		const within = withinElement(plan.record, 'O2');
		expect([...within.elements]).toEqual(['O2', 'centre', 'policy']);
		expect(limits(plan, { within, coverage: 1 })).toMatchObject({ coverage: 1, kpis: { all: 4 } });
		const none = { elements: new Set<string>(), kpis: new Set<string>() };
		expect(limits(plan, { within: none, coverage: null }).kpis.all).toBe(0);
	});
});
