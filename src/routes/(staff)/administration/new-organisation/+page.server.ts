import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { m } from '#lib/paraglide/messages.js';
import { jurisdictions, presentDay } from '#lib/server/organisations/administration.ts';
import { create } from '#lib/server/organisations/commands.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { kindChoices, newFields, organisationChoices } from '../organisation-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, now } }) => {
	const [jurisdiction = ''] = await jurisdictions(db);
	return {
		title: m.organisation_new(),
		requestId: crypto.randomUUID(),
		kinds: kindChoices(),
		organisations: await organisationChoices(db, await presentDay(db, now)),
		values: { kind: 'ministry', jurisdiction }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const values = await readForm(event.request);
		const form = parseFields(newFields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { reason, ...fields } = form.output;
		const today = await presentDay(db, now);
		return sendAct(
			{ event, values },
			(request) => create(db, actor, fields, { request, reason, today }),
			(slug) => `/administration/organisations/${slug}?did=created`
		);
	}
};
