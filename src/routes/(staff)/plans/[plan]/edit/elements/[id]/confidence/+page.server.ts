import * as v from 'valibot';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { confidences } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import {
	latestOverride,
	liftOverride,
	overrideConfidence
} from '#lib/server/elements/confidence.ts';
import { day, idOf, oneOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { savedMark, savedWords } from '../../../saved-words.ts';
import { above } from '../../../standing.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const day = today(plan.time_zone, now);
	const [latest, { elements }] = await Promise.all([
		latestOverride(db, element.id),
		choices(db, plan.id, day)
	]);
	const { id, kind, code, title, retired_at } = element;
	return {
		title: m.override_heading({ code }),
		element: { id, kind, code, title, retired: retired_at !== null },
		above: above(element, elements),
		override: latest?.expires_on && latest.expires_on >= day ? latest : null,
		version: latest?.id ?? '',
		saved: savedWords(event.url, plan)
	};
};

async function asked(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const values = await readForm(event.request);
	const seen = idOf(values['version']);
	return {
		...{ db, actor, plan, values },
		which: { elementId: element.id, seen, today: today(plan.time_zone, now) },
		back: (changed: boolean) =>
			`/plans/${plan.slug}/edit/elements/${element.id}/confidence?${savedMark(changed)}`
	};
}

const overrideFields = {
	confidence: oneOf(confidences),
	expires_on: v.pipe(
		day,
		v.string(() => m.override_error_expires())
	),
	reason
};

export const actions: Actions = {
	override: async (event) => {
		const { db, actor, plan, values, which, back } = await asked(event);
		const form = parseFields(overrideFields, values);
		if (!form.ok) return wrong(values, form.errors, 'override');
		const { expires_on: expiresOn, ...rest } = form.output;
		return sendEdit(
			{ event, plan, values, form: 'override' },
			(edited) => overrideConfidence(db, actor, edited, { ...which, ...rest, expiresOn }),
			back
		);
	},
	lift: async (event) => {
		const { db, actor, plan, values, which, back } = await asked(event);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'lift');
		return sendEdit(
			{ event, plan, values, form: 'lift' },
			(edited) => liftOverride(db, actor, edited, { ...which, ...form.output }),
			back
		);
	}
};
