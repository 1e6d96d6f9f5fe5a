import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainFigure, type FigureReference } from './derivations.ts';
import { figureNames, type Derivation } from './explain.ts';
import { planFigures, type PlanFigures } from '../figures/figures.ts';
import { known, unknown } from '../records/known.ts';
import { recompute } from './recompute.ts';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import {
	sampleElement,
	sampleKpi,
	sampleLine,
	sampleMeasurement,
	sampleUpdate,
	samplePercent
} from '../testing/sample-records.ts';
import { rollUpMethods } from '../records/vocabulary.ts';

const plan = demonstration();
const figures = planFigures(plan, sampleDay);

function everyReference({ elements, kpis }: PlanRecord): FigureReference[] {
	const owners: FigureReference['of'][] = [
		{ kind: 'plan' },
		...elements.map(({ id }) => ({ kind: 'element', id }) as const),
		...kpis.map(({ id }) => ({ kind: 'kpi', id }) as const)
	];
	return owners.flatMap((of) => figureNames.map((figure) => ({ figure, of })));
}

function expectRecomputed(derivation: Derivation): void {
	const value = recompute(derivation);
	const { result } = derivation;
	if (!result.known) expect(value).toBeNull();
	else if (typeof result.value === 'bigint') expect(value).toBe(result.value);
	else expect(value).toBeCloseTo(result.value, 9);
}

function explained(of: PlanRecord, from: PlanFigures): Derivation[] {
	return everyReference(of).flatMap((reference) => explainFigure(of, from, reference) ?? []);
}

describe.each(
	explained(plan, figures).map(
		(derivation) => [derivation.figure, derivation.of.id, derivation] as const
	)
)('%s of %s', (_figure, _id, derivation) => {
	test('can be computed again from its derivation', () => {
		expectRecomputed(derivation);
	});
});

/** An objective with nothing beneath it, and work that fell silent before its end. */
const odd = [
	sampleElement('E', 'objective', { parentId: 'G1' }),
	sampleElement('S', 'activity', {
		parentId: 'O1',
		plannedStart: '2024-01-01',
		plannedEnd: '2025-06-30',
		update: sampleUpdate('2025-03-31', { physicalPercent: 40 })
	})
];

test('every figure can be computed again, whatever was reported and however it is weighted', () => {
	const percent = fc.option(fc.integer({ min: -10, max: 130 }), { nil: null });
	const method = fc.constantFrom(...rollUpMethods);
	fc.assert(
		fc.property(
			fc.array(percent, { minLength: 12, maxLength: 12 }),
			method,
			(percents, rollUpMethod) => {
				const elements = [...plan.elements, ...odd].map((element, i) => {
					const physicalPercent = percents[i] ?? null;
					const update = sampleUpdate('2026-09-30', { physicalPercent });
					return { ...element, update: physicalPercent === null ? element.update : update };
				});
				const drawn = demonstration({ elements, rollUpMethod });
				for (const derivation of explained(drawn, planFigures(drawn, sampleDay)))
					expectRecomputed(derivation);
				expect(elements).toHaveLength(12);
			}
		),
		{ numRuns: 30 }
	);
});

test('a derivation names its parts, their weights, and why one is missing or excluded', () => {
	const derivation = explainFigure(plan, figures, {
		figure: 'delivery_progress',
		of: { kind: 'element', id: 'O1' }
	});
	expect(derivation).toMatchObject({
		rule: 'weighted_share',
		coverage: 0.75,
		result: { value: expect.closeTo(0.4) }
	});
	expect(derivation?.inputs).toMatchObject([
		{
			id: 'portal',
			weight: 3,
			raw: 0.4,
			state: { state: 'known' },
			derivation: { rule: 'reported_percent' }
		},
		{ id: 'network', weight: 1, raw: null, state: { state: 'missing', reason: 'not_reported' } },
		{ id: 'later', weight: 0, state: { state: 'excluded', reason: 'not_due' } },
		{ id: 'dropped', weight: 0, state: { state: 'excluded', reason: 'cancelled' } }
	]);
});

