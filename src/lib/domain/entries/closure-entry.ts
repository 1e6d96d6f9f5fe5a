/** What may be said of a closure, whoever enters it. */
import type { IsoDate } from '../records/records.ts';
import type { ClosureReason } from '../records/vocabulary.ts';
import { factDay, type PlanSpan, type Problem } from './entered.ts';
import { dayProblem } from './plan-days.ts';

export interface ClosureDays {
	closure_reason: ClosureReason;
	explanation: string | null;
	closed_on: IsoDate | null;
	benefits: string | null;
	benefits_from: IsoDate | null;
}

function benefitsProblems({ benefits, benefits_from, closed_on }: ClosureDays): Problem[] {
	if (benefits_from === null) return [];
	const field = 'benefits_from';
	const absurd = dayProblem('forecast', benefits_from, { periodStart: null, periodEnd: null });
	if (absurd) return [{ field, ...absurd }];
	if (closed_on !== null && benefits_from < closed_on)
		return [{ field, problem: 'before_closing', day: closed_on }];
	return benefits === null ? [{ field: 'benefits', problem: 'required' }] : [];
}

/**
 * What is wrong with a closure: its day has come and is not before the plan; whatever is not completed
 * is explained; benefits are measured from its day or a later one.
 */
export function closureProblems(
	closure: ClosureDays,
	{ today, ...span }: PlanSpan & { today: IsoDate }
): Problem[] {
	const { closure_reason, explanation, closed_on } = closure;
	const unexplained = closure_reason !== 'completed' && explanation === null;
	return [
		...(unexplained ? [{ field: 'explanation', problem: 'required' } as const] : []),
		...factDay('closed_on', closed_on, today, span),
		...benefitsProblems(closure)
	];
}
