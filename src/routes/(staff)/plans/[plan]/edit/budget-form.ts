/** The forms of an activity's budget. */
import * as v from 'valibot';
import type { Money } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { amount, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';

interface Amounts {
	appropriation?: Money | null;
	allotment?: Money | null;
}

/** What both stages show together; nothing where one of them could not be read. */
function staged({ appropriation, allotment }: Amounts): Record<string, string> {
	if (allotment === undefined || allotment === null || appropriation === undefined) return {};
	if (appropriation === null) return { allotment: m.edit_error_not_appropriated() };
	return allotment > appropriation ? { allotment: m.edit_refused_above_appropriation() } : {};
}

const year = v.pipe(
	v.optional(v.string(), ''),
	v.check(
		(text) => /^\d{4}$/.test(text) && Number(text) >= 1900 && Number(text) <= 2200,
		() => m.edit_error_year()
	),
	v.transform(Number)
);

const amountFields = (currency: string) => ({
	appropriation: amount(currency),
	allotment: amount(currency),
	reason
});

/** What a line is changed to. */
export const parseLine = (values: Record<string, string>, currency: string) =>
	parseFields(amountFields(currency), values, staged);

/** A line that is added. */
export function parseNewLine(values: Record<string, string>, currency: string) {
	const fund_source = words(20, () => m.edit_error_choose());
	const fields = { fund_source, appropriation_year: year, ...amountFields(currency) };
	return parseFields(fields, values, staged);
}

export const fundSourceFields = {
	fund_code: words(40, () => m.edit_error_code()),
	fund_title: words(200, () => m.edit_error_title())
};
