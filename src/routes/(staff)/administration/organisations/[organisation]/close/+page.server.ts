import { m } from '#lib/paraglide/messages.js';
import { kindChoices } from '../../../organisation-form.ts';
import { endingPage, endThem, preview } from '../../../ending-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const page = await endingPage(event);
	const { acronym = '' } = page.organisation ?? {};
	return { ...page, title: m.organisation_close_of({ acronym }), kinds: kindChoices() };
};

export const actions: Actions = {
	preview: (event) => preview(event, 'close'),
	end: (event) => endThem(event, 'close')
};
