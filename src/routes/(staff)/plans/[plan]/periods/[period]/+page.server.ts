import { error, redirect } from '@sveltejs/kit';
import { throwStatus, wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { sendStep } from '#app/sent/steps.ts';
import { scopeOf } from '#app/scope.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { isIn } from '#lib/domain/reporting/period-control.ts';
import { m } from '#lib/paraglide/messages.js';
import { close, movePeriodDue, reopen } from '#lib/server/periods/commands.ts';
import { openedAgain, ofPlan, reportsOf, type PeriodReport } from '#lib/server/periods/queries.ts';
import { previewPublication } from '#lib/server/publishing/preview.ts';
import { ask, begin, latestOf } from '#lib/server/publishing/publication.ts';
import { approveClean, cleanReports } from '#lib/server/reports/clean.ts';
import { reviewed } from '#lib/server/reports/review.ts';
import { approve, type SentStep } from '#lib/server/reports/steps.ts';
import { idOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { requiredDay } from '../period-form.ts';
import { problemOf, stateOf } from '../period-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function asked({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const { plan } = locals;
	// periods are run of what is adopted
	if (!plan || plan.draft) error(404, 'not_found');
	const periods = await ofPlan(locals.db, plan.id);
	const period = periods.find(({ id }) => id === params.period);
	if (!period) error(404, 'not_found');
	const today = todayIn(plan.time_zone, locals.now);
	return { plan, periods, period, today, to: `/plans/${plan.slug}/periods/${period.id}` };
}

/** So long a browser waits for a publication before it is shown how far that is. */
const waitedMilliseconds = 2_000;

const isSubmitted = ({ state }: PeriodReport) => state === 'submitted';

/** The period's reports, and what stands in those that wait for review. */
async function review(
	{ locals: { db } }: Pick<RequestEvent, 'locals'>,
	{ plan, ...at }: Awaited<ReturnType<typeof asked>>
) {
	const reports = await reportsOf(db, at.period.id);
	const reportIds = reports.filter(isSubmitted).map(({ id }) => id);
	return { reports, items: await reviewed(db, plan, { ...at, reportIds }) };
}

/** What the act before left out, as its address names it, with where each report stands now. */
const leftOut = (url: URL, reports: readonly PeriodReport[]) => {
	const named = (url.searchParams.get('left') ?? '').split(' ');
	return reports
		.filter(({ slug }) => named.includes(slug))
		.map(({ acronym, state }) => ({ acronym, state }));
};

/** What publication would change; null: the period is open, and nobody asks. */
async function preview(
	{ locals: { db, now }, url }: Pick<RequestEvent, 'locals' | 'url'>,
	{ plan, period }: Awaited<ReturnType<typeof asked>>
) {
	if (!period.closed && !url.searchParams.has('preview')) return null;
	const publicNow = await scopeOf({ db, now }, plan);
	const { id: periodId, endsOn } = period;
	return await previewPublication(db, plan, { periodId, endsOn, publicNow });
}

export const load: PageServerLoad = async (event) => {
	const found = await asked(event);
	const { plan, period, today } = found;
	const latest = await latestOf(event.locals.db, period.id);
	const running = latest && !latest.ended;
	if (latest?.ended && latest.problem === null && event.url.searchParams.has('publishing'))
		redirect(303, `${found.to}?saved=published`);
	const [{ reports, items }, publication, again] = await Promise.all([
		review(event, found),
		running ? null : preview(event, found),
		openedAgain(event.locals.db, period.id)
	]);
	return {
		publishing: running
			? { step: latest.step, waits: event.url.searchParams.has('publishing') }
			: null,
		notPublished: latest?.problem ? problemOf(latest.problem) : null,
		title: `${period.label} · ${m.cycle_periods()}`,
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ currency: plan.currency, timeZone: plan.time_zone },
			demonstration: plan.demonstration
		},
		period: { ...period, state: stateOf(period, today), mayPublish: period.dueOn < today },
		openedAgain: again,
		reports,
		items,
		submitted: reports.filter(isSubmitted),
		clean: cleanReports(reports, items),
		received: reports.filter(isIn).length,
		missing: reports
			.filter(({ state }) => state !== 'approved' && state !== 'published')
			.map(({ acronym, state: at, wasPublished }) => ({ acronym, state: at, wasPublished })),
		publication,
		saved: event.url.searchParams.get('saved'),
		approved: Number(event.url.searchParams.get('approved') ?? 0) || 0,
		leftOut: leftOut(event.url, reports)
	};
};

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
		() => `${found.to}?saved=${form}`
	);
}

export const actions: Actions = {
	closed: (event) =>
		act(event, 'closed', ({ period }, edited) =>
			close(event.locals.db, event.locals.actor, edited, period.id)
		),
	reopened: async (event) => {
		const { plan, period, to } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'reopened');
		const { db, actor } = event.locals;
		const sent = { periodId: period.id, reason: form.output.reason };
		return sendEdit(
			{ event, plan, values, form: 'reopened' },
			(edited) => reopen(db, actor, edited, sent),
			() => `${to}?saved=reopened`
		);
	},
	period_due: async (event) => {
		const { plan, period, to } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ due_on: requiredDay, reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'period_due');
		const { db, actor } = event.locals;
		const { due_on: dueOn, reason: why } = form.output;
		return sendEdit(
			{ event, plan, values, form: 'period_due' },
			(edited) => movePeriodDue(db, actor, edited, { periodId: period.id, dueOn, reason: why }),
			(moved) => `${to}?saved=${moved ? 'period_due' : 'period_due_same'}`
		);
	},
	published: async (event) => {
		const { db, actor, now } = event.locals;
		const { plan, period, today, to } = await asked(event);
		const values = await readForm(event.request);
		const sent = { periodId: period.id, today, reason: values['reason']?.trim() || null };
		return sendEdit(
			{ event, plan, values, form: 'published' },
			async (edited) => begin(db, await ask(db, actor, edited, sent), now, waitedMilliseconds),
			// from there it leads on to the period as soon as all is done
			() => `${to}?publishing`
		);
	},
	approved: async (event) => {
		const { db, actor, now } = event.locals;
		const { to } = await asked(event);
		const values = await readForm(event.request);
		return sendStep({ event, values, form: 'approved', to }, (sent) =>
			approve(db, actor, sent, now)
		);
	},
	approved_clean: async (event) => {
		const { db, actor, now } = event.locals;
		const found = await asked(event);
		const sent = stepsIn(await readForm(event.request));
		const { reports, items } = await review(event, found);
		const clean = { sent, reports, items };
		const { approved, leftOut } = await approveClean(db, actor, clean, now).catch(throwStatus);
		const slugs = reports.filter(({ id }) => leftOut.includes(id)).map(({ slug }) => slug);
		const done = { saved: 'approved_clean', approved: String(approved.length) };
		redirect(303, `${found.to}?${new URLSearchParams({ ...done, left: slugs.join(' ') })}`);
	}
};

/** `report-12` holds the last step of report 12 when the page was read. */
const stepsIn = (values: Record<string, string>): SentStep[] =>
	Object.entries(values).flatMap(([field, seen]) => {
		const [name, id] = field.split('-');
		const reportId = name === 'report' ? idOf(id) : null;
		return reportId ? [{ reportId, seen: idOf(seen) }] : [];
	});
