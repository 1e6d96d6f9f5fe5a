import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import * as budgets from '#lib/server/budgets/queries.ts';
import { choices } from '#lib/server/elements/choices.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { above } from '../../../standing.ts';
import { lineChoices, recordActions, recordRows } from '../../../work-records/work-records.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const { id, kind, code, title, retired_at } = element;
	if (kind !== 'activity' || retired_at !== null) error(404, 'not_found');
	const [choosable, lines] = await Promise.all([
		choices(db, plan.id, today(plan.time_zone, now)),
		budgets.lines(db, plan.id, id)
	]);
	const offered = {
		supplier_organisation_id: organisationChoices(choosable.organisations, new Set()),
		budget_line_id: lineChoices(lines)
	};
	return {
		title: m.contract_heading({ code }),
		element: { id, kind, code, title },
		above: above(element, choosable.elements),
		records: await recordRows(event, 'contract', {
			...{ planId: plan.id, elementId: id, choices: offered, currency: plan.currency },
			name: ({ contract_title = '' }) => contract_title
		}),
		choices: offered,
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = recordActions('contract', 'contracts');
