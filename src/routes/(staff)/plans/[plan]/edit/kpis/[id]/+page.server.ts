import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';
import { editedKpi, editedPlan, spanOf } from '../../edited.ts';
import { kpiValues, parseKpi } from '../kpi-form.ts';
import { kpiBefore, restored, restoring } from '../../history/restoring.ts';
import { savedMark, savedWords } from '../../saved-words.ts';
import { axesOfTerms } from '../../../../../terms/axes-of-terms.ts';
import { above } from '../../standing.ts';
import { reason, versionOf } from '#lib/ui/forms/fields.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const kpi = await editedKpi(event, plan.id);
	const [choosable, sources] = await Promise.all([
		choices(db, plan.id, today(plan.time_zone, now)),
		byField(db, 'kpi_id', kpi.id)
	]);
	const former = await restoring(event, plan, { subjectKind: 'kpi', subjectIds: [kpi.id] });
	const element = choosable.elements.find(({ id }) => id === kpi.element_id);
	const standing = above({ parent_id: kpi.element_id }, choosable.elements);
	return {
		title: m.edit_kpi_heading({ code: kpi.code, title: kpi.title }),
		kpi: {
			id: kpi.id,
			elementId: kpi.element_id,
			code: kpi.code,
			title: kpi.title,
			version: kpi.version,
			retired: kpi.retired_reason,
			measurements: kpi.measurements
		},
		/** The element's code, where it is retired and must be restored first. */
		elementRetired: element?.live === false ? element.code : null,
		above: standing.map(({ id, code }) => ({ id, code })),
		axes: axesOfTerms(choosable),
		organisations: organisationChoices(choosable.organisations, new Set([kpi.reporter_id ?? ''])),
		provenance: sources,
		values: restored(kpiValues(former ? kpiBefore(kpi, former.before, choosable) : kpi), former),
		saved: former?.note ?? savedWords(event.url, plan)
	};
};

async function asked(event: RequestEvent) {
	const plan = await editedPlan(event);
	const kpi = await editedKpi(event, plan.id);
	const values = await readForm(event.request);
	const back = (changed = true) =>
		`/plans/${plan.slug}/edit/kpis/${kpi.id}?${savedMark(changed)}#content`;
	return {
		...event.locals,
		plan,
		kpi,
		values,
		at: { id: kpi.id, version: versionOf(values) },
		back
	};
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, kpi, values, at, back, db, actor, now } = await asked(event);
		const day = today(plan.time_zone, now);
		const form = parseKpi(values, { ...spanOf(plan), today: day }, kpi);
		if (!form.ok) return wrong(values, form.errors);
		const request = { ...form, today: day };
		return sendEdit(
			{ event, plan, values },
			(edited) => kpis.change(db, actor, edited, at, request),
			(result) => back(result)
		);
	},
	retire: async (event) => {
		const { plan, values, at, back, db, actor, now } = await asked(event);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'retire');
		const request = { reason: form.output.reason, now };
		return sendEdit(
			{ event, plan, values, form: 'retire' },
			(edited) => kpis.retire(db, actor, edited, at, request),
			() => back()
		);
	},
	restore: async (event) => {
		const { plan, values, at, back, db, actor } = await asked(event);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'restore');
		return sendEdit(
			{ event, plan, values, form: 'restore' },
			(edited) => kpis.restore(db, actor, edited, at, form.output.reason),
			() => back()
		);
	}
};
