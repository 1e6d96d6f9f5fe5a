/** How a ministry sends its report on: certified, to the ICT office, or first to who approves it inside. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { bothVersions } from '#app/sent-edits.ts';
import { m } from '#lib/paraglide/messages.js';
import { handIn, sendBack, submit } from '#lib/server/reports/steps.ts';
import { idOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';

export type Step = 'submitted' | 'handed_in' | 'sent_back';

export async function sendStep(event: RequestEvent, form: Step) {
	const { db, actor, now } = event.locals;
	const values = await readForm(event.request);
	const sent = {
		reportId: idOf(values['report']) ?? '0',
		seen: idOf(values['seen']),
		request: requestOf(event, values, form)
	};
	if (form === 'submitted' && values['certified'] !== 'on')
		return wrong(values, { certified: m.cycle_certify_needed() }, form);
	const said = parseFields({ reason }, values);
	if (form === 'sent_back' && !said.ok) return wrong(values, said.errors, form);
	const stale = bothVersions(event.locals, '');
	const done = await attempt({ values, form, currency: '', stale }, () => {
		if (form === 'submitted') return submit(db, actor, sent, now);
		if (form === 'handed_in') return handIn(db, actor, sent, now);
		return sendBack(db, actor, { ...sent, reason: said.ok ? said.output.reason : '' }, now);
	});
	if (!done.ok) return done.failure;
	redirect(303, `/my?saved=${form}`);
}
