import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import type { Knowable } from '../records/known.ts';
import type { PlanRecord } from '../records/records.ts';
import { rollUpMethods } from '../records/vocabulary.ts';
import { recompute } from '../testing/recompute.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { sampleElement, sampleUpdate } from '../testing/sample-records.ts';
import type { Derivation, Quantity } from './derivation.ts';
import {
	explainedFigures,
	explainFigure,
	type FigureName,
	type FigureReference
} from './explained-figures.ts';
import {
	balances,
	balanceStages,
	balanceTotal,
	shareFigure,
	shares,
	totalFigure
} from './money.ts';
import { planFigures, type PlanFigures } from './plan-figures.ts';
import type { Summary } from './summary.ts';
import { moneyStages } from '../records/vocabulary.ts';

/** A figure's value where pages read it; left out: pages ask the explanation itself. */
type Values<Of> = Partial<Record<FigureName, (of: Of) => Knowable<Quantity> | number | null>>;

const ofSummary: Values<Summary> = {
	delivery_progress: ({ delivery }) => delivery,
	planned_progress: ({ planned }) => planned,
	done_compared: ({ doneCompared }) => doneCompared,
	slippage: ({ slippage }) => slippage,
	attainment: ({ attainment }) => attainment,
	coverage: ({ delivery }) => delivery.coverage,
	days_late: ({ daysLate }) => daysLate,
	...Object.fromEntries(
		moneyStages.map((stage) => [
			stage,
			({ money }: Summary) => totalFigure(stage, money.stages[stage])
		])
	),
	...Object.fromEntries(
		balances.map((balance) => [
			balance,
			({ money }: Summary) => totalFigure(balanceStages[balance][1], balanceTotal(money, balance))
		])
	),
	...Object.fromEntries(
		shares.map((share) => [share, ({ money }: Summary) => shareFigure(money, share)])
	)
};

const ofKpi: Values<KpiFigures> = {
	kpi_value: ({ value }) => value,
	kpi_attainment: ({ attainment }) => attainment,
	kpi_achievement: ({ periodAchievement }) => periodAchievement,
	kpi_due_value: ({ due }) => due,
	kpi_gap: ({ gap }) => gap,
	kpi_pace: ({ outlook }) => outlook.projection?.pace ?? null,
	kpi_needed_pace: ({ outlook }) => outlook.neededPace,
	kpi_projected: ({ outlook }) => outlook.projection?.value ?? null
};

function shown(figures: PlanFigures, { figure, of }: FigureReference) {
	if (of.kind === 'kpi') return ofKpi[figure]?.(figures.kpis.get(of.id)!);
	const summary = of.kind === 'plan' ? figures : figures.elements.get(of.id)!;
	return ofSummary[figure]?.(summary);
}

function everyReference({ elements, kpis }: PlanRecord): FigureReference[] {
	const owners: FigureReference['of'][] = [
		{ kind: 'plan' },
		...elements.map(({ id }) => ({ kind: 'element', id }) as const),
		...kpis.map(({ id }) => ({ kind: 'kpi', id }) as const)
	];
	return owners.flatMap((of) => explainedFigures.map(({ name: figure }) => ({ figure, of })));
}

interface Case {
	reference: FigureReference;
	derivation: Derivation;
	figures: PlanFigures;
}

function everyFigure(plan: PlanRecord, figures: PlanFigures): Case[] {
	return everyReference(plan).flatMap((reference) => {
		const derivation = explainFigure(figures.reckoned, reference);
		return derivation === undefined ? [] : [{ reference, derivation, figures }];
	});
}

function expectSame(value: Quantity | null, { result }: Derivation): void {
	if (!result.known) expect(value).toBeNull();
	else if (typeof result.value === 'bigint') expect(value).toBe(result.value);
	else expect(value).toBeCloseTo(result.value, 9);
}

/** Expects the value that pages show, with its reason where it is unknown, to be the explained one. */
function expectShown({ reference, derivation, figures }: Case): void {
	const value = shown(figures, reference);
	const { result } = derivation;
	if (value === undefined) return;
	if (value === null || typeof value === 'number') {
		expect(value).toBe(result.known ? result.value : null);
	} else {
		expect(value).toMatchObject(result);
	}
}

describe.each([
	['2026-09-30', sampleDay],
	[sampleDay, sampleDay],
	['2026-06-30', '2026-07-30'],
	['2025-06-30', sampleDay]
])('on %s as known on %s', (asOf, knownOn) => {
	const plan = demonstration();
	const cases = everyFigure(plan, planFigures(plan, { asOf, knownOn }));

	test.each(cases.map((one) => [one.reference.figure, one.derivation.of.id, one] as const))(
		'%s of %s can be computed again from its derivation, and is the one shown',
		(...[, , one]) => {
			expectSame(recompute(one.derivation), one.derivation);
			expectShown(one);
		}
	);
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

test('every figure can be computed again, whatever was reported and however it is weighed', () => {
	const percent = fc.option(fc.integer({ min: -10, max: 130 }), { nil: null });
	const weight = fc.constantFrom(null, 0, 0.5, 1, 7);
	const drawnRows = fc.array(fc.record({ percent, weight }), { minLength: 12, maxLength: 12 });
	fc.assert(
		fc.property(drawnRows, fc.constantFrom(...rollUpMethods), (rows, rollUpMethod) => {
			const elements = [...demonstration().elements, ...odd].map((element, at) => {
				const { percent: physicalPercent, weight: drawnWeight } = rows[at]!;
				const update = sampleUpdate('2026-09-30', { physicalPercent });
				const updates = physicalPercent === null ? element.updates : [update];
				return { ...element, weight: drawnWeight, updates, update: updates[0] ?? null };
			});
			const plan = demonstration({ elements, rollUpMethod });
			const figures = planFigures(plan, { asOf: sampleDay, knownOn: sampleDay });
			for (const one of everyFigure(plan, figures)) {
				expectSame(recompute(one.derivation), one.derivation);
				expectShown(one);
			}
			expect(elements).toHaveLength(12);
		}),
		{ numRuns: 30 }
	);
});
