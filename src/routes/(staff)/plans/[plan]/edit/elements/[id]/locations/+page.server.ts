import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { above } from '../../../standing.ts';
import { recordActions, recordRows } from '../../../work-records/work-records.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const { id, kind, code, title, retired_at } = element;
	if (kind !== 'activity' || retired_at !== null) error(404, 'not_found');
	const { elements } = await choices(db, plan.id, today(plan.time_zone, now));
	return {
		title: m.location_heading({ code }),
		element: { id, kind, code, title },
		above: above(element, elements),
		records: await recordRows(event, 'location', {
			...{ planId: plan.id, elementId: id, choices: {}, currency: plan.currency },
			name: ({ unit_name = '' }) => unit_name
		}),
		choices: {},
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = recordActions('location', 'locations');
