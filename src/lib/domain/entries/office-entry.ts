/** What may be said of an office that answers for an element, or deputises. */
import type { IsoDate } from '../records/records.ts';
import type { PlanSpan, Problem } from './entered.ts';
import { dayProblem } from './plan-days.ts';

export interface OfficeDays {
	held_from: IsoDate | null;
	held_until: IsoDate | null;
}

/** What is wrong with its days: none is before the plan, and it ends after it began. */
export function officeProblems({ held_from, held_until }: OfficeDays, span: PlanSpan): Problem[] {
	const problems: Problem[] = [];
	for (const [field, day] of Object.entries({ held_from, held_until })) {
		const found = dayProblem('forecast', day, { ...span, periodEnd: null });
		if (found) problems.push({ field, ...found });
	}
	if (problems.length === 0 && held_from !== null && held_until !== null && held_until < held_from)
		problems.push({ field: 'held_until', problem: 'end_before_start', day: held_from });
	return problems;
}
