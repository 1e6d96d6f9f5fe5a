import { m } from '#lib/paraglide/messages.js';
import { isId } from '#lib/server/elements/queries.ts';
import { history } from '#lib/server/plans/history.ts';
import { editedPlan } from '../edited.ts';
import { entryWords } from '../history-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const asked = event.url.searchParams.get('before') ?? '';
	const before = isId(asked) ? asked : undefined;
	const { entries, older } = await history(event.locals.db, plan.id, before);
	return {
		title: m.edit_history_heading({ plan: plan.short_title ?? plan.title }),
		entries: entries.map((entry) => entryWords(entry, plan)),
		older,
		newest: before === undefined
	};
};
