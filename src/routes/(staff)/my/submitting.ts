/** How a ministry sends its report on: certified, to the ICT office, or first to who approves it inside. */
import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendStep } from '#app/sent/steps.ts';
import { m } from '#lib/paraglide/messages.js';
import { handIn, sendBack, submit } from '#lib/server/reports/steps.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';

const to = '/my';

export async function submitReport(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const values = await readForm(event.request);
	const form = 'submitted';
	if (values['certified'] !== 'on')
		return wrong(values, { certified: m.cycle_certify_needed() }, form);
	return sendStep({ event, values, form, to }, (sent) => submit(db, actor, sent, now));
}

export async function handInReport(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const values = await readForm(event.request);
	return sendStep({ event, values, form: 'handed_in', to }, (sent) => handIn(db, actor, sent, now));
}

export async function sendReportBack(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const values = await readForm(event.request);
	const form = 'sent_back';
	const said = parseFields({ reason }, values);
	if (!said.ok) return wrong(values, said.errors, form);
	return sendStep({ event, values, form, to }, (sent) =>
		sendBack(db, actor, { ...sent, ...said.output }, now)
	);
}
