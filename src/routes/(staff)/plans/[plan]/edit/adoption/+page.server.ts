import { sendEdit } from '#app/sent/edits.ts';
import { wrong } from '#app/answers.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import * as outlines from '#lib/server/elements/outline.ts';
import { instrumentOf } from '#lib/server/facts/plans.ts';
import { adopt } from '#lib/server/plans/adoption.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { instrumentFields } from '../amendments/amendment-form.ts';
import { editedPlan } from '../edited.ts';
import { missing } from '../outline-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const rows = await outlines.outline(event.locals.db, plan.id);
	const of = (kind: string) => rows.filter((row) => row.kind === kind).length;
	return {
		title: m.adoption_title(),
		counts: { goals: of('goal'), objectives: of('objective'), activities: of('activity') },
		missing: missing(rows),
		isEmpty: rows.length === 0,
		/** Null: it is a draft, or came as an adopted plan. */
		instrument: instrumentOf(plan),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(instrumentFields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { number, instrument_on: on, address } = form.output;
		const given = { instrument: { number, on, address }, today: today(plan.time_zone, now) };
		return sendEdit(
			{ event, plan, values },
			(edited) => adopt(db, actor, edited, values['version'] ?? '', given),
			() => `/plans/${plan.slug}/edit/adoption?saved`
		);
	}
};
