import { error } from '@sveltejs/kit';
import { sendEdit } from '#app/sent/edits.ts';
import { wrong } from '#app/answers.ts';
import { m } from '#lib/paraglide/messages.js';
import * as drafts from '#lib/server/plans/drafts.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	if (!plan.draft) error(404, 'not_found');
	return { title: m.discard_title(), held: await drafts.contents(event.locals.db, plan.id) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors);
		const given = { seen: values['version'] ?? '', reason: form.output.reason };
		return sendEdit(
			{ event, plan, values },
			(edited) => drafts.discard(db, actor, edited, given),
			() => '/waiting?saved=discarded'
		);
	}
};
