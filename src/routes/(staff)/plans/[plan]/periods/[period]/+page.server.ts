import { error } from '@sveltejs/kit';
import { sendEdit } from '#app/sent-edits.ts';
import { sendStep } from '#app/sent-steps.ts';
import { wrong } from '#app/answers.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { close, reopen } from '#lib/server/periods/commands.ts';
import { ofPlan, reportsOf } from '#lib/server/periods/queries.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { approve } from '#lib/server/reports/steps.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { stateOf } from '../period-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function asked({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const { plan } = locals;
	// periods are run of what is adopted
	if (!plan || plan.draft) error(404, 'not_found');
	const period = (await ofPlan(locals.db, plan.id)).find(({ id }) => id === params.period);
	if (!period) error(404, 'not_found');
	return { plan, period, today: todayIn(plan.time_zone, locals.now) };
}

export const load: PageServerLoad = async (event) => {
	const { plan, period, today } = await asked(event);
	const reports = await reportsOf(event.locals.db, period.id);
	return {
		title: `${period.label} · ${m.cycle_periods()}`,
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ timeZone: plan.time_zone, demonstration: plan.demonstration }
		},
		period: { ...period, state: stateOf(period, today), mayPublish: period.dueOn < today },
		reports,
		received: reports.filter(({ state }) => !unsent.includes(state)).length,
		unapproved: reports
			.filter(({ state }) => state !== 'approved' && state !== 'published')
			.map(({ acronym }) => acronym),
		saved: event.url.searchParams.get('saved')
	};
};

const unsent: readonly string[] = ['not_submitted', 'draft'];

/** Does something with the period, and says on its page that it is done. */
async function act(
	event: RequestEvent,
	form: string,
	command: (
		sent: Awaited<ReturnType<typeof asked>> & { values: Record<string, string> },
		edited: Parameters<Parameters<typeof sendEdit>[1]>[0]
	) => Promise<unknown>
) {
	const found = await asked(event);
	const values = await readForm(event.request);
	return sendEdit(
		{ event, plan: found.plan, values, form },
		(edited) => command({ ...found, values }, edited),
		() => `/plans/${found.plan.slug}/periods/${found.period.id}?saved=${form}`
	);
}

export const actions: Actions = {
	closed: (event) =>
		act(event, 'closed', ({ period }, edited) =>
			close(event.locals.db, event.locals.actor, edited, period.id)
		),
	reopened: async (event) => {
		const { plan, period } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'reopened');
		const { db, actor } = event.locals;
		const sent = { periodId: period.id, reason: form.output.reason };
		return sendEdit(
			{ event, plan, values, form: 'reopened' },
			(edited) => reopen(db, actor, edited, sent),
			() => `/plans/${plan.slug}/periods/${period.id}?saved=reopened`
		);
	},
	published: (event) =>
		act(event, 'published', ({ period, today, values }, edited) =>
			publish(event.locals.db, event.locals.actor, edited, {
				...{ periodId: period.id, today },
				reason: values['reason']?.trim() || null
			})
		),
	approved: async (event) => {
		const { db, actor, now } = event.locals;
		const { plan, period } = await asked(event);
		const values = await readForm(event.request);
		const to = `/plans/${plan.slug}/periods/${period.id}`;
		return sendStep({ event, values, form: 'approved', to }, (sent) =>
			approve(db, actor, sent, now)
		);
	}
};
