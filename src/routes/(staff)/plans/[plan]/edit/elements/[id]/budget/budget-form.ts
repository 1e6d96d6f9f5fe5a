/** The forms of an activity's budget. */
import * as v from 'valibot';
import { budgetLine, type LineAmounts } from '#lib/kinds/budget-line.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, reason, words } from '#lib/ui/forms/fields.ts';
import { parseKind } from '#lib/ui/forms/kind-fields.ts';

/** What both stages show together; nothing where one of them could not be read. */
function staged({ appropriation, allotment }: Partial<LineAmounts>): Record<string, string> {
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

/** What a line is changed to. */
export const parseLine = (values: Record<string, string>, currency: string) =>
	parseKind(budgetLine, { reason, released_on: day }, values, { currency }, staged);

/** A line that is added. */
export function parseNewLine(values: Record<string, string>, currency: string) {
	const fund_source = words(20, () => m.edit_error_choose());
	const more = { fund_source, appropriation_year: year, released_on: day, reason };
	return parseKind(budgetLine, more, values, { currency }, staged);
}

export const fundSourceFields = {
	fund_code: words(40, () => m.edit_error_code()),
	fund_title: words(200, () => m.edit_error_title())
};
