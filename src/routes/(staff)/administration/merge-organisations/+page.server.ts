import { m } from '#lib/paraglide/messages.js';
import { kindChoices } from '../organisation-form.ts';
import { endingPage, endThem, preview } from '../ending-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await endingPage(event)),
	title: m.organisation_merge(),
	kinds: kindChoices()
});

export const actions: Actions = {
	preview: (event) => preview(event, 'merge'),
	end: (event) => endThem(event, 'merge')
};
