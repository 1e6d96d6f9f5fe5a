import { describe, expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { sampleFramework, tagOf } from '../testing/sample-framework.ts';
import { sampleElement, sampleLine, samplePlan, sampleUpdate } from '../testing/sample-records.ts';
import { axesOf } from './axes.ts';
import { figuresByAxis, type AxisIn, type FiguresByAxis } from './by-axis.ts';

const relations = sampleFramework('relations', { relations: ['G2G', 'G2C', 'G2B'] });
const figuresOf = (plan: PlanRecord) =>
	planFigures(plan, { asOf: '2026-09-30', knownOn: sampleDay });
const axis =
	(name: string, of = relations): AxisIn =>
	(tree) =>
		axesOf(tree, [of]).find((one) => one.name === name);
function by(name: string, plan: PlanRecord, of = relations) {
	const figures = figuresOf(plan);
	const found = figuresByAxis(figures, axis(name, of))!;
	return { figures, found };
}
const withTerms = (plan: PlanRecord, terms: Record<string, string[]>): PlanRecord => ({
	...plan,
	elements: plan.elements.map((one) => ({ ...one, terms: (terms[one.id] ?? []).map(tagOf) }))
});
const shown = ({ rows }: FiguresByAxis) =>
	rows.map(({ line, elements }) => [line?.code ?? 'none', elements.map(({ id }) => id).join(' ')]);
const sum = (rows: FiguresByAxis['rows'], of: (row: FiguresByAxis['rows'][number]) => bigint) =>
	rows.reduce((all, row) => all + of(row), 0n);

/** Four activities of equal weight, a quarter of the plan each: 80 %, 40 %, 20 % and never reported. */
const four = () =>
	samplePlan({
		elements: [
			sampleElement('G1', 'goal', { terms: [tagOf('G2G')] }),
			...([80, 40, 20, null] as const).map((percent, at) =>
				sampleElement(`a${at + 1}`, 'activity', {
					parentId: 'G1',
					plannedStart: '2026-01-01',
					plannedEnd: '2026-12-31',
					...(percent !== null && {
						update: sampleUpdate('2026-09-30', { physicalPercent: percent })
					})
				})
			)
		],
		budgetLines: [
			sampleLine('l1', 'a1', { appropriation: 100n }),
			sampleLine('l2', 'a2', { appropriation: 10n }),
			sampleLine('l3', 'a3', { appropriation: 1n })
		]
	});

describe('by terms', () => {
	const terms = { G1: ['G2G'], a1: ['G2G', 'G2C'], a2: ['G2C'] };
	const { figures, found } = by('relations', withTerms(four(), terms));
	const valueOf = (code: string | null) => {
		const row = found.rows.find(({ line }) => (line?.code ?? null) === code)!;
		const { delivery, money } = row.figures;
		return [
			delivery.known ? Math.round(delivery.value * 1000) / 1000 : delivery.reason,
			delivery.coverage,
			money.stages.appropriation.sum
		];
	};

	test('what has two counts in both rows and once in the total, what has none under those above', () => {
		expect(shown(found)).toEqual([
			['G2G', 'a1 a3 a4'],
			['G2C', 'a1 a2'],
			['G2B', '']
		]);
		expect(found.several).toEqual({ elements: 1, kpis: 0 });
		expect(found.total.elements.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'a4']);
	});

	test('a row is the weighted share of its own work, with its own coverage and money', () => {
		// 80 and 20 of which a third is silent; 80 and 40
		expect(valueOf('G2G')).toEqual([0.5, 2 / 3, 101n]);
		expect(valueOf('G2C')).toEqual([0.6, 1, 110n]);
		expect(valueOf('G2B')).toEqual(['nothing_applicable', null, 0n]);
		expect(found.total.figures.delivery).toEqual(figures.delivery);
		expect(figures.delivery).toMatchObject({ value: (0.8 + 0.4 + 0.2) / 3, coverage: 0.75 });
	});

	test('rows add up to more than the total by what stands in two of them', () => {
		const appropriated = (row: FiguresByAxis['total']) =>
			row.figures.money.stages.appropriation.sum;
		expect(appropriated(found.total)).toBe(111n);
		expect(sum(found.rows, appropriated)).toBe(111n + 100n);
	});

	test('slippage is that of the row’s own work', () => {
		const [row] = found.rows;
		const { slippage, planned } = row!.figures;
		// without periods planned and done are compared on the status date
		expect(slippage.known && planned.known && slippage.value).toBeCloseTo(
			100 * (0.5 - (planned.known ? planned.value : 0))
		);
	});
});

