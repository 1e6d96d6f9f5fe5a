import { error, type RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import { handOver } from '#lib/server/work-records/hand-over.ts';
import { ownersToHandOver } from '#lib/server/work-records/hand-overs.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { idOf, versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { ownerWords } from '#lib/ui/vocabulary.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { handOverFields } from '../../../work-records/hand-over-form.ts';
import { above } from '../../../standing.ts';
import { recordActions, recordRows } from '../../../work-records/work-records.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	if (element.retired_at !== null) error(404, 'not_found');
	const [choosable, owners] = await Promise.all([
		choices(db, plan.id, today(plan.time_zone, now)),
		ownersToHandOver(db, plan.id, element.id)
	]);
	const { id, kind, code, title, version } = element;
	const ownOrganisations = new Map(
		owners.map(({ organisationId, acronym, name }) => [
			organisationId,
			{ value: organisationId, word: m.edit_organisation({ acronym, name }) }
		])
	);
	const offices = { organisation_id: [...ownOrganisations.values()] };
	return {
		title: m.office_heading({ code }),
		element: { id, kind, code, title, version: String(version) },
		above: above(element, choosable.elements),
		owners: owners.map(({ id: value, role, acronym }) => ({
			value,
			word: m.hand_over_from_owner({ role: ownerWords[role](), acronym })
		})),
		/** What is the same owner's in the same role, to go with it. */
		also: [...new Map(owners.flatMap(({ others }) => others).map((one) => [one.id, one])).values()],
		organisations: organisationChoices(choosable.organisations, new Set()),
		offices: await recordRows(event, 'office', {
			...{ planId: plan.id, elementId: id, choices: offices, currency: plan.currency },
			name: ({ office_title = '' }) => office_title
		}),
		choices: offices,
		saved: event.url.searchParams.get('saved')
	};
};

async function handingOver(event: RequestEvent<{ plan: string; id: string }>) {
	const { db, actor, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const values = await readForm(event.request);
	const form = parseFields(handOverFields, values);
	if (!form.ok) return wrong(values, form.errors, 'hand_over');
	const { owner, to_organisation, to_office, handed_on, handed_over, reason } = form.output;
	const withElements = Object.keys(values).flatMap((name) =>
		name.startsWith('also-') && values[name] === 'on' ? (idOf(name.slice(5)) ?? []) : []
	);
	return sendEdit(
		{ event, plan, values, form: 'hand_over' },
		(edited) =>
			handOver(db, actor, edited, {
				...{ elementId: element.id, version: versionOf(values), withElements, reason },
				...{ ownerId: owner, toOrganisationId: to_organisation, toOffice: to_office },
				...{ on: handed_on, what: handed_over, today: today(plan.time_zone, now) }
			}),
		() => `/plans/${plan.slug}/edit/elements/${element.id}/owners?saved=handed#content`
	);
}

export const actions: Actions = { ...recordActions('office', 'owners'), hand_over: handingOver };
