import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import * as decisions from '#lib/server/decisions/commands.ts';
import { find } from '#lib/server/decisions/queries.ts';
import { choices } from '#lib/server/elements/choices.ts';
import { reason, versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { decisionFields, decisionValues } from '../decision-form.ts';
import { editedPlan } from '../../edited.ts';
import { savedMark } from '../../saved-words.ts';
import { decisionChoices } from '../choices.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const decision = (await find(db, plan.id, event.params.id)) ?? error(404, 'not_found');
	const choosable = await choices(db, plan.id, today(plan.time_zone, now));
	const chosen = new Set([decision.decider_id ?? '', decision.element_id ?? '']);
	return {
		title: m.decision_heading({ title: decision.title }),
		decision,
		...decisionChoices(choosable, chosen),
		values: decisionValues(decision)
	};
};

async function asked(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const plan = await editedPlan(event);
	const values = await readForm(event.request);
	return {
		...{ db, actor, plan, values },
		at: { id: event.params.id, version: versionOf(values) },
		today: today(plan.time_zone, now),
		back: (changed = true) => `/plans/${plan.slug}/edit/decisions?${savedMark(changed)}`
	};
}

export const actions: Actions = {
	save: async (event) => {
		const { db, actor, plan, values, at, today, back } = await asked(event);
		const form = parseFields(decisionFields, values);
		if (!form.ok) return wrong(values, form.errors);
		const request = { fields: form.output, today };
		return sendEdit(
			{ event, plan, values },
			(edited) => decisions.change(db, actor, edited, at, request),
			back
		);
	},
	withdraw: async (event) => {
		const { db, actor, plan, values, at, today, back } = await asked(event);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'withdraw');
		const request = { reason: form.output.reason, today };
		return sendEdit(
			{ event, plan, values, form: 'withdraw' },
			(edited) => decisions.withdraw(db, actor, edited, at, request),
			() => back()
		);
	}
};
