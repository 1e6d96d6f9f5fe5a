/** From the sheets of a workbook, each with its map, to all that it states of a plan. */
import type { IsoDate } from '../records/records.ts';
import { filledSize, isFilled, wordsOf, type Sheet } from './cells.ts';
import { elementOf, type Above, type Statements } from './read-elements.ts';
import {
	readEmptyLine,
	readFund,
	readKpi,
	readKpiParts,
	readLines,
	readMilestone,
	readTargets,
	readTotal,
	type Parts
} from './read-parts.ts';
import { readWork, type Work } from './read-work.ts';
import { readRow, wordsIn, type Row } from './read-row.ts';
import type { SheetMap } from './roles.ts';
import type { ElementRef, Wanted } from './wanted.ts';

export interface MappedSheet {
	sheet: Sheet;
	map: SheetMap;
}

/** What of the plan decides how cells are read. */
export interface ReadingPlan {
	currency: string;
	periodEnd: IsoDate | null;
}

type All = Statements & Parts & Work;

/** So many rows of a workbook are read at once. */
export const mostRows = 2_000;

/** Roles by which a sheet names elements row by row. */
const naming = /^(goal|objective|activity)\.|^element\.title$/;

/** A row that goes on about the element above it, since it names a part of its own. */
function continued(row: Row, last: ElementRef | null): ElementRef | null {
	const names = ['kpi.title', 'kpi.code', 'milestone.title', 'line.fund'] as const;
	return names.some((role) => wordsIn(row, role) !== null) ? last : null;
}

function readSheet({ sheet, map }: MappedSheet, plan: ReadingPlan, all: All): number {
	const [above, begin]: [Above, number] = [{}, map.header.row + map.header.rows];
	let [last, formulas]: [ElementRef | null, number] = [null, 0];
	const names = Object.values(map.columns).some(({ role }) => naming.test(role));
	for (let number = begin; number < filledSize(sheet).rows; number += 1) {
		if (!sheet.rows[number]?.some(isFilled)) continue;
		const row = readRow(sheet, number, map, plan.currency);
		formulas += row.formulas;
		all.refusals.push(...row.refusals);
		if (row.values.size === 0) continue;
		const own = elementOf(row, map, above, all);
		const element = own ?? continued(row, last);
		if (own) last = own;
		readParts(row, element, map, plan, all);
		const isOfNothing = names && element === null && row.refusals.length === 0;
		if (isOfNothing) refuseRow(sheet, row, all);
	}
	return formulas;
}

function readParts(
	row: Row,
	element: ElementRef | null,
	map: SheetMap,
	plan: ReadingPlan,
	all: All
) {
	readFund(row, all);
	if (element) readMilestone(row, element, all);
	const kpi = readKpi(row, element, map, all);
	if (kpi) readTargets(row, kpi, plan.periodEnd, all);
	if (kpi) readKpiParts(row, kpi, all);
	readEmptyLine(row, element, all);
	if (element) readLines(row, element, map, all);
	readTotal(row, element, all);
	readWork(row, element, all);
}

/** A row with figures and no element, such as a total, is said to be left out. */
function refuseRow(sheet: Sheet, { row, values }: Row, { refusals }: Statements): void {
	const [value] = [...values.values()].flat();
	const isRefused = refusals.some(({ at }) => at.sheet === sheet.name && at.row === row);
	if (!value || isRefused) return;
	refusals.push({
		at: value.at,
		text: value.text,
		why: { problem: 'row_of_nothing' },
		field: null
	});
}

/** What all sheets state. Too many rows are refused before any is read. */
export function readWorkbook(sheets: readonly MappedSheet[], plan: ReadingPlan): Wanted {
	for (const { sheet } of sheets) {
		const { rows } = filledSize(sheet);
		if (rows <= mostRows + 10) continue;
		const at = { sheet: sheet.name, row: mostRows, column: 0 };
		const text = wordsOf(sheet.rows[mostRows]?.[0]);
		const why = {
			problem: 'too_many_rows',
			most: mostRows,
			name: String(sheet.total ?? rows)
		} as const;
		return { records: [], refusals: [{ at, text, why, field: null }], formulas: 0 };
	}
	const all: All = {
		elements: new Map(),
		funds: new Map(),
		milestones: [],
		kpis: new Map(),
		targets: new Map(),
		lines: new Map(),
		totals: [],
		parts: [],
		crosses: [],
		work: [],
		handOvers: [],
		refusals: []
	};
	const formulas = sheets.reduce((sum, one) => sum + readSheet(one, plan, all), 0);
	const records = [
		...all.funds.values(),
		...all.elements.values(),
		...all.milestones,
		...all.kpis.values(),
		...all.targets.values(),
		...all.parts,
		...all.crosses,
		...all.lines.values(),
		...all.totals,
		...all.work,
		...all.handOvers
	];
	return { records, refusals: all.refusals, formulas };
}
