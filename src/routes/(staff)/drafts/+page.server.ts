import { error, redirect } from '@sveltejs/kit';
import { attempt, wrong, type Values } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { m } from '#lib/paraglide/messages.js';
import * as plans from '#lib/server/facts/plans.ts';
import * as drafts from '#lib/server/plan-drafts/commands.ts';
import * as queries from '#lib/server/plan-drafts/queries.ts';
import { begunWords } from '#lib/ui/draft-lines.ts';
import { moment } from '#lib/ui/format.ts';
import { readBegun } from './begin-form.ts';
import { staleDraft } from './stale.ts';
import type { Actions, PageServerLoad } from './$types';

/** The plan that a text is to fill, as the address names it. */
async function filledBy(db: App.Locals['db'], url: URL) {
	const asked = url.searchParams.get('plan');
	if (asked === null) return null;
	const plan = await plans.find(db, asked);
	if (!plan?.draft) error(404, 'not_found');
	return { id: plan.id, slug: plan.slug, title: plan.title };
}

export const load: PageServerLoad = async ({ locals, url }) => ({
	title: m.draft_title(),
	fills: await filledBy(locals.db, url),
	drafts: (await queries.open(locals.db)).map(
		({ id, title, begun_by: by, begun_at: at, changed_at }) => ({
			id,
			title,
			begun: begunWords({ by, at }, 'UTC'),
			changedAt: moment(changed_at, 'UTC')
		})
	)
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
		const fills = (await filledBy(db, event.url))?.id ?? null;
		const request = requestOf(event, values);
		const done = await attempt({ values, currency: '', stale: staleDraft }, () =>
			drafts.begin(db, actor, { ...read.begun, fills }, request)
		);
		if (!done.ok) return done.failure;
		redirect(303, `/drafts/${done.result}`);
	}
};
