import { m } from '#lib/paraglide/messages.js';
import { cellField } from '#lib/domain/entries/cell-entry.ts';
import { partsAdded, type Part } from '#lib/domain/kpis/agreement.ts';
import type { CellGroup } from '#lib/domain/kpis/expected-cells.ts';
import type { CellRecord } from '#lib/domain/records/disaggregation.ts';
import {
	compared,
	sayDay,
	sayNumber,
	type Compared,
	type ComparedField
} from '#lib/ui/forms/compared.ts';
import { labels } from './labels.ts';

interface Stored {
	value: string;
	numerator: string | null;
	denominator: string | null;
	measuredOn: string;
	note: string | null;
}

/** How the KPI is entered, and what was stored of its parts. */
interface Asked {
	ratio: boolean;
	parts: readonly CellGroup[];
	cells: readonly CellRecord[];
}

const valueText = (cell: CellRecord | undefined, of: Part): string | null => {
	if (cell === undefined) return null;
	return cell.value === null ? m.report_cell_none() : String(cell[of]);
};

/** The parts of which both or one of the two said something. */
function cellFields(
	parts: readonly CellGroup[],
	cells: readonly CellRecord[],
	typed: Record<string, string>,
	ratio: boolean
): ComparedField[] {
	const stored = new Map(cells.map((cell) => [cell.key, cell]));
	const fields = parts.flatMap((group) =>
		group.cells.flatMap((cell) =>
			partsAdded(ratio).map((part) => ({
				label: labels([group])[cellField(cell.key, part)] ?? '',
				theirs: valueText(stored.get(cell.key), part),
				yours:
					typed[`cell-${cell.key}-none`] === 'on'
						? m.report_cell_none()
						: typed[cellField(cell.key, part)],
				say: sayNumber
			}))
		)
	);
	return fields.filter(({ theirs, yours }) => Boolean(theirs) || Boolean(yours));
}

/** A measurement that somebody stored, beside the one that was typed. */
export function versions(
	stored: Stored,
	typed: Record<string, string>,
	{ ratio, parts, cells }: Asked
): Compared[] {
	const numbers = ratio
		? [
				{ label: m.report_numerator(), theirs: stored.numerator, yours: typed.numerator },
				{ label: m.report_denominator(), theirs: stored.denominator, yours: typed.denominator }
			]
		: [{ label: m.report_value(), theirs: stored.value, yours: typed.value }];
	return compared([
		...numbers.map((field) => ({ ...field, say: sayNumber })),
		...cellFields(parts, cells, typed, ratio),
		{
			label: m.report_measured_on(),
			theirs: stored.measuredOn,
			yours: typed.measured_on,
			say: sayDay
		},
		{ label: m.report_note(), theirs: stored.note, yours: typed.note }
	]);
}
