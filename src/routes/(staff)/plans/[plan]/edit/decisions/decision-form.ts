/** The forms of a decision: what is asked, and what was decided. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { decisionColumns, type EditedDecision } from '#lib/server/decisions/fields.ts';
import { day, optionalWords, orNothing, words } from '#lib/ui/forms/fields.ts';

const optionalId = optionalWords(20);

export const decisionFields = {
	title: words(500, () => m.decision_error_title()),
	reason: optionalWords(2000),
	decider_id: optionalId,
	element_id: optionalId,
	due_on: day
};

export const answerFields = {
	outcome: words(2000, () => m.decision_error_outcome()),
	decided_on: v.pipe(
		day,
		v.string(() => m.decision_error_decided_on())
	)
};

/** A decision's fields as the form shows them. */
export function decisionValues(decision: EditedDecision): Record<string, string> {
	const values: Record<string, string> = { version: String(decision.version) };
	for (const name of decisionColumns) values[name] = orNothing(decision[name]);
	return values;
}
