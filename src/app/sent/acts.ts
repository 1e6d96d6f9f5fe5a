/** How an act that belongs to no plan is sent: 303 to its page, 400 beside its fields, 409 with both versions. */
import { redirect, type ActionFailure } from '@sveltejs/kit';
import type { SentForm } from '#lib/server/writing/sent-forms.ts';
import { attempt, type Answer, type Values } from '../answers.ts';
import { requestOf, type FormEvent } from '../form-request.ts';
import { bothVersions } from './edits.ts';

interface SentAct {
	event: FormEvent;
	values: Values;
	/** Which of the page's forms it is. */
	form?: string;
}

/** No amount is said of what belongs to no plan. */
const currency = '';

/**
 * Runs an act and goes where its result is seen; what it refuses is the form's answer.
 *
 * @param command is given the form by which it is asked, and hands it on
 */
export async function sendAct<Result>(
	{ event, values, form }: SentAct,
	command: (request: SentForm | undefined) => Promise<Result>,
	to: (result: Result) => string
): Promise<ActionFailure<Answer>> {
	const stale = bothVersions(event.locals, currency);
	const request = requestOf(event, values, form);
	const done = await attempt({ values, form, currency, stale }, () => command(request));
	if (!done.ok) return done.failure;
	redirect(303, to(done.result));
}
