/** The words of a report's workbook: those of the forms, where a form has the same field. */
import type { ChoiceWords, CellFault } from '#lib/domain/report-workbook/read-field.ts';
import type { StrayRow } from '#lib/domain/report-workbook/compare.ts';
import { noChange } from '#lib/domain/report-workbook/items.ts';
import { problemNames, type NamedProblem, type ProblemName } from '#lib/domain/entries/entered.ts';
import type { ReportItemKind } from '#lib/domain/reporting/items.ts';
import { m } from '#lib/paraglide/messages.js';
import type { WorkbookRefused } from '#lib/server/interchange/report-workbooks/uploads.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { causeWords, confidenceWords, deliveryWords } from '#lib/ui/vocabulary.ts';

const said = (words: Record<string, () => string>) =>
	Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word()]));

export const choiceWords = (): ChoiceWords => ({
	delivery: said(deliveryWords),
	slippage_cause: said(causeWords),
	declared_confidence: said(confidenceWords),
	[noChange]: { yes: m.book_yes() }
});

const fieldWords: Record<string, () => string> = {
	delivery: m.report_delivery,
	percent: m.report_percent,
	as_of: m.report_as_of,
	actual_start: m.report_actual_start,
	actual_end: m.report_actual_end,
	slippage_cause: m.report_cause,
	recovery_on: m.report_recovery,
	declared_confidence: m.report_confidence,
	declared_reason: m.report_declared_reason,
	note: m.report_note,
	value: m.report_value,
	numerator: m.report_numerator,
	denominator: m.report_denominator,
	measured_on: m.report_measured_on,
	obligation: m.report_obligation,
	disbursement: m.report_disbursement,
	reached: m.book_reached,
	[noChange]: m.book_no_change
};

/** What a column is called. */
export const fieldWord = (field: string): string => fieldWords[field]?.() ?? field;

const notes: Record<string, () => string> = {
	percent: m.report_percent_hint,
	as_of: m.report_as_of_hint,
	actual_start: m.report_actual_start_hint,
	actual_end: m.report_actual_end_hint,
	slippage_cause: m.report_cause_hint,
	recovery_on: m.report_recovery_hint,
	declared_confidence: m.report_confidence_hint,
	declared_reason: m.report_declared_reason_hint,
	note: m.report_note_hint,
	measured_on: m.report_measured_on_hint,
	[noChange]: m.book_no_change_hint
};

/** What stands beside a cell while it is filled; undefined: nothing. */
export const fieldNote = (field: string): string | undefined => notes[field]?.();

export const sheetNames: Record<ReportItemKind | 'milestone' | 'instructions', () => string> = {
	instructions: m.book_sheet_instructions,
	activity: m.book_sheet_activities,
	milestone: m.book_sheet_milestones,
	kpi: m.book_sheet_kpis,
	line: m.book_sheet_money
};

const isNamed = (fault: CellFault): fault is NamedProblem =>
	problemNames.includes(fault.problem as ProblemName);

/** Why a cell is refused: what its form would say, or what only a cell can have. */
export function faultWords(fault: CellFault, currency: string): string {
	if (isNamed(fault)) return problemWords(fault, currency);
	if (fault.problem === 'cell_error') return m.workbook_refused_cell_error();
	if (fault.problem === 'formula_without_value') return m.workbook_refused_formula();
	if (fault.problem === 'percent_for_number') return m.book_percent_for_number();
	if (fault.problem === 'not_asked') return m.book_not_asked();
	return m.workbook_refused_not_one_of({ options: (fault.options ?? []).join(', ') });
}

export const strayWords = ({ why }: StrayRow): string =>
	why === 'foreign_row' ? m.book_foreign_row() : m.book_row_twice();

/** Why a workbook is refused as a whole, and what to do about it. */
export function refusedWords({ fault, of }: WorkbookRefused): string {
	const organisation = of?.organisation ?? '';
	const period = of?.period ?? m.book_no_period();
	const words: Record<WorkbookRefused['fault'], () => string> = {
		no_report: m.book_refused_no_report,
		altered: m.book_refused_altered,
		other_plan: m.book_refused_other_plan,
		other_organisation: () => m.book_refused_other_organisation({ organisation }),
		other_period: () => m.book_refused_other_period({ period }),
		report_closed: () => m.book_refused_closed({ period })
	};
	return words[fault]();
}
