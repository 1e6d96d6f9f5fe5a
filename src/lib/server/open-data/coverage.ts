/** A matrix of a plan's work as a document and as a table: each cell, the empty ones too. */
import type { DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { moneyText, type MoneyTotal } from '#lib/domain/figures/money.ts';
import {
	attainmentAmong,
	doneAmong,
	moneyAmong,
	statesAmong,
	type Coverage,
	type StateCount
} from '#lib/domain/frameworks/coverage.ts';
import type { Line } from '#lib/domain/matrix/matrix.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { ElementRecord, IsoDate, KpiRecord } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import { table, valueOf, type CsvTable } from './csv.ts';
import { moneyDocument } from './plan-document.ts';
import type { MoneyDocument } from './shapes/object.ts';

interface AskedMatrix {
	view: { rows: string; columns: string };
	/** Null: the plan has not two axes. */
	matrix: Coverage | null;
}

/** Null: on no line of the axis. */
export type LineDocument = { code: string; title: string } | null;

export interface CoverageDocument {
	kind: 'coverage';
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	revision: number;
	/** Names of axes; empty where the plan has not two. */
	rows: string;
	columns: string;
	/** How many elements stand in more than one cell. */
	in_several_cells: number;
	/** How many KPIs do, as their elements lie in several. */
	kpis_in_several_cells: number;
	cells: {
		row: LineDocument;
		column: LineDocument;
		/** Codes, in the plan's order; none: the cell is empty. */
		elements: string[];
		/** 0…1; null: not known. */
		delivery_progress: number | null;
		coverage: number | null;
		partial: boolean;
		/** Those that there are, each with how many of the activities. */
		states: Partial<Record<DeliveryCountName, number>>;
		/** Codes of the KPIs of all elements that lie here, goals and objectives too. */
		kpis: string[];
		/** 0…1; null: not known. */
		attainment: number | null;
		attainment_coverage: number | null;
		attainment_partial: boolean;
		appropriation: MoneyDocument;
	}[];
}

interface Cell {
	row: Line | null;
	column: Line | null;
	elements: ElementRecord[];
	done: RolledUp;
	states: StateCount[];
	kpis: KpiRecord[];
	attainment: RolledUp;
	appropriation: MoneyTotal;
}

function cellsOf({ figures }: PlanWithFigures, matrix: Coverage | null): Cell[] {
	if (matrix === null) return [];
	const { work, measured } = matrix;
	return work.rows.flatMap(({ line: row }, at) =>
		work.columns.map(({ line: column }, across) => {
			const elements = work.cells[at]![across]!;
			const ofKpis = measured.cells[at]![across]!;
			return {
				...{ row, column, elements, done: doneAmong(elements, figures) },
				states: statesAmong(elements, figures),
				kpis: ofKpis,
				attainment: attainmentAmong(ofKpis, figures),
				appropriation: moneyAmong(elements, figures).stages.appropriation
			};
		})
	);
}

export const lineDocument = (line: Line | null): LineDocument =>
	line && { code: line.code, title: line.title };

export function coverageDocument(
	known: PlanWithFigures,
	{ view, matrix }: AskedMatrix,
	{ reading }: { reading: PlanReading }
): CoverageDocument {
	const { record, figures } = known;
	const { id, slug: code, title, demonstration, revision, currency } = record;
	return {
		...{ kind: 'coverage', plan: { kind: 'plan', id, code, title, demonstration } },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision },
		...{ rows: view.rows, columns: view.columns, in_several_cells: matrix?.work.several ?? 0 },
		kpis_in_several_cells: matrix?.measured.several ?? 0,
		cells: cellsOf(known, matrix).map(({ row, column, done, attainment, ...cell }) => ({
			...{ row: lineDocument(row), column: lineDocument(column) },
			elements: cell.elements.map((element) => element.code),
			delivery_progress: valueOf(done),
			...{ coverage: done.coverage, partial: done.partial },
			states: Object.fromEntries(cell.states.map(({ state, count }) => [state, count])),
			kpis: cell.kpis.map((kpi) => kpi.code),
			attainment: valueOf(attainment),
			attainment_coverage: attainment.coverage,
			attainment_partial: attainment.partial,
			appropriation: moneyDocument(cell.appropriation, currency)
		}))
	};
}

export const coverageTable = (known: PlanWithFigures, { matrix }: AskedMatrix): CsvTable =>
	table<Cell>(
		'coverage',
		{
			row: ({ row }) => row?.code ?? null,
			row_title: ({ row }) => row?.title ?? null,
			column: ({ column }) => column?.code ?? null,
			column_title: ({ column }) => column?.title ?? null,
			elements: ({ elements }) => elements.length,
			codes: ({ elements }) => elements.map(({ code }) => code).join('; '),
			delivery_progress: ({ done }) => valueOf(done),
			coverage: ({ done }) => done.coverage,
			partial: ({ done }) => done.partial,
			states: ({ states }) => states.map(({ state, count }) => `${state} ${count}`).join('; '),
			kpis: ({ kpis }) => kpis.map(({ code }) => code).join('; '),
			attainment: ({ attainment }) => valueOf(attainment),
			attainment_coverage: ({ attainment }) => attainment.coverage,
			attainment_partial: ({ attainment }) => attainment.partial,
			appropriation: ({ appropriation: { sum, set } }) => (set > 0 ? moneyText(sum) : null)
		},
		cellsOf(known, matrix)
	);
