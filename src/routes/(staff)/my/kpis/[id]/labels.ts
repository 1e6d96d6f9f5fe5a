import type { CellGroup } from '#lib/domain/kpis/expected-cells.ts';
import { cellField } from '#lib/domain/entries/cell-entry.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a cell is called: by the names of its terms. */
export const cellLabel = ({ terms }: CellGroup['cells'][number]): string =>
	terms.map(({ name }) => name).join(' × ');

const cellLabels = (cell: CellGroup['cells'][number]) => [
	[cellField(cell.key, 'value'), cellLabel(cell)],
	[cellField(cell.key, 'numerator'), m.report_cell_numerator({ cell: cellLabel(cell) })],
	[cellField(cell.key, 'denominator'), m.report_cell_denominator({ cell: cellLabel(cell) })]
];

/** What the fields of the form are called, by their names. */
export const labels = (parts: readonly CellGroup[]): Record<string, string> => ({
	numerator: m.report_numerator(),
	denominator: m.report_denominator(),
	value: m.report_value(),
	measured_on: m.report_measured_on(),
	note: m.report_note(),
	...(Object.fromEntries(parts.flatMap(({ cells }) => cells.flatMap(cellLabels))) as Record<
		string,
		string
	>)
});
