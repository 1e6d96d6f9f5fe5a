import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import * as elements from '#lib/server/elements/queries.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { editedPlan, spanOf } from '../../edited.ts';
import { newKpiValues, parseKpi } from '../kpi-form.ts';
import { axesOfTerms } from '../../../../../terms/axes-of-terms.ts';
import { above } from '../../standing.ts';
import type { Actions, PageServerLoad, RequestEvent, PageServerLoadEvent } from './$types';

async function asked(event: RequestEvent | PageServerLoadEvent) {
	const plan = await editedPlan(event);
	const id = event.url.searchParams.get('element') ?? '';
	const element = (await elements.find(event.locals.db, plan.id, id)) ?? error(404, 'not_found');
	return { plan, element, today: today(plan.time_zone, event.locals.now) };
}

export const load: PageServerLoad = async (event) => {
	const { plan, element, today } = await asked(event);
	const choosable = await choices(event.locals.db, plan.id, today);
	return {
		title: m.edit_kpi_new_heading({ code: element.code }),
		element: { id: element.id, code: element.code, title: element.title },
		retired: element.retired_at !== null,
		above: [...above(element, choosable.elements), { id: element.id, code: element.code }].map(
			({ id, code }) => ({ id, code })
		),
		axes: axesOfTerms(choosable),
		organisations: organisationChoices(choosable.organisations, new Set()),
		values: newKpiValues
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, element, today } = await asked(event);
		const values = await readForm(event.request);
		const form = parseKpi(values, { ...spanOf(plan), today });
		if (!form.ok) return wrong(values, form.errors);
		return sendEdit(
			{ event, plan, values },
			(edited) => kpis.add(db, actor, edited, element.id, { ...form, today }),
			(result) => `/plans/${plan.slug}/edit/kpis/${result}?saved`
		);
	}
};
