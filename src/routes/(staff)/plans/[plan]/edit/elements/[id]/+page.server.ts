import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import * as elements from '#lib/server/elements/commands.ts';
import { choices, servable } from '#lib/server/elements/choices.ts';
import * as kpis from '#lib/server/kpis/definitions.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { editedElement, editedPlan, spanOf } from '../../edited.ts';
import { axesOfTerms } from '../../../../../terms/axes-of-terms.ts';
import { besideRow, elementValues, parseElement } from '../element-form.ts';
import { elementBefore, restored, restoring } from '../../history/restoring.ts';
import { savedMark, savedWords } from '../../saved-words.ts';
import { above } from '../../standing.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const [choosable, sources, ofKpis] = await Promise.all([
		choices(db, plan.id, today(plan.time_zone, now)),
		byField(db, 'element_id', element.id),
		kpis.ofElement(db, element.id)
	]);
	const former = await restoring(event, plan, { subjectKind: 'element', subjectIds: [element.id] });
	const chosen = new Set(element.owners.map((owner) => owner.organisation_id));
	return {
		title: m.edit_element_heading({
			code: element.code,
			title: element.short_title ?? element.title
		}),
		element: {
			id: element.id,
			kind: element.kind,
			code: element.code,
			title: element.title,
			retired: element.retired_at !== null
		},
		values: restored(
			elementValues(former ? elementBefore(element, former.before, choosable) : element),
			former
		),
		provenance: sources,
		above: above(element, choosable.elements),
		organisations: organisationChoices(choosable.organisations, chosen),
		axes: axesOfTerms(choosable),
		served: servable(element, choosable.elements).map(({ id, code, title }) => ({
			value: id,
			word: m.edit_code_and_title({ code, title })
		})),
		reached: element.reached,
		kpis: ofKpis,
		saved: former?.note ?? savedWords(event.url, plan)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const plan = await editedPlan(event);
		const element = await editedElement(event, plan.id);
		const values = await readForm(event.request);
		const form = parseElement(values, element, spanOf(plan));
		if (!form.ok) return wrong(values, form.errors);
		const { fields, rows, reason, linkReason } = form;
		const request = {
			id: element.id,
			version: versionOf(values),
			fields,
			reason,
			linkReason,
			today: today(plan.time_zone, now)
		};
		return sendEdit(
			{ event, plan, values, beside: besideRow(rows) },
			(edited) => elements.change(db, actor, edited, request),
			(result) => `/plans/${plan.slug}/edit/elements/${element.id}?${savedMark(result)}`
		);
	}
};
