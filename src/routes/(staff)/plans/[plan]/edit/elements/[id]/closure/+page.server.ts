import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import { closingPage, saveClosure, withdrawClosure } from '../../../work-records/closing.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { savedWords } from '../../../saved-words.ts';
import { above } from '../../../standing.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function closed(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const path = `/plans/${plan.slug}/edit/elements/${element.id}/closure`;
	return { plan, element, elementId: element.id, path };
}

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const closing = await closed(event);
	const { plan, element } = closing;
	const { elements } = await choices(db, plan.id, today(plan.time_zone, now));
	const { id, kind, code, title, retired_at } = element;
	return {
		title: m.closure_heading({ code }),
		element: { id, kind, code, title, retired: retired_at !== null },
		above: above(element, elements),
		closing: await closingPage(event, closing),
		saved: savedWords(event.url, plan)
	};
};

export const actions: Actions = {
	save: async (event) => saveClosure(event, await closed(event)),
	withdraw: async (event) => withdrawClosure(event, await closed(event))
};
