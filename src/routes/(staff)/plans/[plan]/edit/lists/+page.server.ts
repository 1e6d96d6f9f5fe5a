import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { m } from '#lib/paraglide/messages.js';
import { noteLists, sortLists } from '#lib/server/plans/note-lists.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import { savedMark, savedWords } from '../saved-words.ts';
import { listValues, parseLists } from './lists-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const stored = await noteLists(event.locals.db, plan.id);
	return {
		title: m.edit_lists_heading({ plan: plan.short_title ?? plan.title }),
		lists: stored.lists.map(({ topic, subtopic, notes }) => ({ topic, subtopic, notes })),
		values: listValues(stored),
		saved: savedWords(event.url, plan)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseLists(values);
		if (!form.ok) return wrong(values, form.errors);
		const version = values['version'] ?? '';
		return sendEdit(
			{ event, plan, values },
			(edited) => sortLists(db, actor, edited, version, form),
			(result) => `/plans/${plan.slug}/edit/lists?${savedMark(result)}`
		);
	}
};
