/** What may be set of a budget line beside its amounts. */
import type { PlanSpan, Problem } from './entered.ts';

/** A year in which the plan does not run: money may be appropriated so, and mostly it is a slip. */
export function yearProblems(year: number, { periodStart, periodEnd }: PlanSpan): Problem[] {
	const yearOf = (day: string | null) => (day === null ? null : Number(day.slice(0, 4)));
	const [first, last] = [yearOf(periodStart), yearOf(periodEnd)];
	const isOutside = (first !== null && year < first) || (last !== null && year > last);
	if (!isOutside) return [];
	const span = { day: periodStart ?? undefined, until: periodEnd ?? undefined };
	return [{ field: 'appropriation_year', problem: 'year_outside_plan', ...span }];
}
