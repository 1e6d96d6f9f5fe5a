import { m } from '#lib/paraglide/messages.js';
import { closingPage, saveClosure, withdrawClosure } from '../work-records/closing.ts';
import { editedPlan } from '../edited.ts';
import { savedWords } from '../saved-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function closed(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const plan = await editedPlan(event);
	return { plan, elementId: null, path: `/plans/${plan.slug}/edit/closure` };
}

export const load: PageServerLoad = async (event) => {
	const closing = await closed(event);
	const { plan } = closing;
	return {
		title: m.closure_heading({ code: plan.short_title ?? plan.title }),
		closing: await closingPage(event, closing),
		saved: savedWords(event.url, plan)
	};
};

export const actions: Actions = {
	save: async (event) => saveClosure(event, await closed(event)),
	withdraw: async (event) => withdrawClosure(event, await closed(event))
};
