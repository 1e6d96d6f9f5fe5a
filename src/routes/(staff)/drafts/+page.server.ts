import { redirect } from '@sveltejs/kit';
import { attempt, wrong, type Values } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { m } from '#lib/paraglide/messages.js';
import * as drafts from '#lib/server/plan-drafts/commands.ts';
import * as queries from '#lib/server/plan-drafts/queries.ts';
import { moment } from '#lib/ui/format.ts';
import { readBegun } from './begin-form.ts';
import { staleDraft } from './stale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	title: m.draft_title(),
	drafts: (await queries.open(locals.db)).map(({ id, title, changed_at }) => ({
		id,
		title,
		changedAt: moment(changed_at, 'UTC')
	}))
});

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const form = await event.request.formData();
		const texts = [...form].filter((field): field is [string, string] => {
			return typeof field[1] === 'string';
		});
		const values: Values = Object.fromEntries(texts);
		const read = await readBegun(form);
		if (!read.ok) return wrong(values, read.errors);
		const request = requestOf(event, values);
		const done = await attempt({ values, currency: '', stale: staleDraft }, () =>
			drafts.begin(db, actor, read.begun, request)
		);
		if (!done.ok) return done.failure;
		redirect(303, `/drafts/${done.result}`);
	}
};
