import { describe, expect, test } from 'vitest';
import { known, unknown } from '../records/known.ts';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import {
	sampleKpi,
	sampleLine,
	sampleMeasurement,
	samplePercent,
	sampleUpdate
} from '../testing/sample-records.ts';
import { explained } from './explained.ts';
import { explainFigure, type FigureReference } from './explained-figures.ts';
import { planFigures } from './plan-figures.ts';

const days = { asOf: '2026-09-30', knownOn: sampleDay };

function explain(
	figure: FigureReference['figure'],
	of: FigureReference['of'],
	plan: PlanRecord = demonstration()
) {
	return explainFigure(planFigures(plan, days).reckoned, { figure, of });
}

const whole = { kind: 'plan' } as const;
const element = (id: string) => ({ kind: 'element', id }) as const;
const kpi = (id: string) => ({ kind: 'kpi', id }) as const;

describe('a derivation', () => {
	test('names its leaves, their effective weights, and why one is missing or excluded', () => {
		const derivation = explain('delivery_progress', element('O1'));
		expect(derivation).toMatchObject({ rule: 'weighted_share', coverage: 0.8 });
		expect(derivation?.inputs).toMatchObject([
			{ id: 'portal', weight: 0.3, raw: 0.4, state: { state: 'known' } },
			{
				id: 'network',
				weight: 0.1,
				raw: null,
				state: { state: 'missing', reason: 'not_reported' }
			},
			{ id: 'later', weight: 0.1, raw: 0, state: { state: 'known' } },
			{ id: 'dropped', weight: null, state: { state: 'excluded', reason: 'cancelled' } }
		]);
	});

	test('goes down to the report', () => {
		expect(explain('delivery_progress', element('portal'))?.inputs).toMatchObject([
			{ kind: 'update', raw: 40, on: '2026-09-30', sourceId: 'update of 2026-09-30' }
		]);
	});

	test('marks what is carried on with its day, and what has no weight', () => {
		const silent = demonstration();
		const elements = silent.elements.map((one) => {
			if (one.id !== 'portal') return one;
			const update = sampleUpdate('2026-06-30', { physicalPercent: 40 });
			return { ...one, weight: null, update, updates: [update] };
		});
		const inputs = explain('delivery_progress', element('O1'), { ...silent, elements })?.inputs;
		expect(inputs?.[0]).toMatchObject({
			...{ on: '2026-06-30', weight: null, state: { state: 'missing', reason: 'not_weighed' } }
		});
		const equal = { ...silent, elements, rollUpMethod: 'equal' } as const;
		expect(explain('delivery_progress', element('O1'), equal)?.inputs[0]).toMatchObject({
			...{ on: '2026-06-30', raw: 0.4, state: { state: 'carried' } }
		});
	});

	test('of slippage carries the day for which it was reckoned', () => {
		const later = planFigures(demonstration(), { asOf: sampleDay, knownOn: sampleDay }).reckoned;
		const derivation = explainFigure(later, { figure: 'slippage', of: whole });
		expect(derivation).toMatchObject({ rule: 'difference_in_points', asOf: '2026-09-30' });
		expect(derivation?.inputs.map(({ kind, derivation: part }) => [kind, part?.asOf])).toEqual([
			...[
				['done_compared', '2026-09-30'],
				['planned_progress', '2026-09-30']
			]
		]);
	});

	test('of attainment lists each KPI with its own weight', () => {
		expect(explain('attainment', element('O1'))?.inputs).toMatchObject([
			{ id: 'sites', weight: expect.closeTo(1 / 6), raw: 0.43, on: '2026-09-30' },
			{ id: 'days', weight: expect.closeTo(1 / 6), raw: 0.625 },
			{ id: 'internet', state: { state: 'missing', reason: 'not_measured' } }
		]);
	});

	test('of a share has the same lines above and below', () => {
		const derivation = explain('obligated_share', whole);
		expect(derivation).toMatchObject({ rule: 'ratio', unit: 'share' });
		const [part, all] = derivation!.inputs;
		expect([part?.kind, all?.kind]).toEqual(['obligation', 'allotment']);
		const lines = (of: typeof part) => of?.derivation?.inputs.map(({ id }) => id);
		expect(lines(part)).toEqual(['l1', 'l3']);
		expect(lines(all)).toEqual(['l1', 'l3']);
	});
});

