import {
	spendingField,
	spendingProblems,
	type LineContext,
	type SpendingContext
} from '#lib/domain/spending-entry.ts';
import type { SentLine } from '#lib/server/budgets/spending.ts';
import { readFields } from '#lib/ui/forms.ts';
import { dayField, moneyField, requestIdOf } from '../../../fields.ts';
import { errorsOf } from '../../../problem-words.ts';

type Values = Record<string, string>;

export const requestField = (lineId: string) => `request-${lineId}`;

/** What was typed, as an entry, and everything that is wrong with it. */
export function readEntry(values: Values, context: SpendingContext, currency: string) {
	const names = context.lines.flatMap(({ id }) => [
		spendingField('obligation', id),
		spendingField('disbursement', id)
	]);
	const day = readFields({ as_of: dayField }, values);
	const amounts = readFields(Object.fromEntries(names.map((name) => [name, moneyField])), values);
	const lines: SentLine[] = context.lines.map(({ id }) => ({
		lineId: id,
		obligation: amounts.output[spendingField('obligation', id)] ?? null,
		disbursement: amounts.output[spendingField('disbursement', id)] ?? null,
		requestId: requestIdOf(values[requestField(id)])
	}));
	const entry = { asOf: day.output.as_of ?? null, lines };
	const broken = errorsOf(spendingProblems(entry, context), currency);
	return { entry, errors: { ...broken, ...amounts.errors, ...day.errors } };
}

/** A new id for each line: the same form sent twice is stored once. */
export function freshRequests(lines: readonly Pick<LineContext, 'id'>[]): Values {
	return Object.fromEntries(lines.map(({ id }) => [requestField(id), crypto.randomUUID()]));
}
