/** What is wrong with an answer to a criterion, before anything is stored. */
import type { Problem } from '../entries/entered.ts';
import type { Said } from './assessment.ts';
import { criteriaOf, type MaturityModel } from './model.ts';

/**
 * A field of a criterion in a form, by the criterion's place in its model: a code may have letters that the
 * name of a field has not.
 */
export const answerField = (
	at: number,
	field: 'assessed' | 'evidence' | 'comment' | 'seen' | 'why'
): string => `${field}-${at}`;

/** A level is one of the model; what does not apply says why; nothing is said of what is not answered. */
export function answerProblems(model: MaturityModel, criterion: string, said: Said): Problem[] {
	const at = criteriaOf(model).findIndex(({ code }) => code === criterion);
	const { assessed, comment } = said;
	const isLevel =
		typeof assessed !== 'number' || model.levels.some(({ number }) => number === assessed);
	if (!isLevel) return [{ field: answerField(at, 'assessed'), problem: 'level_out_of_range' }];
	if (assessed === 'not_applicable' && comment === null)
		return [{ field: answerField(at, 'comment'), problem: 'not_applicable_without_reason' }];
	return [];
}
