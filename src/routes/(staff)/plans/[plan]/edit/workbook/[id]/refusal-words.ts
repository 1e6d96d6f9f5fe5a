/** Why a cell is not taken, in words, and what is to be done about it. */
import { addressOf } from '#lib/domain/interchange/cells.ts';
import type { cellProblems } from '#lib/domain/interchange/read-cell.ts';
import type {
	recordProblems,
	RecordProblem,
	Refusal,
	SheetProblem
} from '#lib/domain/interchange/wanted.ts';
import { problemNames, type NamedProblem, type ProblemName } from '#lib/domain/entries/entered.ts';
import { elementKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { kindWords } from '#lib/ui/vocabulary.ts';

type Own = (typeof cellProblems)[number] | (typeof recordProblems)[number];
type Said = RecordProblem & { options?: readonly string[] };

const nameOf = ({ name = '' }: Said) => name;
const placeOf = ({ other }: Said) => (other ? addressOf(other) : '');

const words: Record<Own, (problem: Said) => string> = {
	cell_error: () => m.workbook_refused_cell_error(),
	formula_without_value: () => m.workbook_refused_formula(),
	merged_value: () => m.workbook_refused_merged(),
	text_for_number: () => m.workbook_refused_text_for_number(),
	share_or_percent: () => m.workbook_refused_share(),
	not_yes_or_no: () => m.workbook_refused_yes_no(),
	not_one_of: ({ options = [] }) => m.workbook_refused_not_one_of({ options: options.join(', ') }),
	not_a_year: () => m.workbook_refused_year(),
	code_letters: () => m.workbook_refused_code_letters(),
	words_too_long: ({ most = 0 }) => m.workbook_refused_long({ most }),
	no_code: () => m.workbook_refused_no_code(),
	no_title: (one) => m.workbook_refused_no_title({ name: nameOf(one) }),
	no_kind: () => m.workbook_refused_no_kind(),
	title_differs: (one) => m.workbook_refused_title_differs({ place: placeOf(one) }),
	code_twice: (one) => m.workbook_refused_code_twice({ name: nameOf(one), place: placeOf(one) }),
	value_differs: (one) => m.workbook_refused_value_differs({ place: placeOf(one) }),
	kind_differs: ({ name }) => {
		const kind = elementKinds.find((one) => one === name);
		return m.workbook_refused_kind_differs({ kind: kind ? kindWords[kind]() : '' });
	},
	nesting: (one) => m.workbook_refused_nesting({ name: nameOf(one) }),
	nested_in_circle: (one) => m.workbook_refused_circle({ name: nameOf(one) }),
	no_such_element: (one) => m.workbook_refused_no_element({ name: nameOf(one) }),
	no_such_kpi: (one) => m.workbook_refused_no_kpi({ name: nameOf(one) }),
	no_such_term: (one) => m.workbook_refused_no_term({ name: nameOf(one) }),
	cannot_serve: (one) => m.workbook_refused_cannot_serve({ name: nameOf(one) }),
	unknown_organisation: (one) => m.workbook_refused_organisation({ name: nameOf(one) }),
	organisation_ended: (one) => m.workbook_refused_ended({ name: nameOf(one) }),
	retired: (one) => m.workbook_refused_retired({ name: nameOf(one) }),
	kpi_unnamed: () => m.workbook_refused_kpi_unnamed(),
	no_unit: () => m.workbook_refused_no_unit(),
	kpi_element_missing: () => m.workbook_refused_kpi_element(),
	not_an_activity: (one) => m.workbook_refused_not_activity({ name: nameOf(one) }),
	no_fund: () => m.workbook_refused_no_fund(),
	no_such_fund: (one) => m.workbook_refused_no_such_fund({ name: nameOf(one) }),
	no_year: () => m.workbook_refused_no_year(),
	no_due_day: () => m.workbook_refused_no_due_day(),
	above_appropriation: () => m.edit_refused_above_appropriation(),
	original_cost_stands: () => m.workbook_refused_original_cost_stands(),
	cost_from_missing: () => m.workbook_refused_cost_from_missing(),
	no_earlier_cost: () => m.workbook_refused_no_earlier_cost(),
	total_stands: () => m.workbook_refused_total_stands(),
	total_differs: () => m.workbook_refused_total_differs(),
	total_after_today: () => m.workbook_refused_total_after_today(),
	row_of_nothing: () => m.workbook_refused_row(),
	start_after_end: () => m.edit_error_end_before_start(),
	no_such_line: (one) => m.workbook_refused_no_line({ name: nameOf(one) }),
	not_of_kind: (one) => m.workbook_refused_not_of_kind({ name: nameOf(one) }),
	one_organisation: () => m.workbook_refused_one_organisation(),
	owner_differs: () => m.workbook_refused_owner_differs(),
	handed_otherwise: () => m.workbook_refused_handed_otherwise(),
	closed_twice: (one) => m.workbook_refused_closed_twice({ place: placeOf(one) }),
	basis_twice: (one) => m.workbook_refused_basis_twice({ place: placeOf(one) }),
	withdrawn: () => m.workbook_refused_withdrawn(),
	beside_draft: () => m.workbook_refused_beside_draft(),
	before_adoption: () => m.workbook_refused_before_adoption(),
	not_above_zero: () => m.edit_error_above_zero(),
	number_beyond: () => m.edit_refused_too_large(),
	another_plan: () => m.workbook_refused_other_plan(),
	too_many_rows: ({ name = '', most = 0 }) => m.workbook_refused_rows({ rows: name, most }),
	nothing_mapped: () => m.workbook_refused_nothing_mapped()
};

const isNamed = (problem: SheetProblem): problem is NamedProblem =>
	problemNames.includes(problem.problem as ProblemName);

export const refusalWords = (problem: SheetProblem, currency: string): string =>
	isNamed(problem) ? problemWords(problem, currency) : words[problem.problem](problem as Said);

export interface ShownRefusal {
	place: string;
	text: string;
	why: string;
	/** Whether the whole record is left out, not the cell alone. */
	row: boolean;
}

export const shownRefusal = (
	{ at, text, why, field }: Refusal,
	currency: string
): ShownRefusal => ({
	place: addressOf(at),
	text: text.length > 120 ? `${text.slice(0, 120)}…` : text,
	why: refusalWords(why, currency),
	row: field === null
});
