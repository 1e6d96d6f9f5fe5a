/** How a step of a report is sent: 303 to where it is said, 400 or 409 with all that was typed. */
import { redirect, type ActionFailure } from '@sveltejs/kit';
import type { SentStep } from '#lib/server/reports/steps.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { attempt, type Answer, type Values } from '../answers.ts';
import { requestOf, type FormEvent } from '../form-request.ts';
import { bothVersions } from './edits.ts';

interface Sent {
	event: FormEvent;
	/** With `report` and `seen`, its last step when the page was read. */
	values: Values;
	/** Which of the page's forms it is. */
	form: string;
	/** The page that says that it is done. */
	to: string;
}

export async function sendStep(
	{ event, values, form, to }: Sent,
	command: (sent: SentStep) => Promise<string>
): Promise<ActionFailure<Answer>> {
	const sent = {
		reportId: idOf(values['report']) ?? '0',
		seen: idOf(values['seen']),
		request: requestOf(event, values, form)
	};
	// a step names no amounts
	const currency = '';
	const stale = bothVersions(event.locals, currency);
	const done = await attempt({ values, form, currency, stale }, () => command(sent));
	if (!done.ok) return done.failure;
	redirect(303, `${to}?saved=${form}`);
}
