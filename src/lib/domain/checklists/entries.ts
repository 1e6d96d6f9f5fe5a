/** What is wrong with an answer, before anything is stored. */
import type { Problem } from '../entries/entered.ts';
import type { Said } from './answers.ts';

/** The fields of an item in a form; `of` is its key. */
export const answerField = (of: string, field: 'verdict' | 'elements' | 'reason'): string =>
	`${field}-${of}`;

/** An answer says by what, where it says that something is there; and why, where it takes a judgement. */
export function answerProblems(item: string, { verdict, elementIds, reason }: Said): Problem[] {
	const elements = answerField(item, 'elements');
	const names = verdict === 'covered' || verdict === 'partly';
	const problems: Problem[] = [];
	if (names && elementIds.length === 0)
		problems.push({ field: elements, problem: 'covering_needed' });
	if (!names && elementIds.length > 0)
		problems.push({ field: elements, problem: 'covering_unused' });
	if ((verdict === 'partly' || verdict === 'not_applicable') && reason === null)
		problems.push({ field: answerField(item, 'reason'), problem: 'verdict_without_reason' });
	return problems;
}
