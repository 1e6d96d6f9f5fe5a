import { redirect } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { readOrganisations } from '#lib/domain/entries/organisation-lines.ts';
import { m } from '#lib/paraglide/messages.js';
import * as organisationChoices from '#lib/server/auth/organisation-choices.ts';
import { addListed, AlreadyThere } from '#lib/server/organisations/add-listed.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { faultWords, listFields, thereWords } from './list-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	title: m.start_organisations_title(),
	requestId: crypto.randomUUID(),
	present: await organisationChoices.list(locals.db)
});

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const values = await readForm(event.request);
		const form = parseFields(listFields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { jurisdiction, organisations: text } = form.output;
		const { organisations: listed, faults } = readOrganisations(text);
		if (faults.length > 0) return wrong(values, { organisations: faultWords(faults) });
		// nothing is changed that somebody else could have changed
		const stale = (cause: Error) => Promise.reject(cause);
		try {
			const done = await attempt({ values, currency: '', stale }, () =>
				addListed(db, actor, { jurisdiction, listed }, requestOf(event, values))
			);
			if (!done.ok) return done.failure;
		} catch (cause) {
			if (cause instanceof AlreadyThere)
				return wrong(values, { organisations: thereWords(cause.organisations) });
			throw cause;
		}
		redirect(303, '/start?saved=organisations');
	}
};
