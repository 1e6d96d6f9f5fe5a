import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { make } from '#lib/server/templates/commands.ts';
import { list } from '#lib/server/templates/queries.ts';
import { wouldHold } from '#lib/server/templates/make-items.ts';
import { idOf, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const on = today(plan.time_zone, now);
	const [parts, templates] = await Promise.all([
		wouldHold(db, { planId: plan.id, day: on, known: null }),
		list(db)
	]);
	const earlier = templates.filter((one) => one.plan.id === plan.id && one.withdrawn === null);
	return {
		title: m.template_make(),
		on,
		parts,
		earlier: earlier.map(({ id, title }) => ({ value: id, word: title })),
		values: {
			title: plan.short_title ?? plan.title,
			follows: earlier[0]?.id ?? ''
		} as Record<string, string>
	};
};

const fields = {
	title: words(300, () => m.template_error_title()),
	description: optionalWords(2_000),
	reason
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(fields, values);
		if (!form.ok) return wrong(values, form.errors);
		const of = { ...form.output, followsId: idOf(values['follows']) };
		return sendAct(
			{ event, values },
			(request) => make(db, actor, plan, of, { request, now }),
			(slug) => `/templates/${slug}?saved=made`
		);
	}
};
