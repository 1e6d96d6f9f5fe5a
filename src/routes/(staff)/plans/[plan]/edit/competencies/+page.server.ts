import { today } from '#lib/domain/records/dates.ts';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations } from '#lib/server/elements/choices.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { ofSubject } from '#lib/server/work-records/queries.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { day } from '#lib/ui/format.ts';
import { editedPlan } from '../edited.ts';
import { planRecordActions, recordRows } from '../work-records/work-records.ts';
import type { Actions, PageServerLoad } from './$types';

/** Terms of the frameworks that the plan is set out by, by their axes. */
const termChoices = (all: readonly Framework[]): Choice[] =>
	all
		.filter(({ declared }) => declared)
		.flatMap((framework) =>
			framework.axes.flatMap(({ title: group, terms }) =>
				terms.map(({ id, title }) => ({ value: id, word: title, group }))
			)
		);

const kinds = ['head_count', 'training', 'attendance', 'establishment'] as const;

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const on = today(plan.time_zone, now);
	const [known, all, trainings] = await Promise.all([
		organisations(db, on),
		frameworks(db, { plan, scope: { snapshot: null } }),
		ofSubject(db, 'training', { planId: plan.id, elementId: null })
	]);
	const offered = organisationChoices(known, new Set());
	const terms = termChoices(all);
	const choices = {
		counted_organisation_id: offered,
		attending_organisation_id: offered,
		established_organisation_id: offered,
		role_term_id: terms,
		level_term_id: terms,
		training_id: trainings
			.filter(({ withdrawn }) => !withdrawn)
			.map(({ id, values }) => ({
				value: id,
				word: m.competency_training_on({ title: values.training_title, date: day(values.held_on!) })
			}))
	};
	const listed = { planId: plan.id, elementId: null, choices, currency: plan.currency };
	const name = ({ counted_organisation_id, role_term_id, counted_on }: Record<string, string>) =>
		[counted_organisation_id, role_term_id, counted_on].filter(Boolean).join(', ');
	return {
		title: m.competency_heading(),
		records: {
			head_count: await recordRows(event, 'head_count', { ...listed, name }),
			training: await recordRows(event, 'training', {
				...listed,
				name: ({ training_title = '' }) => training_title
			}),
			attendance: await recordRows(event, 'attendance', {
				...listed,
				name: ({ training_id = '', attending_organisation_id = '' }) =>
					`${training_id}, ${attending_organisation_id}`
			}),
			establishment: await recordRows(event, 'establishment', {
				...listed,
				name: ({ established_title = '', established_organisation_id = '' }) =>
					`${established_title}, ${established_organisation_id}`
			})
		},
		choices,
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = Object.assign(
	{},
	...kinds.map((of) => planRecordActions(of, 'competencies'))
);
