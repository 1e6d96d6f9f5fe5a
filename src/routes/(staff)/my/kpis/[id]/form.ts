import {
	isRatio,
	ratioValue,
	valueAsked,
	type EnteredKpi,
	type MeasurementEntry
} from '#lib/domain/entries/measurement-entry.ts';
import { day, note, number } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';

const entries = {
	numerator: number(),
	denominator: number(),
	measured_on: day,
	note
};

/** What was typed, as an entry, and a message for each field that cannot be read. */
export function readEntry(
	values: Record<string, string>,
	unit: EnteredKpi['unit']
): {
	entry: MeasurementEntry;
	errors: Record<string, string>;
} {
	const fields = { value: number(valueAsked(unit)), ...entries };
	const { output, errors } = readFields(fields, values);
	const entry = {
		measuredOn: output.measured_on ?? null,
		value: output.value ?? null,
		numerator: output.numerator ?? null,
		denominator: output.denominator ?? null,
		note: output.note ?? null
	};
	return { entry, errors };
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