test('what no ministry reported is missing as not reported, what the plan leaves out as not set', () => {
	const lines = [sampleLine('l', 'portal', { appropriation: 100n })];
	const resultOf = (figure: FigureReference['figure']) =>
		explain(figure, whole, demonstration({ budgetLines: lines }))?.result;
	expect(resultOf('allotment')).toEqual(unknown('not_set'));
	expect(resultOf('disbursement')).toEqual(unknown('not_reported'));
	expect(resultOf('unpaid')).toEqual(unknown('not_reported'));
	expect(resultOf('spent_of_allotment')).toEqual(unknown('not_reported'));
});

test('an office is shown in the state of its report, a draft as if nothing had come', () => {
	const report = { periodId: '2026 Q3', since: '2026-11-04', reason: null };
	const reports = [
		{ ...report, organisationId: 'OCM', acronym: 'OCM', state: 'returned' as const },
		{ ...report, organisationId: 'MPW', acronym: 'MPW', state: 'draft' as const }
	];
	const inputs = explain('organisations_reported', whole, demonstration({ reports }))?.inputs;
	expect(inputs).toContainEqual(
		expect.objectContaining({ code: 'OCM', reporting: 'returned', raw: 1, on: '2026-11-04' })
	);
	expect(inputs).toContainEqual(
		expect.objectContaining({ code: 'MPW', reporting: 'not_submitted', raw: 0, on: null })
	);
});

test('a ratio over organisations counts the last measurement of each, with its numerator', () => {
	const counts = (on: string, numerator: number, organisationId: string | null) =>
		sampleMeasurement(on, 0, { id: on, organisationId, numerator, denominator: 46 });
	const measurements = [counts('2026-06-30', 20, null), counts('2026-09-30', 0, 'MILG')];
	const kpis = [
		sampleKpi('cms', { unit: samplePercent, overOrganisations: 'ratio', measurements })
	];
	const derivation = explain('kpi_value', kpi('cms'), demonstration({ kpis }));
	expect(derivation?.result).toEqual(known(0));
});

test('what does not exist has no derivation', () => {
	expect(explain('slippage', element('nowhere'))).toBeUndefined();
	expect(explain('slippage', kpi('sites'))).toBeUndefined();
	expect(explain('kpi_value', whole)).toBeUndefined();
	expect(explain('organisations_reported', element('O1'))).toBeUndefined();
});

describe('what a page shows of it', () => {
	const shown = (figure: FigureReference['figure'], of: FigureReference['of']) =>
		explained(explain(figure, of)!);

	test('links to what has a page of its own, and keeps the rest within', () => {
		const inputs = shown('delivery_progress', whole).inputs;
		expect(inputs.map(({ link, nested }) => [link?.of, nested])).toContainEqual([
			...['element:portal', null]
		]);
		const slip = shown('slippage', element('portal'));
		expect(slip.inputs.map(({ link, nested }) => [link, nested?.figure])).toEqual([
			...[
				[null, 'done_compared'],
				[null, 'planned_progress']
			]
		]);
	});

	test('gives the sums of a weighted average, which make the value', () => {
		const { sums, result } = shown('delivery_progress', element('O1'));
		expect(result).toEqual(known(expect.closeTo(sums!.products / sums!.weights, 12)));
		expect(sums?.weights).toBeCloseTo(0.4, 12);
		expect(shown('days_late', whole).sums).toBeNull();
	});

	test('is at most a hundred rows, those that weigh most, and how many more there are', () => {
		const derivation = explain('delivery_progress', element('O1'))!;
		const [row] = derivation.inputs;
		const inputs = Array.from({ length: 130 }, (_, at) => ({
			...row!,
			id: String(at),
			weight: at
		}));
		const { inputs: rows, more } = explained({ ...derivation, inputs });
		expect([rows.length, more, rows[0]?.weight, rows.at(-1)?.weight]).toEqual([100, 30, 129, 30]);
	});
});
