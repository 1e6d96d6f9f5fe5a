/** What the page of a plan's coverage matrix shows, from its rows and figures. */
import { countedAs } from '#lib/domain/figures/delivery-counts.ts';
import { totalFigure } from '#lib/domain/figures/money.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { coveredElements, doneAmong, moneyAmong } from '#lib/domain/frameworks/coverage.ts';
import { emptyCells, type Line, type Matrix, type Rank } from '#lib/domain/matrix/matrix.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { ElementRecord, Money } from '#lib/domain/records/records.ts';
import { nameOf } from './outline.ts';

/** What stands in the cells: how many there are, how much of it is done, what is appropriated for it. */
export const coverageShown = ['elements', 'progress', 'money'] as const;
export type CoverageShown = (typeof coverageShown)[number];

export interface CoverageView {
	/** Names of axes. */
	rows: string;
	columns: string;
	show: CoverageShown;
	/** The codes of a cell's lines, empty for what lies on none; null: no cell is asked for. */
	row: string | null;
	column: string | null;
}

/** What an address says of a view. */
export const parametersOf = ({ rows, columns, show, row, column }: CoverageView) => ({
	...{ rows, columns },
	...(show !== 'elements' && { show }),
	...(row !== null && column !== null && { row, column })
});

/** What is known of the elements of a cell, a row or a column. */
export interface CoverageCell {
	count: number;
	/** Only where it is shown. */
	done: RolledUp | null;
	appropriation: Knowable<Money> | null;
}

export interface CoverageRank {
	/** Of its line; empty: of what lies on none. */
	id: string;
	line: Line | null;
	all: CoverageCell;
}

const rankOf = <Item>(
	{ line, items }: Rank<Item>,
	cellOf: (items: Item[]) => CoverageCell
): CoverageRank => ({ id: line?.id ?? '', line, all: cellOf(items) });

/** The matrix as its page shows it. */
export function coveragePage(
	matrix: Matrix<ElementRecord>,
	figures: PlanFigures,
	{ rows, columns, show }: CoverageView
) {
	const hasGaps = rows !== 'organisation' && columns !== 'organisation';
	const cellOf = (items: ElementRecord[]): CoverageCell => ({
		count: items.length,
		done: show === 'progress' ? doneAmong(items, figures) : null,
		appropriation:
			show === 'money'
				? totalFigure('appropriation', moneyAmong(items, figures).stages.appropriation)
				: null
	});
	return {
		rows: matrix.rows.map((row) => rankOf(row, cellOf)),
		columns: matrix.columns.map((column) => rankOf(column, cellOf)),
		cells: matrix.cells.map((row) => row.map(cellOf)),
		of: coveredElements(figures).length,
		several: matrix.several,
		/** By code; null: one axis is that of organisations, of which none has to work on everything. */
		gaps: hasGaps
			? emptyCells(matrix).map(([row, column]): [string, string] => [row.code, column.code])
			: null
	};
}

/** The elements of a cell that was opened. */
export const elementsOfCell = (elements: readonly ElementRecord[], figures: PlanFigures) =>
	elements.map((element) => {
		const figure = figures.elements.get(element.id)!;
		return {
			...nameOf(element),
			leads: element.owners.flatMap(({ role, acronym }) => (role === 'lead' ? [acronym] : [])),
			state: element.kind === 'activity' ? countedAs(element, figure) : null,
			delivery: figure.delivery
		};
	});
