import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import { find, isId } from '#lib/server/elements/queries.ts';
import { history, untold } from '#lib/server/plans/history.ts';
import { editedPlan } from '../edited.ts';
import { entryLinks } from './history-links.ts';
import { entryWords } from './history-words.ts';
import { shownUntold } from './untold-words.ts';
import { above } from '../standing.ts';
import type { PageServerLoad } from './$types';

type Event = Parameters<PageServerLoad>[0];

/** The element whose history is asked for, with what it stands beneath; null: that of the plan. */
async function elementAsked({ locals, url }: Event, plan: { id: string; time_zone: string }) {
	const id = url.searchParams.get('element');
	if (id === null) return null;
	const found = (await find(locals.db, plan.id, id)) ?? error(404, 'not_found');
	const { elements } = await choices(locals.db, plan.id, today(plan.time_zone, locals.now));
	const { kind, code, title } = found;
	return { element: { id, kind, code, title }, above: above(found, elements) };
}

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const asked = event.url.searchParams.get('before') ?? '';
	const before = isId(asked) ? asked : undefined;
	const of = await elementAsked(event, plan);
	const { entries, older } = await history(event.locals.db, plan.id, {
		before,
		elementId: of?.element.id
	});
	// where the history begins
	const notTold = older ? null : await untold(event.locals.db, plan.id, of?.element.id);
	return {
		title: of
			? m.edit_history_of({ code: of.element.code })
			: m.edit_history_heading({ plan: plan.short_title ?? plan.title }),
		element: of?.element ?? null,
		above: of?.above ?? [],
		entries: entries.map((entry) => ({
			...entryWords(entry, plan),
			...entryLinks(entry, plan.slug)
		})),
		older,
		timeZone: plan.time_zone,
		untold: notTold && shownUntold(notTold),
		newest: before === undefined
	};
};
