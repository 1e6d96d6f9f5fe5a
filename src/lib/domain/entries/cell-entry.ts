/** What may be said of the parts of a KPI on a day: each by itself, and all against the total. */
import {
	disagreements,
	filledCells,
	totalOf,
	type Cells,
	type Disagreement,
	type Part,
	type Parts
} from '../kpis/agreement.ts';
import { cellGroups } from '../kpis/expected-cells.ts';
import type { CellKey } from '../records/disaggregation.ts';
import type { Problem } from './entered.ts';
import {
	boundsOfKpi,
	isRatio,
	partsProblems,
	ratioValue,
	type EnteredKpi
} from './measured-value.ts';

export interface EnteredCell extends Parts {
	key: CellKey;
	/** False: it was said that the cell does not apply; then it has no value. */
	applies: boolean;
}

interface EntryWithCells extends Parts {
	cells: readonly EnteredCell[];
}

/** The field in which a part of a cell is entered. */
export const cellField = (key: CellKey, part: Part): string => `cell-${key}-${part}`;

const parts: readonly Part[] = ['value', 'numerator', 'denominator'];
const hasValue = (cell: Parts) => parts.some((part) => cell[part] !== null);

const byKey = (cells: readonly EnteredCell[]): Cells =>
	new Map(
		cells.map(({ key, value, numerator, denominator }) => [key, { value, numerator, denominator }])
	);

/** The value that its two counts make, of a ratio; of any other KPI there are none. */
function withValue<Of extends Parts>(of: Of, kpi: EnteredKpi): Of {
	if (!isRatio(kpi)) return { ...of, numerator: null, denominator: null };
	const { numerator, denominator } = of;
	const isMade = numerator !== null && denominator !== null && denominator > 0;
	return { ...of, value: isMade ? ratioValue(kpi, numerator, denominator) : null };
}

/**
 * An entry with what follows from what was typed: cells that others come to, the total where it was
 * left empty and all cells of a dimension that adds up are there, and the values of ratios.
 */
export function completed<Of extends EntryWithCells>(entry: Of, kpi: EnteredKpi): Of {
	const { disaggregation } = kpi;
	// cells that are not this KPI's are refused as they came
	if (disaggregation === null || entry.cells.length === 0 || keyProblems(entry, kpi).length > 0)
		return withValue(entry, kpi);
	const filled = filledCells(disaggregation, byKey(entry.cells), isRatio(kpi));
	const cells = [...filled].map(([key, cell]) => {
		const typed = entry.cells.find((one) => one.key === key);
		return withValue({ key, applies: typed?.applies ?? hasValue(cell), ...cell }, kpi);
	});
	const made = hasValue(entry) ? null : totalOf(disaggregation, filled, isRatio(kpi));
	return withValue({ ...entry, ...made, cells }, kpi);
}

/** Cells that this KPI has none such of, and those that are said twice. */
function keyProblems({ cells }: EntryWithCells, { disaggregation }: EnteredKpi): Problem[] {
	const groups = disaggregation === null ? [] : cellGroups(disaggregation);
	const expected = new Set(groups.flatMap((group) => group.cells.map(({ key }) => key)));
	const seen = new Set<CellKey>();
	return cells.flatMap(({ key }): Problem[] => {
		if (!expected.has(key)) return [{ field: 'cells', problem: 'unknown_cell' }];
		if (seen.has(key)) return [{ field: 'cells', problem: 'cell_twice' }];
		seen.add(key);
		return [];
	});
}

function ownProblems(cell: EnteredCell, kpi: EnteredKpi): Problem[] {
	const at = (part: Part) => cellField(cell.key, part);
	if (cell.applies) return partsProblems(cell, kpi, at);
	if (!hasValue(cell)) return [];
	return [{ field: at(isRatio(kpi) ? 'numerator' : 'value'), problem: 'cell_not_applicable' }];
}

const disagreement = ({ part, cell, by, total, sum, incomplete }: Disagreement): Problem => ({
	field: cell === null ? part : cellField(cell, part),
	problem: 'cells_disagree',
	...{ by, total, sum, incomplete }
});

/** All that is wrong with the cells of an entry that was {@link completed}. */
export function cellProblems(entry: EntryWithCells, kpi: EnteredKpi): Problem[] {
	const unknown = keyProblems(entry, kpi);
	if (unknown.length > 0 || kpi.disaggregation === null) return unknown;
	const own = entry.cells.flatMap((cell) => ownProblems(cell, kpi));
	if (own.length > 0) return own;
	const counted = { isRatio: isRatio(kpi), neverBelow0: (boundsOfKpi(kpi).low ?? -1) >= 0 };
	return disagreements(kpi.disaggregation, entry, byKey(entry.cells), counted).map(disagreement);
}
