/** What the page of a plan's coverage matrix shows, from its rows and figures. */
import { countedAs } from '#lib/domain/figures/delivery-counts.ts';
import { totalFigure } from '#lib/domain/figures/money.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import {
	attainmentAmong,
	coveredElements,
	doneAmong,
	moneyAmong,
	statesAmong,
	type Coverage,
	type StateCount
} from '#lib/domain/frameworks/coverage.ts';
import { axisName, frameworkTitle, type Framework } from '#lib/domain/frameworks/framework.ts';
import { emptyCells, type Line } from '#lib/domain/matrix/matrix.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { ElementRecord, KpiRecord, Money } from '#lib/domain/records/records.ts';
import { nameOf } from './outline.ts';

/**
 * What stands in the cells: how many there are, in which states, how much of it is done, how far its KPIs
 * moved, what is appropriated for it.
 */
export const coverageShown = ['elements', 'state', 'progress', 'attainment', 'money'] as const;
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
	/** What of it is shown. */
	shown:
		| { as: 'elements' }
		/** Those that there are, each with how many; none of a plan that lists no activities. */
		| { as: 'state'; states: StateCount[] }
		| { as: 'progress'; figure: RolledUp }
		| { as: 'attainment'; figure: RolledUp; kpis: number }
		| { as: 'money'; appropriation: Knowable<Money> };
}

export interface CoverageRank {
	/** Of its line; empty: of what lies on none. */
	id: string;
	line: Line | null;
	all: CoverageCell;
}

/** What lies in a cell, a row or a column. */
interface Within {
	work: readonly ElementRecord[];
	measured: readonly KpiRecord[];
}

function shownOf({ work, measured }: Within, figures: PlanFigures, as: CoverageShown) {
	switch (as) {
		case 'elements':
			return { as };
		case 'state':
			return { as, states: statesAmong(work, figures) };
		case 'progress':
			return { as, figure: doneAmong(work, figures) };
		case 'attainment':
			return { as, figure: attainmentAmong(measured, figures), kpis: measured.length };
		case 'money': {
			const { appropriation } = moneyAmong(work, figures).stages;
			return { as, appropriation: totalFigure('appropriation', appropriation) };
		}
	}
}

/** A cell with nothing in it at all. */
export const isEmpty = ({ count, shown }: CoverageCell): boolean =>
	count === 0 && !(shown.as === 'attainment' && shown.kpis > 0);

/** The matrix as its page shows it. */
export function coveragePage(
	{ work, measured }: Coverage,
	figures: PlanFigures,
	{ rows, columns, show }: CoverageView
) {
	const hasGaps = rows !== 'organisation' && columns !== 'organisation';
	const cellOf = (within: Within): CoverageCell => ({
		count: within.work.length,
		shown: shownOf(within, figures, show)
	});
	const ranksOf = (of: 'rows' | 'columns') =>
		work[of].map(({ line, items }, at): CoverageRank => {
			const within = { work: items, measured: measured[of][at]!.items };
			return { id: line?.id ?? '', line, all: cellOf(within) };
		});
	return {
		rows: ranksOf('rows'),
		columns: ranksOf('columns'),
		cells: work.cells.map((row, at) =>
			row.map((items, across) => cellOf({ work: items, measured: measured.cells[at]![across]! }))
		),
		of: coveredElements(figures).length,
		several: work.several,
		/** How many KPIs stand in more than one cell. */
		kpisInSeveral: measured.several,
		/** Null: one axis is that of organisations, of which none has to work on everything. */
		gaps: hasGaps ? emptyCells(work) : null
	};
}

export type CoverageMatrixShown = ReturnType<typeof coveragePage>;

/** Whether nothing lies in a cell in which something should; what is beyond the cells is none. */
export const isGap = (
	{ gaps, rows, columns, cells }: CoverageMatrixShown,
	at: number,
	across: number
) =>
	gaps !== null &&
	cells[at]?.[across]?.count === 0 &&
	rows[at]!.line !== null &&
	columns[across]!.line !== null;

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

/** The KPIs of a cell that was opened. */
export const kpisOfCell = (measured: readonly KpiRecord[], figures: PlanFigures) => {
	const codes = new Map(figures.reckoned.tree.elements.map(({ id, code }) => [id, code]));
	return measured.map(({ id, code, title, elementId }) => {
		const { attainment, measuredOn } = figures.kpis.get(id)!;
		return { code, title, element: codes.get(elementId)!, attainment, measuredOn };
	});
};

/** What the lines of an axis of a framework mean. */
export interface AxisMeaning {
	title: string;
	language: string;
	definition: string | null;
	terms: { code: string; title: string; definition: string | null }[];
	/** Where that comes from; null: it is not told to everybody. */
	framework: { slug: string; title: string } | null;
}

const mostDefined = 20;

/** Of the axes of a view, where one of them says what its lines mean and both are short enough for the page. */
export function axisMeanings(
	frameworks: readonly Framework[],
	{ rows, columns }: CoverageView
): AxisMeaning[] {
	const all = frameworks.flatMap((of) => of.axes.map((axis) => ({ of, axis })));
	const shown = [rows, columns].flatMap((name) =>
		all.filter(({ of, axis }) => axisName(of, axis) === name)
	);
	const isSaid = shown.some(({ axis }) => axis.terms.some(({ definition }) => definition !== null));
	if (!isSaid || shown.some(({ axis }) => axis.terms.length > mostDefined)) return [];
	return shown.map(({ of, axis }) => ({
		...{ title: axis.title, language: of.language, definition: axis.definition },
		terms: axis.terms.map(({ code, title, definition }) => ({ code, title, definition })),
		framework: of.declared ? { slug: of.slug, title: frameworkTitle(of) } : null
	}));
}
