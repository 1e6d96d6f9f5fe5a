import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { addressOf } from '#app/own-reports.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { sendStep } from '#app/sent/steps.ts';
import {
	isSameItem,
	type ReturnedItem,
	type ReportItem,
	type ReportItemKind
} from '#lib/domain/reporting/items.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { extend, moveDue } from '#lib/server/periods/commands.ts';
import { historyOf } from '#lib/server/periods/history.ts';
import { ofPlan, reportsOf } from '#lib/server/periods/queries.ts';
import { evidence } from '#lib/server/reports/entered.ts';
import { reviewed } from '#lib/server/reports/review.ts';
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
	const periods = await ofPlan(locals.db, plan.id);
	const period = periods.find(({ id }) => id === params.period);
	if (!period) error(404, 'not_found');
	const reports = await reportsOf(locals.db, period.id);
	const report = reports.find(({ slug }) => slug === params.organisation);
	if (!report) error(404, 'not_found');
	const back = `/plans/${plan.slug}/periods/${period.id}/${report.slug}`;
	return { plan, periods, period, report, back, today: todayIn(plan.time_zone, locals.now) };
}

/** What the organisation has to report, with what was said of it last; null: nothing ever was. */
const dutiesIn = ({ activities, kpis, money }: Tasks) => [
	...activities.map(({ element: { id, code, shortTitle, title, updates } }) => {
		const last = updates.at(-1);
		const said = last ? { percent: last.physicalPercent, delivery: last.delivery } : null;
		const named = {
			kind: 'activity' as const,
			id,
			elementId: id,
			code,
			title: shortTitle ?? title
		};
		return { ...named, said, on: last?.asOf ?? null };
	}),
	...kpis.map(({ kpi: { id, code, title, unit, measurements } }) => {
		const last = measurements.at(-1);
		const said = last ? { value: last.value, unit } : null;
		const named = { kind: 'kpi' as const, id, elementId: '', code, title };
		return { ...named, said, on: last?.measuredOn ?? null };
	}),
	...money.flatMap(({ element: { id: elementId, code, shortTitle, title }, lines }) =>
		lines.map(({ line: { id, fundSource, appropriationYear: year, ...line } }) => {
			const { obligation, disbursement, spendingAsOf: on } = line;
			const said = on === null ? null : { obligation, disbursement };
			const named = { kind: 'line' as const, id, elementId, code, title: shortTitle ?? title };
			return { ...named, fundSource, year, said, on };
		})
	)
];

export const load: PageServerLoad = async (event) => {
	const { plan, periods, period, report, today } = await asked(event);
	const { db } = event.locals;
	const organisation = (await organisations.find(db, report.slug)) ?? error(404, 'not_found');
	const reportIds = [report.id];
	const [items, mine, shown] = await Promise.all([
		reviewed(db, plan, { periods, period, reportIds, today }),
		tasks(db, plan, organisation.id, today),
		evidence(db, reportIds)
	]);
	const isAtHand = mine.report?.period.id === period.id && mine.report.open;
	const shownOf = (duty: ReportItem) =>
		shown.filter(({ reportId, of }) => reportId === report.id && isSameItem(of, duty));
	const isEntered = (duty: ReportItem) => items.some((item) => isSameItem(item, duty));
	return {
		title: `${report.acronym} · ${period.label}`,
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ currency: plan.currency, timeZone: plan.time_zone },
			demonstration: plan.demonstration
		},
		period: {
			...{ id: period.id, label: period.label, closed: period.closed },
			published: period.published !== null
		},
		report,
		steps: await historyOf(db, report.id),
		items,
		left: dutiesIn(mine)
			.filter((duty) => !isEntered(duty))
			.map((duty) => ({ ...duty, shown: shownOf(duty) })),
		/** Where it takes entries now: its pages that the planner fills in on its behalf. */
		behalf: isAtHand ? addressOf({ plan, organisation }) : null,
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
			(moved) => `${back}?saved=${moved ? 'due' : 'due_same'}`
		);
	}
};
