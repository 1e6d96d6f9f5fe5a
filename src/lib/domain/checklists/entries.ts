/** What is wrong with an answer, before anything is stored. */
import type { Problem } from '../entries/entered.ts';
import type { Said } from './answers.ts';

/** A field of an item in a form. */
export const answerField = (item: string, field: 'verdict' | 'elements' | 'reason' | 'seen') =>
	`${field}-${item.replaceAll(':', '-')}`;

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
