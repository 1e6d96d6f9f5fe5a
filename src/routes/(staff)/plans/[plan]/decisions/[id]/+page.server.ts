import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { permission } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { answer } from '#lib/server/decisions/commands.ts';
import { find } from '#lib/server/decisions/queries.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { answerFields } from '../../edit/decisions/decision-form.ts';
import type { Actions, PageServerLoad } from './$types';

const planOf = ({ plan }: App.Locals) => plan ?? error(404, 'not_found');

export const load: PageServerLoad = async ({ locals, params }) => {
	const plan = planOf(locals);
	const decision = (await find(locals.db, plan.id, params.id)) ?? error(404, 'not_found');
	const day = today(plan.time_zone, locals.now);
	return {
		title: m.decision_heading({ title: decision.title }),
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ timeZone: plan.time_zone, demonstration: plan.demonstration }
		},
		decision,
		onBehalf: permission(locals.actor, 'answer_decision') === 'on_behalf',
		values: {
			version: String(decision.version),
			outcome: decision.outcome ?? '',
			decided_on: decision.decided_on ?? day
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const { db, actor, now } = locals;
		const plan = planOf(locals);
		const values = await readForm(request);
		const form = parseFields(answerFields, values);
		if (!form.ok) return wrong(values, form.errors);
		const at = { id: params.id, version: versionOf(values) };
		const sent = { answer: form.output, today: today(plan.time_zone, now) };
		return sendEdit(
			{ event, plan, values },
			(edited) => answer(db, actor, edited, at, sent),
			() => `/plans/${plan.slug}/leadership`
		);
	}
};
