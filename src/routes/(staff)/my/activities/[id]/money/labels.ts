import { lineName } from '#lib/ui/budget-lines.ts';
import { spendingField } from '#lib/domain/entries/spending-entry.ts';
import { m } from '#lib/paraglide/messages.js';

interface Line {
	id: string;
	year: number;
	fundSource: string;
}

/** A line's two fields, each named with the line it belongs to. */
export function lineLabels({ id, year, fundSource }: Line): Record<string, string> {
	const line = lineName(fundSource, year);
	return {
		[spendingField('obligation', id)]: m.report_line_figure({
			figure: m.report_obligation(),
			line
		}),
		[spendingField('disbursement', id)]: m.report_line_figure({
			figure: m.report_disbursement(),
			line
		})
	};
}

/** What the fields of the form are called, by their names. */
export const labelsOf = (lines: Line[]): Record<string, string> =>
	Object.assign({ as_of: m.report_as_of() }, ...lines.map(lineLabels));
