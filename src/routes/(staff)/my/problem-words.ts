/** What is wrong with an entry, as a person reads it beside the field. */
import { m } from '#lib/paraglide/messages.js';
import type { Problem, ProblemName } from '#lib/domain/entries/entered.ts';
import { day, exactMoney } from '#lib/ui/format.ts';

type Words = (problem: Problem, currency: string) => string;

const on = ({ day: date }: Problem) => (date ? day(date) : '');
const sum = ({ amount }: Problem, currency: string) => exactMoney(amount ?? 0n, currency);

function outsidePlan({ day: from, until }: Problem): string {
	if (from && until) return m.report_problem_outside_plan({ from: day(from), until: day(until) });
	if (from) return m.report_problem_before_plan({ from: day(from) });
	return m.report_problem_after_plan({ until: until ? day(until) : '' });
}

/** What is missing, by the field's name without the id of its line. */
const missing: Record<string, () => string> = {
	percent: m.report_problem_percent_required,
	as_of: m.report_problem_day_required,
	actual_end: m.report_problem_end_required,
	value: m.report_problem_value_required,
	numerator: m.report_problem_numerator_required,
	denominator: m.report_problem_denominator_required,
	measured_on: m.report_problem_day_required,
	obligation: m.report_problem_obligation_required,
	disbursement: m.report_problem_disbursement_required
};

function required({ field }: Problem): string {
	const [name = ''] = field.split('-');
	return (missing[name] ?? m.report_problem_required)();
}

const words: Record<ProblemName, Words> = {
	required,
	not_chosen: () => m.report_problem_not_chosen(),
	percent_out_of_range: () => m.report_problem_percent_out_of_range(),
	too_many_decimals: () => m.report_problem_too_many_decimals(),
	completed_below_100: () => m.report_problem_completed_below_100(),
	not_started_above_0: () => m.report_problem_not_started_above_0(),
	milestone_open: () => m.report_problem_milestone_open(),
	milestone_reached: () => m.report_problem_milestone_reached(),
	in_future: (problem) => m.report_problem_in_future({ date: on(problem) }),
	in_past: (problem) => m.report_problem_in_past({ date: on(problem) }),
	outside_plan: outsidePlan,
	before_planned_start: (problem) => m.report_problem_before_planned_start({ date: on(problem) }),
	too_far: (problem) => m.report_problem_too_far({ date: on(problem) }),
	after_as_of: (problem) => m.report_problem_after_as_of({ date: on(problem) }),
	end_before_start: (problem) => m.report_problem_end_before_start({ date: on(problem) }),
	start_without_work: () => m.report_problem_start_without_work(),
	end_without_completion: () => m.report_problem_end_without_completion(),
	other_without_note: () => m.report_problem_other_without_note(),
	note_too_long: () => m.report_problem_note_too_long(),
	denominator_not_positive: () => m.report_problem_denominator_not_positive(),
	percent_value_out_of_range: () => m.report_problem_numerator_above_denominator(),
	above_allotment: (problem, currency) =>
		m.report_problem_above_allotment({ amount: sum(problem, currency) }),
	nothing_allotted: () => m.report_problem_nothing_allotted(),
	above_obligation: (problem, currency) =>
		m.report_problem_above_obligation({ amount: sum(problem, currency) }),
	negative: () => m.report_problem_negative(),
	below_earlier: (problem, currency) =>
		m.report_problem_below_earlier({ amount: sum(problem, currency), date: on(problem) }),
	above_later: (problem, currency) =>
		m.report_problem_above_later({ amount: sum(problem, currency), date: on(problem) }),
	nothing_entered: () => m.report_problem_nothing_entered()
};

/** One message a field: the first of its problems. */
export function errorsOf(problems: Problem[], currency: string): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const problem of problems) {
		errors[problem.field] ??= words[problem.problem](problem, currency);
	}
	return errors;
}
