import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent-edits.ts';
import { sendStep } from '#app/sent-steps.ts';
import type { ReturnedItem, ReportItemKind } from '#lib/domain/reporting/items.ts';
import { activityWarnings } from '#lib/domain/reporting/warnings.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { extend, moveDue } from '#lib/server/periods/commands.ts';
import { ofPlan, reportsOf, stepsOf } from '#lib/server/periods/queries.ts';
import { approve, returnReport } from '#lib/server/reports/steps.ts';
import { tasks, type Tasks } from '#lib/server/reports/tasks.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { idOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { requiredDay } from '../../period-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

type Event = Pick<RequestEvent, 'locals' | 'params'>;

async function asked({ locals, params }: Event) {
	const { plan } = locals;
	// periods are run of what is adopted
	if (!plan || plan.draft) error(404, 'not_found');
	const period = (await ofPlan(locals.db, plan.id)).find(({ id }) => id === params.period);
	if (!period) error(404, 'not_found');
	const reports = await reportsOf(locals.db, period.id);
	const report = reports.find(({ slug }) => slug === params.organisation);
	if (!report) error(404, 'not_found');
	const back = `/plans/${plan.slug}/periods/${period.id}/${report.slug}`;
	return { plan, period, report, back, today: todayIn(plan.time_zone, locals.now) };
}

/** What stands in a report, item by item: the last value beside the one before. */
function itemsOf({ activities, kpis, money }: Tasks, period: { startsOn: string }) {
	return {
		activities: activities.map(({ element }) => {
			const [last, before] = [element.updates.at(-1), element.updates.at(-2)];
			return {
				...{ id: element.id, code: element.code, title: element.shortTitle ?? element.title },
				isNew: last !== undefined && last.asOf >= period.startsOn,
				now: last ? { percent: last.physicalPercent, on: last.asOf } : null,
				before: before ? { percent: before.physicalPercent, on: before.asOf } : null,
				note: last?.note ?? null,
				warnings: activityWarnings(element)
			};
		}),
		kpis: kpis.map(({ kpi }) => {
			const [last, before] = [kpi.measurements.at(-1), kpi.measurements.at(-2)];
			return {
				...{ id: kpi.id, code: kpi.code, title: kpi.title, unit: kpi.unit },
				isNew: last !== undefined && last.measuredOn >= period.startsOn,
				now: last ? { value: last.value, on: last.measuredOn } : null,
				before: before ? { value: before.value, on: before.measuredOn } : null
			};
		}),
		lines: money.flatMap(({ element, lines }) =>
			lines.map(({ line }) => ({
				...{ id: line.id, code: element.code, title: element.shortTitle ?? element.title },
				...{ fundSource: line.fundSource, year: line.appropriationYear },
				isNew: line.spendingAsOf !== null && line.spendingAsOf >= period.startsOn,
				on: line.spendingAsOf,
				...{ obligation: line.obligation, disbursement: line.disbursement }
			}))
		)
	};
}

export const load: PageServerLoad = async (event) => {
	const { plan, period, report, today } = await asked(event);
	const { db } = event.locals;
	const organisation = (await organisations.find(db, report.slug)) ?? error(404, 'not_found');
	return {
		title: `${report.acronym} · ${period.label}`,
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ currency: plan.currency, timeZone: plan.time_zone },
			demonstration: plan.demonstration
		},
		period: { id: period.id, label: period.label, closed: period.closed },
		report,
		steps: await stepsOf(db, report.id),
		items: itemsOf(await tasks(db, plan, organisation.id, today), period),
		today,
		saved: event.url.searchParams.get('saved')
	};
};

const kinds: readonly ReportItemKind[] = ['activity', 'kpi', 'line'];

/** `activity-12` is the reason that stands beside the activity 12. */
function returnedIn(values: Record<string, string>): ReturnedItem[] {
	return Object.entries(values).flatMap(([field, typed]) => {
		const [name, id] = field.split('-');
		const kind = kinds.find((one) => one === name);
		const why = typed.trim();
		return kind && idOf(id) && why ? [{ kind, id: id!, reason: why.slice(0, 500) }] : [];
	});
}

export const actions: Actions = {
	approved: async (event) => {
		const { db, actor, now } = event.locals;
		const { back: to } = await asked(event);
		const values = await readForm(event.request);
		return sendStep({ event, values, form: 'approved', to }, (sent) =>
			approve(db, actor, sent, now)
		);
	},
	returned: async (event) => {
		const { db, actor, now } = event.locals;
		const { back: to } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'returned');
		const said = { reason: form.output.reason, items: returnedIn(values) };
		return sendStep({ event, values, form: 'returned', to }, (sent) =>
			returnReport(db, actor, { ...sent, ...said }, now)
		);
	},
	extended: async (event) => {
		const { db, actor } = event.locals;
		const { plan, report, back, today } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ until: requiredDay, why: reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'extended');
		const { until, why } = form.output;
		return sendEdit(
			{ event, plan, values, form: 'extended' },
			(edited) => extend(db, actor, edited, { reportId: report.id, until, reason: why, today }),
			() => `${back}?saved=extended`
		);
	},
	due: async (event) => {
		const { db, actor } = event.locals;
		const { plan, report, back } = await asked(event);
		const values = await readForm(event.request);
		const form = parseFields({ due_on: requiredDay }, values);
		if (!form.ok) return wrong(values, form.errors, 'due');
		return sendEdit(
			{ event, plan, values, form: 'due' },
			(edited) => moveDue(db, actor, edited, { reportId: report.id, dueOn: form.output.due_on }),
			() => `${back}?saved=due`
		);
	}
};
