import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import * as budgets from '#lib/server/budgets/queries.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import * as settings from '#lib/server/plans/settings.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { editedPlan } from '../edited.ts';
import { parsePlan, planValues } from './plan-form.ts';
import { restored, restoring, settingsBefore } from '../history/restoring.ts';
import { savedMark, savedWords } from '../saved-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const stored = (await settings.settings(db, plan.id)) ?? error(404, 'not_found');
	const former = await restoring(event, plan, { subjectKind: 'plan', subjectIds: [plan.id] });
	return {
		title: m.edit_plan_heading({ plan: plan.short_title ?? plan.title }),
		values: restored(planValues(former ? settingsBefore(stored, former.before) : stored), former),
		provenance: await byField(db, 'plan_id', plan.id),
		moneySet: await budgets.hasMoney(db, plan.id),
		saved: former?.note ?? savedWords(event.url, plan)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parsePlan(values);
		if (!form.ok) return wrong(values, form.errors);
		const version = values['version'] ?? '';
		return sendEdit(
			{ event, plan, values },
			(edited) => settings.change(db, actor, edited, version, form),
			(result) => `/plans/${plan.slug}/edit/plan?${savedMark(result)}`
		);
	}
};
