import { spendingField, type SpendingEntry } from '#lib/domain/entries/spending-entry.ts';
import type { SentLine } from '#lib/server/reports/spending.ts';
import { day as dayField, idOf, money, requestIdOf } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';

type Values = Record<string, string>;

export const requestField = (lineId: string) => `request-${lineId}`;

const fieldOfLine = /^(?:request|obligation|disbursement)-(\d+)$/;

/** The lines of which the form speaks, by whichever of their fields. */
export const linesIn = (values: Values) => [
	...new Set(Object.keys(values).flatMap((name) => idOf(fieldOfLine.exec(name)?.[1]) ?? []))
];

/** What was typed, as an entry, and a message for each field that cannot be read. */
export function readEntry(
	values: Values,
	currency: string
): {
	entry: SpendingEntry & { lines: SentLine[] };
	errors: Values;
} {
	const ids = linesIn(values);
	const names = ids.flatMap((id) => [
		spendingField('obligation', id),
		spendingField('disbursement', id)
	]);
	const day = readFields({ as_of: dayField }, values);
	const amounts = readFields(
		Object.fromEntries(names.map((name) => [name, money(currency)])),
		values
	);
	const lines = ids.map((id) => ({
		lineId: id,
		obligation: amounts.output[spendingField('obligation', id)] ?? null,
		disbursement: amounts.output[spendingField('disbursement', id)] ?? null,
		requestId: requestIdOf(values[requestField(id)])
	}));
	const entry = { asOf: day.output.as_of ?? null, lines };
	return { entry, errors: { ...day.errors, ...amounts.errors } };
}

/** A new id for each line: the same form sent twice is stored once. */
export function freshRequests(lineIds: readonly string[]): Values {
	return Object.fromEntries(lineIds.map((id) => [requestField(id), crypto.randomUUID()]));
}
