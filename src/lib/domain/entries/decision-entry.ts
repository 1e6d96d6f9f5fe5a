/** What may be said of a decision that is asked for, whoever enters it. */
import type { IsoDate } from '../records/records.ts';
import type { Problem } from './entered.ts';
import { dayProblem } from './plan-days.ts';

/** What is wrong with a decision as it is asked for: its day is to come, and a day that can be meant. */
export function decisionProblems({ dueOn }: { dueOn: IsoDate | null }, today: IsoDate): Problem[] {
	const field = 'due_on';
	if (dueOn === null) return [];
	if (dueOn < today) return [{ field, problem: 'in_past', day: today }];
	const absurd = dayProblem('forecast', dueOn, { periodStart: null, periodEnd: null });
	return absurd ? [{ field, ...absurd }] : [];
}

/** What is wrong with an answer: nothing is decided on a day to come. */
export function answerProblems({ decidedOn }: { decidedOn: IsoDate }, today: IsoDate): Problem[] {
	return decidedOn > today ? [{ field: 'decided_on', problem: 'in_future', day: today }] : [];
}
