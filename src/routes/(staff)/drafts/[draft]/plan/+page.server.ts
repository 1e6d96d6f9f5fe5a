import { redirect } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { usualLabels } from '#lib/domain/proposals/usual-labels.ts';
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
		draft: { id: draft.id, version: draft.version },
		counts: counts(draft),
		values: newValues(draft.title)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const values = await readForm(event.request);
		const form = parseMade(values, today(furthestEast, now));
		if (!form.ok) return wrong(values, form.errors);
		const { output } = form;
		const given = {
			plan: {
				title: output.title,
				shortTitle: output.short_title,
				language: output.language,
				currency: output.currency,
				timeZone: output.time_zone,
				fiscalYearStartMonth: output.fiscal_year_start_month,
				periodStart: output.period_start,
				periodEnd: output.period_end,
				labels: usualLabels(output.language)
			},
			publication: {
				title: output.publication_title,
				publisher: output.publisher,
				publishedOn: output.published_on,
				address: output.address
			},
			adoptedOn: output.adopted_on,
			reasons: madeReasons()
		};
		const asked = { request: requestOf(event, values), version: versionOf(values) };
		const done = await attempt({ values, currency: '', stale: staleDraft }, () =>
			make(db, actor, event.params.draft, given, asked)
		);
		if (!done.ok) return done.failure;
		redirect(303, `/plans/${done.result}`);
	}
};
