import { error } from '@sveltejs/kit';
import { sendEdit } from '#app/sent-edits.ts';
import { wrong } from '#app/answers.ts';
import { nextPeriod } from '#lib/domain/reporting/next-period.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { open } from '#lib/server/periods/commands.ts';
import { ofPlan } from '#lib/server/periods/queries.ts';
import { oneOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { frequencies } from '#lib/domain/records/vocabulary.ts';
import { periodName, requiredDay } from './period-form.ts';
import { stateOf } from './period-words.ts';
import type { Actions, PageServerLoad } from './$types';

const fields = {
	label: periodName,
	starts_on: requiredDay,
	ends_on: requiredDay,
	due_on: requiredDay,
	frequency: oneOf(frequencies)
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { plan } = locals;
	// periods are run of what is adopted
	if (!plan || plan.draft) error(404, 'not_found');
	const today = todayIn(plan.time_zone, locals.now);
	const periods = await ofPlan(locals.db, plan.id);
	const { fiscal_year_start_month: fiscalYearStartMonth } = plan;
	const next = nextPeriod(periods.at(-1) ?? null, { today, fiscalYearStartMonth });
	return {
		title: m.cycle_periods(),
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			demonstration: plan.demonstration
		},
		periods: periods.map((period) => ({ ...period, state: stateOf(period, today) })).reverse(),
		proposed: {
			...{ label: next.label, frequency: next.frequency },
			...{ starts_on: next.startsOn, ends_on: next.endsOn, due_on: next.dueOn }
		} as Record<string, string>,
		saved: url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	open: async (event) => {
		const { db, actor, plan } = event.locals;
		if (!plan || plan.draft) error(404, 'not_found');
		const values = await readForm(event.request);
		const form = parseFields(fields, values);
		if (!form.ok) return wrong(values, form.errors, 'open');
		const { label, frequency, starts_on: startsOn, ends_on: endsOn, due_on: dueOn } = form.output;
		return sendEdit(
			{ event, plan, values, form: 'open' },
			(edited) => open(db, actor, edited, { label, frequency, startsOn, endsOn, dueOn }),
			(id) => `/plans/${plan.slug}/periods/${id}?saved=opened`
		);
	}
};
