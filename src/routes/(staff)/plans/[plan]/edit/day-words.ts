/** What is wrong with a day that was typed, as a planner reads it beside its field. */
import { isIsoDate } from '#lib/domain/records/dates.ts';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { dayProblem, type DayKind, type DayProblem } from '#lib/domain/entries/plan-days.ts';
import { m } from '#lib/paraglide/messages.js';
import { day as written } from '#lib/ui/format.ts';

type Limits = Pick<DayProblem, 'day' | 'until'>;

export function outsidePlan({ day: from, until }: Limits): string {
	if (from && until)
		return m.report_problem_outside_plan({ from: written(from), until: written(until) });
	if (from) return m.report_problem_before_plan({ from: written(from) });
	return m.report_problem_after_plan({ until: until ? written(until) : '' });
}

export const absurdDay = ({ day: from, until }: Limits): string =>
	m.edit_error_absurd_day({ from: from ? written(from) : '', until: until ? written(until) : '' });

/** By field: what is wrong with each of the days that were typed. What is no day is not looked at. */
export function dayErrors(
	typed: Record<string, { kind: DayKind; text: string | undefined }>,
	plan: PlanSpan = { periodStart: null, periodEnd: null }
): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const [field, { kind, text = '' }] of Object.entries(typed)) {
		const found = isIsoDate(text) ? dayProblem(kind, text, plan) : null;
		if (!found) continue;
		errors[field] = found.problem === 'outside_plan' ? outsidePlan(found) : absurdDay(found);
	}
	return errors;
}
