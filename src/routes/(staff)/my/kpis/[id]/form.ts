import {
	isRatio,
	ratioValue,
	valueAsked,
	type EnteredKpi
} from '#lib/domain/entries/measured-value.ts';
import type { MeasurementEntry } from '#lib/domain/entries/measurement-entry.ts';
import { cellField, type EnteredCell } from '#lib/domain/entries/cell-entry.ts';
import { day, note, number } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';

const entries = {
	numerator: number(),
	denominator: number(),
	measured_on: day,
	note
};

const parts = ['value', 'numerator', 'denominator'] as const;
const cellName = /^cell-(\d+(?:x\d+)?)-(value|numerator|denominator|none)$/;
/** More than any KPI has cells: what comes behind is not read. */
const mostCells = 1000;

/** The cells that something was typed of, whatever cells the KPI has, and a message for each that cannot be read. */
function readCells(values: Record<string, string>, unit: EnteredKpi['unit']) {
	const typed = Object.entries(values).filter(([, text]) => text !== '');
	const keys = typed.flatMap(([name]) => cellName.exec(name)?.[1] ?? []);
	const errors: Record<string, string> = {};
	const cells = [...new Set(keys)].slice(0, mostCells).map((key): EnteredCell => {
		const names = parts.map((part) => [cellField(key, part), part] as const);
		const schemas = names.map(([name, part]) => [
			name,
			part === 'value' ? number(valueAsked(unit)) : number()
		]);
		const read = readFields(
			Object.fromEntries(schemas) as Record<string, ReturnType<typeof number>>,
			values
		);
		Object.assign(errors, read.errors);
		const said = Object.fromEntries(names.map(([name, part]) => [part, read.output[name] ?? null]));
		const none = { value: null, numerator: null, denominator: null };
		return { key, applies: values[`cell-${key}-none`] !== 'on', ...none, ...said };
	});
	return { cells, errors };
}

/** What was typed, as an entry, and a message for each field that cannot be read. */
export function readEntry(
	values: Record<string, string>,
	unit: EnteredKpi['unit']
): {
	entry: MeasurementEntry;
	errors: Record<string, string>;
} {
	const read = readCells(values, unit);
	const fields = { value: number(valueAsked(unit)), ...entries };
	const { output, errors } = readFields(fields, values);
	const entry = {
		measuredOn: output.measured_on ?? null,
		value: output.value ?? null,
		numerator: output.numerator ?? null,
		denominator: output.denominator ?? null,
		cells: read.cells,
		note: output.note ?? null
	};
	return { entry, errors: { ...errors, ...read.errors } };
}

/** The value that a ratio's two typed numbers make, where they make one. */
export function computedValue(
	values: Record<string, string>,
	kpi: Pick<EnteredKpi, 'unit' | 'overTime' | 'overOrganisations'>
): number | null {
	const { numerator = null, denominator = null } = readFields(entries, values).output;
	if (!isRatio(kpi) || numerator === null || denominator === null || denominator <= 0) return null;
	return ratioValue(kpi, numerator, denominator);
}
