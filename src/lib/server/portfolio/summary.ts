/** What one row of the portfolio shows of a plan, as it is stored: plain JSON, money as text. */
import type { Completeness } from '#lib/domain/figures/completeness.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import { moneyText, type MoneyTotal } from '#lib/domain/figures/money.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import { elementKinds, type ElementKind, type MoneyStage } from '#lib/domain/records/vocabulary.ts';

/** Raised with every change of {@link PlanSummary}, so that a row of an older shape is made anew. */
export const summaryVersion = 2;

/** `MoneyTotal` with its sum as decimal text. */
export interface StoredTotal {
	sum: string;
	set: number;
	lines: number;
}

export interface PlanSummary {
	version: number;
	/** The status date of its figures. */
	asOf: IsoDate;
	elements: Record<ElementKind, number>;
	delivery: RolledUp;
	planned: RolledUp;
	slippage: RolledUp;
	attainment: RolledUp;
	kpisMeasured: { measured: number; due: number };
	money: Record<Extract<MoneyStage, 'appropriation' | 'allotment' | 'disbursement'>, StoredTotal>;
	reporting: { reported: number; expected: number; period: string | null };
	completeness: Completeness;
	/** When it is said to end, and how late that is. */
	expectedEnd: IsoDate | null;
	daysLate: Knowable<number>;
}

function stored({ sum, set, lines }: MoneyTotal): StoredTotal {
	return { sum: moneyText(sum), set, lines };
}

/** The part of a plan's figures that its row shows. */
export function summaryOf(record: PlanRecord, figures: PlanFigures): PlanSummary {
	const { delivery, planned, slippage, attainment, money, reporting } = figures;
	const count = (kind: ElementKind) =>
		record.elements.filter((element) => element.kind === kind).length;
	return {
		version: summaryVersion,
		asOf: figures.asOf,
		elements: Object.fromEntries(elementKinds.map((kind) => [kind, count(kind)])) as Record<
			ElementKind,
			number
		>,
		delivery,
		planned,
		slippage,
		attainment,
		kpisMeasured: figures.kpisMeasured,
		money: {
			appropriation: stored(money.stages.appropriation),
			allotment: stored(money.stages.allotment),
			disbursement: stored(money.stages.disbursement)
		},
		reporting: {
			reported: reporting.reported,
			expected: reporting.expected,
			period: reporting.period?.label ?? null
		},
		completeness: figures.completeness,
		expectedEnd: figures.expectedEnd,
		daysLate: figures.daysLate
	};
}
