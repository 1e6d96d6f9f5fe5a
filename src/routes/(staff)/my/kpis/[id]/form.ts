import {
	isRatio,
	measurementProblems,
	ratioValue,
	type EnteredKpi,
	type MeasurementContext,
	type MeasurementEntry
} from '#lib/domain/measurement-entry.ts';
import { readFields } from '#lib/ui/forms.ts';
import { dayField, noteField, numberField } from '../../fields.ts';
import { errorsOf } from '../../problem-words.ts';

const entries = {
	value: numberField,
	numerator: numberField,
	denominator: numberField,
	measured_on: dayField,
	note: noteField
};

/** What was typed, as an entry, and everything that is wrong with it. */
export function readEntry(
	values: Record<string, string>,
	context: MeasurementContext,
	currency: string
): { entry: MeasurementEntry; errors: Record<string, string> } {
	const { output, errors } = readFields(entries, values);
	const entry: MeasurementEntry = {
		measuredOn: output.measured_on ?? null,
		value: output.value ?? null,
		numerator: output.numerator ?? null,
		denominator: output.denominator ?? null,
		note: output.note ?? null
	};
	const broken = errorsOf(measurementProblems(entry, context), currency);
	return { entry, errors: { ...broken, ...errors } };
}

/** The value that a ratio's two typed numbers make, where they make one. */
export function computedValue(values: Record<string, string>, kpi: EnteredKpi): number | null {
	const { numerator = null, denominator = null } = readFields(entries, values).output;
	if (!isRatio(kpi) || numerator === null || denominator === null || denominator <= 0) return null;
	return ratioValue(kpi, numerator, denominator);
}