describe('by goals', () => {
	const { figures, found } = by('goal', demonstration());

	test('each goal has its own figures, and what serves two counts under its own alone', () => {
		expect(shown(found)).toEqual([
			['G1', 'portal network later centre policy'],
			['G3', '']
		]);
		for (const { line, figures: own } of found.rows) {
			const goal = figures.elements.get(line!.id)!;
			expect(own.delivery).toEqual(goal.delivery);
			expect(own.slippage).toEqual(goal.slippage);
			expect(own.money).toEqual(goal.money);
		}
		expect(found.rows[1]!.figures.delivery).toMatchObject({ reason: 'shares_elements' });
		expect(found.several).toEqual({ elements: 0, kpis: 0 });
		expect(found.servesAlso).toBe(1);
	});

	test('a term of the same id as a goal takes none of its figures', () => {
		const [only] = sampleFramework('relations', { relations: ['G2G'] }).axes;
		const terms = [{ ...only!.terms[0]!, id: 'G1' }];
		const alike = { ...relations, axes: [{ ...only!, terms }] };
		const plan = demonstration();
		const tagged = {
			...plan,
			elements: plan.elements.map((one) => ({
				...one,
				terms: one.id === 'portal' ? [{ id: 'G1', code: 'G2G' }] : []
			}))
		};
		const { found } = by('relations', tagged, alike);
		expect(found.rows[0]!.figures.delivery).toMatchObject({ known: true, value: 0.4 });
	});
});

describe('by organisations', () => {
	const plan = demonstration();
	const { found } = by('organisation', plan);

	test('each has the work and the money of what it leads; KPIs of nobody stand at the end', () => {
		expect(shown(found)).toEqual([
			['BICTO', 'portal'],
			['ICO', 'centre'],
			['MOST', 'later'],
			['MPW', 'network'],
			['OCM', 'policy'],
			['none', '']
		]);
		expect(found.rows.at(-1)!.kpis).toHaveLength(plan.kpis.length);
		expect(found.rows[0]!.figures.money.stages.allotment.sum).toBe(40_00n);
	});

	test('all rows and the total are over the same money', () => {
		for (const stage of ['appropriation', 'allotment', 'obligation', 'disbursement'] as const) {
			const of = (row: FiguresByAxis['total']) => row.figures.money.stages[stage].sum;
			expect(sum(found.rows, of)).toBe(of(found.total));
		}
	});
});

test('slippage is of the plan of the day on which it is reckoned, by the terms of that day', () => {
	const before = withTerms(demonstration(), { portal: ['G2G'] });
	const since = withTerms(demonstration(), { portal: ['G2C'] });
	const stretches = [
		{ from: '-infinity', plan: before },
		{ from: '2026-10-15', plan: since }
	];
	const plan = { ...since, stretches };
	const figures = planFigures(plan, { asOf: '2026-11-15', knownOn: sampleDay });
	expect(figures.slippageOn).toBe('2026-09-30');
	const { rows } = figuresByAxis(figures, axis('relations'))!;
	const { slippage } = figures.elements.get('portal')!;
	const [g2g, g2c] = rows.map((row) => row.figures);
	expect(g2g!.delivery).toMatchObject({ reason: 'nothing_applicable' });
	expect(g2g!.slippage.known && g2g!.slippage.value).toBeCloseTo(
		slippage.known ? slippage.value : 0
	);
	expect(g2c!.delivery).toMatchObject({ value: 0.4 });
	expect(g2c!.slippage).toMatchObject({ reason: 'nothing_applicable' });
});

test('an axis on which nothing lies has no figures', () => {
	expect(figuresByAxis(figuresOf(demonstration()), () => undefined)).toBeUndefined();
});