test('a derivation goes down to the report', () => {
	const derivation = explainFigure(plan, figures, {
		figure: 'delivery_progress',
		of: { kind: 'element', id: 'portal' }
	});
	expect(derivation?.inputs).toMatchObject([
		{ kind: 'update', raw: 40, on: '2026-09-30', sourceId: 'update of 2026-09-30' }
	]);
});

test('what was spent of an allotment is their ratio', () => {
	const derivation = explainFigure(plan, figures, {
		figure: 'spent_of_allotment',
		of: { kind: 'plan' }
	});
	expect(derivation).toMatchObject({ rule: 'ratio', unit: 'share' });
	expect(derivation?.inputs.map(({ kind }) => kind)).toEqual(['disbursement', 'allotment']);
});

test('what no ministry reported is missing as not reported, what the plan leaves out as not set', () => {
	const lines = [sampleLine('l', 'portal', { appropriation: 100n })];
	const drawn = demonstration({ budgetLines: lines });
	const reasonOf = (figure: FigureReference['figure']) =>
		explainFigure(drawn, planFigures(drawn, sampleDay), { figure, of: { kind: 'plan' } })?.result;
	expect(reasonOf('allotment')).toEqual(unknown('not_set'));
	expect(reasonOf('disbursement')).toEqual(unknown('not_reported'));
	expect(reasonOf('unpaid')).toEqual(unknown('not_reported'));
	expect(reasonOf('spent_of_allotment')).toEqual(unknown('not_set'));
});

test('an office is shown in the state of its report, a draft as if nothing had come', () => {
	const report = { periodId: '2026 Q3', since: '2026-11-04', reason: null };
	const drawn = demonstration({
		reports: [
			{ ...report, organisationId: 'OCM', acronym: 'OCM', state: 'returned' },
			{ ...report, organisationId: 'MPW', acronym: 'MPW', state: 'draft' }
		]
	});
	const derivation = explainFigure(drawn, planFigures(drawn, sampleDay), {
		figure: 'organisations_reported',
		of: { kind: 'plan' }
	});
	expect(derivation?.inputs).toContainEqual(
		expect.objectContaining({ code: 'OCM', reporting: 'returned', raw: 1, on: '2026-11-04' })
	);
	expect(derivation?.inputs).toContainEqual(
		expect.objectContaining({ code: 'MPW', reporting: 'not_submitted', raw: 0, on: null })
	);
});

test('a ratio counts the last measurement of each period, with its numerator', () => {
	const counts = (on: string, numerator: number, organisationId: string | null) =>
		sampleMeasurement(on, 0, { id: on, organisationId, numerator, denominator: 46 });
	const measurements = [counts('2026-09-30', 20, null), counts('2026-11-20', 0, 'MILG')];
	const kpis = [
		sampleKpi('cms', { unit: samplePercent, overOrganisations: 'ratio', measurements })
	];
	const drawn = demonstration({ kpis });
	const derivation = explainFigure(drawn, planFigures(drawn, sampleDay), {
		figure: 'kpi_value',
		of: { kind: 'kpi', id: 'cms' }
	});
	expect(derivation?.result).toEqual(known(0));
	expect(derivation?.inputs).toMatchObject([
		{ id: '2026-11-20', raw: 0, weight: 46 },
		{ kind: 'unit_scale' }
	]);
});

test('what does not exist has no derivation', () => {
	const ask = (figure: FigureReference['figure'], of: FigureReference['of']) =>
		explainFigure(plan, figures, { figure, of });
	expect(ask('slippage', { kind: 'element', id: 'nowhere' })).toBeUndefined();
	expect(ask('slippage', { kind: 'kpi', id: 'sites' })).toBeUndefined();
	expect(ask('kpi_value', { kind: 'plan' })).toBeUndefined();
	expect(ask('organisations_reported', { kind: 'element', id: 'O1' })).toBeUndefined();
	expect(ask('forecast_end', { kind: 'plan' })).toBeUndefined();
});
