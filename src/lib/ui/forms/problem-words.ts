/** What is wrong with an entry, as a person reads it beside the field, whoever fills the form. */
import { m } from '#lib/paraglide/messages.js';
import {
	isAsked,
	type NamedProblem,
	type Problem,
	type ProblemName
} from '#lib/domain/entries/entered.ts';
import { day, exactMoney, number } from '#lib/ui/format.ts';

type Said = NamedProblem & { field?: string };
type Words = (problem: Said, currency: string) => string;

const on = ({ day: date }: Said) => (date ? day(date) : '');
const to = ({ until }: Said) => (until ? day(until) : '');
const sum = ({ amount }: Said, currency: string) => exactMoney(amount ?? 0n, currency);

function ambiguousNumber({ readings: [one, other] = ['', ''] }: Said): string {
	return m.entry_ambiguous_number({ one, other });
}

function outsidePlan({ day: from, until }: Said): string {
	if (from && until) return m.entry_outside_plan({ from: day(from), until: day(until) });
	if (from) return m.entry_before_plan({ from: day(from) });
	return m.entry_after_plan({ until: until ? day(until) : '' });
}

function outsideUnit({ low = null, high = null }: Said): string {
	if (low !== null && high !== null)
		return m.entry_outside_unit({ low: number(low, 6), high: number(high, 6) });
	if (low !== null) return m.entry_below_unit({ low: number(low, 6) });
	return m.entry_above_unit({ high: high === null ? '' : number(high, 6) });
}

/** The same of a value that is reported: who reports it does not define the unit. */
function valueOutsideUnit({ low = null, high = null }: Said): string {
	if (low !== null && high !== null)
		return m.entry_value_outside_unit({ low: number(low, 6), high: number(high, 6) });
	if (low !== null) return m.entry_value_below_unit({ low: number(low, 6) });
	return m.entry_value_above_unit({ high: high === null ? '' : number(high, 6) });
}

/** Both numbers and how far they are apart. */
function cellsDisagree({ by = '', total = 0, sum = 0, incomplete = false }: Said): string {
	const said = {
		by,
		sum: number(sum, 6),
		total: number(total, 6),
		difference: number(Number(Math.abs(sum - total).toFixed(6)), 6)
	};
	if (incomplete) return m.entry_cells_above(said);
	return sum > total ? m.entry_cells_disagree_more(said) : m.entry_cells_disagree_less(said);
}

/** What the other shares of the same child come to on the first day on which there is too much. */
function sharesAboveAll({ day: on, sum = 0 }: Said): string {
	const others = number(sum, 2);
	return on
		? m.alignment_error_shares({ others, date: day(on) })
		: m.alignment_error_shares_always({ others });
}

/** What is missing, by the field's name without the id of its line. */
const missing: Record<string, () => string> = {
	percent: m.entry_percent_required,
	as_of: m.entry_day_required,
	actual_end: m.entry_end_required,
	value: m.entry_value_required,
	numerator: m.entry_numerator_required,
	denominator: m.entry_denominator_required,
	measured_on: m.entry_day_required,
	obligation: m.entry_obligation_required,
	disbursement: m.entry_disbursement_required,
	explanation: m.closure_error_explanation,
	closed_on: m.closure_error_closed_on,
	code_system: m.location_error_system,
	price_year: m.price_error_year,
	quotation: m.alignment_error_quotation,
	publication_title: m.alignment_error_publication,
	from: m.entry_day_required,
	on: m.entry_day_required,
	label: m.rollout_edit_error_label,
	people_present: m.competency_error_counted,
	level_term_id: m.competency_error_level,
	counted_organisation_id: m.edit_error_choose,
	attending_organisation_id: m.edit_error_choose,
	established_organisation_id: m.edit_error_choose,
	role_term_id: m.edit_error_choose,
	training_id: m.edit_error_choose
};

function required({ field = '' }: Said): string {
	const [name = ''] = field.split('-');
	return (missing[name] ?? m.entry_required)();
}

