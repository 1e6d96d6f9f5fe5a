/** What is wrong with a cell, in words. */
import type { CellProblem } from '#lib/domain/outline/entries.ts';
import type { OutlineRefusal } from '#lib/domain/outline/acts.ts';
import { mostPasted } from '#lib/domain/outline/cell-acts.ts';
import { m } from '#lib/paraglide/messages.js';
import { problemWords } from '#lib/ui/forms/problem-words.ts';

export function cellWords(problem: CellProblem, currency: string): string {
	switch (problem.problem) {
		case 'code_letters':
			return m.edit_error_code_letters();
		case 'code_taken':
			return m.edit_refused_code_taken();
		case 'title_missing':
			return m.edit_error_title();
		case 'not_above_zero':
			return m.edit_error_above_zero();
		case 'no_organisation':
			return m.outline_no_organisation();
		case 'dates_reversed':
			return m.edit_error_end_before_start();
		case 'fund_missing':
			return m.outline_fund_missing();
		case 'no_fund_source':
			return m.outline_no_fund_source();
		case 'fund_needed':
			return m.outline_fund_needed();
		case 'words_too_long':
			return m.edit_error_long({ max: problem.most });
		default:
			return problemWords(problem, currency);
	}
}

export const refusalWords: Record<OutlineRefusal, () => string> = {
	nothing_above: m.outline_refused_nothing_above,
	at_the_top: m.outline_refused_at_the_top,
	kind_fixed: m.outline_refused_kind_fixed,
	too_deep: m.outline_refused_too_deep,
	first_already: m.edit_refused_first_already,
	last_already: m.edit_refused_last_already,
	not_siblings: m.outline_refused_not_siblings,
	cell_fixed: m.outline_refused_cell_fixed,
	too_many_rows: () => m.outline_refused_too_many_rows({ most: mostPasted }),
	too_many_columns: m.outline_refused_too_many_columns
};
