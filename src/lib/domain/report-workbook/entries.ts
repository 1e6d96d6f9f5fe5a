/** What the rows of a workbook say, as the entries that forms make. */
import type { ActivityEntry } from '../entries/activity-entry.ts';
import { cellField, type EnteredCell } from '../entries/cell-entry.ts';
import type { MeasurementEntry } from '../entries/measurement-entry.ts';
import type { LineEntry } from '../entries/spending-entry.ts';
import { parseMoney } from '../figures/money.ts';
import type { Part } from '../kpis/agreement.ts';
import type { IsoDate } from '../records/records.ts';
import { notApplicable, type Values } from './items.ts';

const parts: readonly Part[] = ['value', 'numerator', 'denominator'];

const textIn = (values: Values, field: string): string | null => values[field] || null;
const dayIn = (values: Values, field: string): IsoDate | null => textIn(values, field);

function numberIn(values: Values, field: string): number | null {
	const text = textIn(values, field);
	return text === null || text === notApplicable ? null : Number(text);
}

/** A key of a vocabulary: whoever read the cell chose it from there. */
const keyIn = <Key extends string>(values: Values, field: string): Key | null =>
	textIn(values, field) as Key | null;

/** The ids within the names of fields. */
const idsIn = (values: Values, pattern: RegExp): string[] => [
	...new Set(Object.keys(values).flatMap((name) => pattern.exec(name)?.[1] ?? []))
];

export function activityEntry(values: Values): ActivityEntry {
	return {
		delivery: keyIn(values, 'delivery'),
		percent: numberIn(values, 'percent'),
		asOf: dayIn(values, 'as_of'),
		actualStart: dayIn(values, 'actual_start'),
		actualEnd: dayIn(values, 'actual_end'),
		slippageCause: keyIn(values, 'slippage_cause'),
		recoveryOn: dayIn(values, 'recovery_on'),
		declaredConfidence: keyIn(values, 'declared_confidence'),
		declaredReason: textIn(values, 'declared_reason'),
		note: textIn(values, 'note'),
		reached: idsIn(values, /^reached-(\d+)$/).map((milestoneId) => ({
			milestoneId,
			on: dayIn(values, `reached-${milestoneId}`)
		}))
	};
}

/** Undefined: nothing is said of the cell. */
function cellEntry(values: Values, key: string): EnteredCell | undefined {
	const said = parts.map((part) => textIn(values, cellField(key, part)));
	if (said.every((text) => text === null)) return undefined;
	const [value = null, numerator = null, denominator = null] = parts.map((part) =>
		numberIn(values, cellField(key, part))
	);
	return { key, applies: !said.includes(notApplicable), value, numerator, denominator };
}

export const measurementEntry = (values: Values): MeasurementEntry => ({
	measuredOn: dayIn(values, 'measured_on'),
	value: numberIn(values, 'value'),
	numerator: numberIn(values, 'numerator'),
	denominator: numberIn(values, 'denominator'),
	cells: idsIn(values, /^cell-(\d+(?:x\d+)?)-/).flatMap((key) => cellEntry(values, key) ?? []),
	note: textIn(values, 'note')
});

export const lineEntry = (lineId: string, values: Values): LineEntry => ({
	lineId,
	obligation: parseMoney(values['obligation'] ?? ''),
	disbursement: parseMoney(values['disbursement'] ?? '')
});