const words: Record<ProblemName, Words> = {
	not_a_number: () => m.entry_not_a_number(),
	not_an_amount: () => m.entry_not_an_amount(),
	ambiguous_number: ambiguousNumber,
	number_too_large: () => m.entry_number_too_large(),
	other_currency: ({ currency = '' }) => m.entry_other_currency({ currency }),
	not_a_day: () => m.entry_not_a_day(),
	ambiguous_day: (problem) => m.entry_ambiguous_day({ one: on(problem), other: to(problem) }),
	required,
	not_chosen: () => m.entry_not_chosen(),
	percent_out_of_range: () => m.entry_percent_out_of_range(),
	too_many_decimals: ({ most }) =>
		most === undefined ? m.entry_too_many_decimals() : m.entry_most_decimals({ most }),
	completed_below_100: () => m.entry_completed_below_100(),
	not_started_above_0: () => m.entry_not_started_above_0(),
	milestone_open: () => m.entry_milestone_open(),
	milestone_reached: () => m.entry_milestone_reached(),
	in_future: (problem) => m.entry_in_future({ date: on(problem) }),
	not_to_come: (problem) => m.entry_not_to_come({ date: on(problem) }),
	in_past: (problem) => m.entry_in_past({ date: on(problem) }),
	outside_plan: outsidePlan,
	absurd_day: (problem) => m.entry_absurd_day({ from: on(problem), until: to(problem) }),
	before_planned_start: (problem) => m.entry_before_planned_start({ date: on(problem) }),
	too_far: (problem) => m.entry_too_far({ date: on(problem) }),
	after_as_of: (problem) => m.entry_after_as_of({ date: on(problem) }),
	end_before_start: (problem) => m.entry_end_before_start({ date: on(problem) }),
	start_without_work: () => m.entry_start_without_work(),
	end_without_completion: () => m.entry_end_without_completion(),
	other_without_note: () => m.entry_other_without_note(),
	doubt_without_reason: () => m.entry_doubt_without_reason(),
	better_without_reason: (problem) => m.entry_better_without_reason({ date: on(problem) }),
	reason_without_confidence: () => m.entry_reason_without_confidence(),
	reason_too_long: () => m.entry_reason_too_long(),
	note_too_long: () => m.entry_note_too_long(),
	denominator_not_positive: () => m.entry_denominator_not_positive(),
	percent_value_out_of_range: () => m.entry_numerator_above_denominator(),
	above_allotment: (problem, currency) =>
		m.entry_above_allotment({ amount: sum(problem, currency) }),
	nothing_allotted: () => m.entry_nothing_allotted(),
	above_obligation: (problem, currency) =>
		m.entry_above_obligation({ amount: sum(problem, currency) }),
	negative: () => m.entry_negative(),
	below_earlier: (problem, currency) =>
		m.entry_below_earlier({ amount: sum(problem, currency), date: on(problem) }),
	above_later: (problem, currency) =>
		m.entry_above_later({ amount: sum(problem, currency), date: on(problem) }),
	nothing_entered: () => m.entry_nothing_entered(),
	no_such_line: (problem, currency) => m.entry_no_such_line({ amount: sum(problem, currency) }),
	outside_unit: outsideUnit,
	value_outside_unit: valueOutsideUnit,
	bounds_reversed: () => m.entry_bounds_reversed(),
	band_needed: () => m.entry_band_needed(),
	band_unused: () => m.entry_band_unused(),
	band_reversed: () => m.entry_band_reversed(),
	baseline_value_missing: () => m.entry_baseline_value(),
	before_baseline: () => m.entry_before_baseline(),
	direction_contradicts: () => m.entry_direction_contradicts(),
	fell_without_note: ({ before = '', after = '' }) => m.entry_fell_without_note({ before, after }),
	done_in_progress: () => m.entry_done_in_progress(),
	milestone_weight_missing: () => m.entry_milestone_weight_missing(),
	milestone_after_end: (problem) => m.entry_milestone_after_end({ date: on(problem) }),
	milestone_before_start: (problem) => m.entry_milestone_before_start({ date: on(problem) }),
	period_leaves_out: ({ count = 0 }) => m.entry_period_leaves_out({ count }),
	weights_mixed: () => m.entry_weights_mixed(),
	year_outside_plan: ({ day: from = '', until = '' }) =>
		m.entry_year_outside_plan({ from: from.slice(0, 4), until: until.slice(0, 4) }),
	before_closing: (problem) => m.closure_error_before_closing({ date: on(problem) }),
	target_after_measuring: (problem) => m.entry_target_after_measuring({ until: to(problem) }),
	after_measuring: (problem) => m.entry_after_measuring({ until: to(problem) }),
	measured_within_plan: (problem) => m.entry_measured_within_plan({ until: to(problem) }),
	not_an_ocid: () => m.contract_error_ocid(),
	one_supplier: () => m.contract_error_supplier(),
	signed_though_planned: () => m.contract_error_signed(),
	not_a_year: () => m.price_error_year_range(),
	unknown_cell: () => m.entry_unknown_cell(),
	cell_twice: () => m.entry_cell_twice(),
	cell_not_applicable: () => m.entry_cell_not_applicable(),
	cells_disagree: cellsDisagree,
	total_or_cells: () => m.entry_total_or_cells(),
	too_many_dimensions: ({ most = 0 }) => m.entry_too_many_dimensions({ most }),
	dimension_unnamed: () => m.entry_dimension_unnamed(),
	dimension_twice: ({ name = '' }) => m.entry_dimension_twice({ name }),
	too_few_terms: () => m.entry_too_few_terms(),
	too_many_terms: ({ most = 0 }) => m.entry_too_many_terms({ most }),
	term_twice: ({ name = '' }) => m.entry_term_twice({ name }),
	cannot_add_up: () => m.entry_cannot_add_up(),
	cross_unknown: () => m.entry_cross_unknown(),
	too_many_cells: ({ most = 0 }) => m.entry_too_many_cells({ most }),
	name_too_long: ({ most = 0 }) => m.entry_name_too_long({ most }),
	not_an_address: () => m.alignment_error_address(),
	not_a_language: () => m.outside_error_tag(),
	demo_of_published: () => m.alignment_error_demo(),
	share_out_of_range: () => m.alignment_error_share(),
	shares_above_all: sharesAboveAll,
	aligned_twice: () => m.alignment_error_twice(),
	aligned_within: () => m.alignment_error_within(),
	aligned_in_circle: ({ name = '' }) => m.alignment_error_circle({ chain: name }),
	quoted_nowhere: () => m.alignment_error_quoted_nowhere(),
	covering_needed: () => m.checklist_error_needed(),
	covering_unused: () => m.checklist_error_unused(),
	covering_unknown: ({ name }) =>
		name ? m.checklist_error_unknown({ code: name }) : m.checklist_error_elsewhere(),
	covering_retired: ({ name = '' }) => m.checklist_error_retired({ code: name }),
	verdict_without_reason: () => m.checklist_error_reason(),
	gates_in_circle: ({ name = '' }) => m.rollout_edit_error_circle({ steps: name }),
	weights_nothing: () => m.rollout_edit_error_weights(),
	stated_after_open: ({ name = '' }) => m.rollout_edit_error_after_open({ wave: name }),
	stated_below_earlier: ({ name = '', count = 0 }) =>
		m.rollout_edit_error_below_earlier({ wave: name, count }),
	stated_below_named: ({ name = '', count = 0 }) =>
		m.rollout_edit_error_below_named({ wave: name, count }),
	wave_not_empty: ({ count = 0 }) => m.rollout_edit_error_wave_not_empty({ count }),
	nothing_joins: () => m.rollout_edit_error_nothing_joins(),
	too_many_join: ({ most = 0 }) => m.rollout_edit_error_too_many_join({ most }),
	takes_part_already: ({ name }) =>
		name ? m.rollout_edit_error_twice({ names: name }) : m.rollout_edit_error_twice_itself(),
	above_stated: ({ most = 0, count = 0 }) => m.rollout_edit_error_above_stated({ most, count }),
	in_wave_already: ({ name = '' }) => m.rollout_edit_error_in_wave({ wave: name }),
	before_last_state: (problem) => m.rollout_edit_error_before_last({ date: on(problem) }),
	takes_no_part: () => m.rollout_edit_error_no_part(),
	before_joining: (problem) => m.rollout_edit_error_before_joining({ date: on(problem) }),
	after_leaving: ({ day: left }) =>
		left && left !== '-infinity'
			? m.rollout_edit_error_after_leaving({ date: day(left) })
			: m.rollout_edit_error_no_part(),
	before_wave: (problem) => m.rollout_edit_error_before_wave({ date: on(problem) }),
	evidence_asked: ({ name = '' }) => m.rollout_edit_error_evidence({ asked: name }),
	step_before_gate: ({ name = '' }) => m.rollout_edit_error_gate({ steps: name }),
	gate_of_done: ({ name = '' }) => m.rollout_edit_error_gate_of_done({ step: name }),
	step_said_twice: () => m.rollout_edit_error_said_twice(),
	unknown_organisation: ({ name = '' }) => m.rollout_edit_error_organisation({ name }),
	unknown_step: ({ name = '' }) => m.rollout_edit_error_step({ name }),
	unknown_step_state: ({ name = '' }) => m.rollout_edit_error_state({ name }),
	row_too_short: () => m.rollout_edit_error_row_short(),
	negative_people: () => m.competency_error_negative(),
	people_in_parts: () => m.competency_error_parts(),
	no_seats: () => m.competency_error_seats(),
	more_than_attended: () => m.competency_error_qualified(),
	level_out_of_range: () => m.assessment_error_level(),
	not_applicable_without_reason: () => m.assessment_error_not_applicable()
};

/** @param currency in which amounts are said; left out where the problem speaks of none */
export const problemWords = (problem: Said, currency = ''): string =>
	words[problem.problem](problem, currency);

/** One message a field: the first of its problems. What is only asked about waits until nothing is wrong. */
export function errorsOf(problems: Problem[], currency: string): Record<string, string> {
	return wordsOf(
		problems.filter((problem) => !isAsked(problem)),
		currency
	);
}

/** One message a field of what is asked about. */
export const questionsOf = (problems: Problem[], currency: string): Record<string, string> =>
	wordsOf(problems.filter(isAsked), currency);

function wordsOf(problems: Problem[], currency: string): Record<string, string> {
	const words: Record<string, string> = {};
	for (const problem of problems) words[problem.field] ??= problemWords(problem, currency);
	return words;
}
