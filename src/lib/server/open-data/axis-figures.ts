/** The figures of a plan by the lines of an axis, as a document and as a table. */
import { moneyText } from '#lib/domain/figures/money.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { FiguresByAxis, LineRow } from '#lib/domain/frameworks/by-axis.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/records/vocabulary.ts';
import { lineDocument, type LineDocument } from './coverage.ts';
import { table, valueOf, type CsvTable } from './csv.ts';
import { moneyDocument } from './plan-document.ts';
import { reasonOf } from './tables.ts';
import type { MoneyDocument } from './shapes/object.ts';

/** Unknown is null, with the reason. */
interface RolledUpDocument {
	value: number | null;
	reason?: UnknownReason;
	/** Known ÷ applicable weight. */
	coverage: number | null;
	partial: boolean;
}

export interface LineRowDocument {
	/** Null: of what lies on no line; of the total: it is of the plan. */
	line: LineDocument;
	/** Codes of the work that counts here; with `effective_weight` of the elements in `figures` its progress can be reckoned anew. */
	elements: string[];
	/** Codes, of goals and objectives that lie here too. */
	kpis: string[];
	delivery_progress: RolledUpDocument;
	planned_progress: RolledUpDocument;
	/** Done over those that planned is reckoned over. */
	done_compared: RolledUpDocument;
	/** In percentage points, on `slippage_on`. */
	slippage: RolledUpDocument;
	attainment: RolledUpDocument;
	money: Record<MoneyStage, MoneyDocument>;
}

export interface AxisFiguresDocument {
	kind: 'axis_figures';
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	slippage_on: IsoDate | null;
	revision: number;
	/** The name of the axis; empty where the plan has none. */
	by: string;
	/** All by which it can be asked for. */
	axes: string[];
	/** How many stand in more than one row, so that rows add up to more than the total. */
	in_several_rows: { elements: number; kpis: number };
	rows: LineRowDocument[];
	/** Of the plan, each element once; null where the plan has no axis. */
	total: LineRowDocument | null;
}

interface AskedFigures {
	axis: { name: string } | null;
	axes: readonly { name: string }[];
	figures: FiguresByAxis | null;
}

const rolledUp = (figure: RolledUp): RolledUpDocument => ({
	value: valueOf(figure),
	...(!figure.known && { reason: figure.reason }),
	...{ coverage: figure.coverage, partial: figure.partial }
});

function rowDocument({ line, elements, kpis, figures }: LineRow, currency: string) {
	const document: LineRowDocument = {
		line: lineDocument(line),
		elements: elements.map(({ code }) => code),
		kpis: kpis.map(({ code }) => code),
		delivery_progress: rolledUp(figures.delivery),
		planned_progress: rolledUp(figures.planned),
		done_compared: rolledUp(figures.doneCompared),
		slippage: rolledUp(figures.slippage),
		attainment: rolledUp(figures.attainment),
		money: Object.fromEntries(
			moneyStages.map((stage) => [stage, moneyDocument(figures.money.stages[stage], currency)])
		) as LineRowDocument['money']
	};
	return document;
}

export function axisFiguresDocument(
	{ record, figures: plan }: PlanWithFigures,
	{ axis, axes, figures }: AskedFigures,
	{ reading }: { reading: PlanReading }
): AxisFiguresDocument {
	const { id, slug: code, title, demonstration, revision, currency } = record;
	return {
		...{ kind: 'axis_figures', plan: { kind: 'plan', id, code, title, demonstration } },
		...{ as_of: plan.asOf, known_on: plan.knownOn, reading },
		...{ slippage_on: plan.slippageOn, revision },
		...{ by: axis?.name ?? '', axes: axes.map(({ name }) => name) },
		in_several_rows: figures?.several ?? { elements: 0, kpis: 0 },
		rows: (figures?.rows ?? []).map((row) => rowDocument(row, currency)),
		total: figures && rowDocument(figures.total, currency)
	};
}

interface TableRow extends LineRow {
	row: 'line' | 'not_stated' | 'total';
}

const amountOf = ({ figures: { money } }: LineRow, stage: MoneyStage) => {
	const { sum, set } = money.stages[stage];
	return set > 0 ? moneyText(sum) : null;
};

/** Row by row, at the end the total. */
export function axisFiguresTable(
	{ figures: { slippageOn } }: PlanWithFigures,
	{ figures }: AskedFigures
): CsvTable {
	const rows = (figures?.rows ?? []).map((row): TableRow => ({
		...row,
		row: row.line ? 'line' : 'not_stated'
	}));
	return table<TableRow>(
		'axis_figures',
		{
			row: ({ row }) => row,
			line: ({ line }) => line?.code ?? null,
			line_title: ({ line }) => line?.title ?? null,
			elements: ({ elements }) => elements.length,
			codes: ({ elements }) => elements.map(({ code }) => code).join('; '),
			delivery_progress: ({ figures: own }) => valueOf(own.delivery),
			delivery_progress_reason: ({ figures: own }) => reasonOf(own.delivery),
			delivery_progress_coverage: ({ figures: own }) => own.delivery.coverage,
			delivery_progress_partial: ({ figures: own }) => own.delivery.partial,
			planned_progress: ({ figures: own }) => valueOf(own.planned),
			done_compared: ({ figures: own }) => valueOf(own.doneCompared),
			slippage: ({ figures: own }) => valueOf(own.slippage),
			slippage_on: () => slippageOn,
			kpis: ({ kpis }) => kpis.map(({ code }) => code).join('; '),
			attainment: ({ figures: own }) => valueOf(own.attainment),
			attainment_coverage: ({ figures: own }) => own.attainment.coverage,
			attainment_partial: ({ figures: own }) => own.attainment.partial,
			...Object.fromEntries(
				moneyStages.map((stage) => [stage, (row: TableRow) => amountOf(row, stage)])
			)
		},
		figures ? [...rows, { ...figures.total, row: 'total' }] : rows
	);
}
