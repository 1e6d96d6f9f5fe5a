import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations } from '#lib/server/elements/choices.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { editedPlan } from '../edited.ts';
import { planRecordActions, recordRows } from '../work-records/work-records.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const known = await organisations(db, today(plan.time_zone, now));
	const choices = { stakeholder_organisation_id: organisationChoices(known, new Set()) };
	return {
		title: m.stakeholder_heading(),
		records: await recordRows(event, 'stakeholder', {
			...{ planId: plan.id, elementId: null, choices, currency: plan.currency },
			name: ({ stakeholder_name = '' }) => stakeholder_name
		}),
		choices,
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = planRecordActions('stakeholder', 'stakeholders');
