import { redirect } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { make } from '#lib/server/plan-drafts/make.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { openDraft } from '../../draft.ts';
import { staleDraft } from '../../stale.ts';
import { counts } from '../view.ts';
import { madeReasons, newValues, parseMade } from './make-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A day is to come nowhere on earth if it is to come here. */
const furthestEast = 'Pacific/Kiritimati';

export const load: PageServerLoad = async (event) => {
	const draft = await openDraft(event);
	return {
		title: m.draft_make_title(),
		draft: { id: draft.id, version: draft.version, fills: draft.fills_id !== null },
		counts: counts(draft),
		values: newValues(draft.title)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const values = await readForm(event.request);
		const draft = await openDraft(event);
		const form = parseMade(values, today(furthestEast, now), draft.fills_id !== null);
		if (!form.ok) return wrong(values, form.errors);
		const given = { ...form.made, reasons: madeReasons() };
		const asked = { request: requestOf(event, values), version: versionOf(values) };
		const done = await attempt({ values, currency: '', stale: staleDraft }, () =>
			make(db, actor, event.params.draft, given, asked)
		);
		if (!done.ok) return done.failure;
		redirect(303, `/plans/${done.result}/edit?saved=made`);
	}
};
