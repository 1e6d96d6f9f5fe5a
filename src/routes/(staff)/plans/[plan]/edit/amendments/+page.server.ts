import { redirect } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { enterDraft, leaveDraft } from '#app/amendments/amendment-draft.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/commands.ts';
import * as queries from '#lib/server/amendments/queries.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { amendmentFields } from './amendment-form.ts';
import { editedPlan } from '../edited.ts';
import { amendmentView } from '#app/amendments/amendment-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const found = await queries.ofPlan(event.locals.db, plan.id);
	return {
		title: m.amendment_heading(),
		amendments: found.map((one) => ({ ...amendmentView(one), records: one.records })),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	begin: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(amendmentFields, values);
		if (!form.ok) return wrong(values, form.errors, 'begin');
		return sendEdit(
			{ event, plan, values, form: 'begin' },
			(edited) => amendments.draft(db, actor, edited, form.output),
			(id) => {
				enterDraft(event.cookies, plan, id, event.url.protocol === 'https:');
				return `/plans/${plan.slug}/edit/amendments/${id}?saved=begun`;
			}
		);
	},
	leave: async (event) => {
		const plan = await editedPlan(event);
		leaveDraft(event.cookies, plan);
		redirect(303, `/plans/${plan.slug}/edit/amendments?saved=left`);
	}
};
