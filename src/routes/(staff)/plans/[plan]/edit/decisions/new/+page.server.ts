import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import * as decisions from '#lib/server/decisions/commands.ts';
import { choices } from '#lib/server/elements/choices.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { decisionFields } from '../decision-form.ts';
import { editedPlan } from '../../edited.ts';
import { decisionChoices } from '../choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const choosable = await choices(db, plan.id, today(plan.time_zone, now));
	return { title: m.decision_new(), ...decisionChoices(choosable, new Set()) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(decisionFields, values);
		if (!form.ok) return wrong(values, form.errors);
		return sendEdit(
			{ event, plan, values },
			(edited) => decisions.raise(db, actor, edited, form.output, today(plan.time_zone, now)),
			() => `/plans/${plan.slug}/edit/decisions?saved`
		);
	}
};
