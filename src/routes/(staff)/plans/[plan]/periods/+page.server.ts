import { error } from '@sveltejs/kit';
import { sendEdit } from '#app/sent/edits.ts';
import { wrong } from '#app/answers.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { open } from '#lib/server/periods/commands.ts';
import { daysLate, isIn, shownAs } from '#lib/domain/reporting/period-control.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { matrix, type MatrixRow } from '#lib/server/periods/matrix.ts';
import { ofPlan, reportingNamed, type PeriodStanding } from '#lib/server/periods/queries.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { proposedOf, readOpening } from './period-form.ts';
import { stateOf } from './period-words.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many of the latest periods stand beside each other. */
const besides = 4;

/** A row's cells in the order of the periods, as they look on a day. */
const cellsOf = (
	{ reports }: MatrixRow,
	periods: readonly PeriodStanding[],
	{ today, timeZone }: { today: IsoDate; timeZone: string }
) =>
	periods.map(({ id }) => {
		const report = reports.get(id);
		if (!report) return null;
		return {
			...{ state: shownAs(report, today), isIn: isIn(report), dueOn: report.dueOn },
			...{
				daysLate: daysLate(report, today),
				lastActivity: report.lastActivity && todayIn(timeZone, report.lastActivity)
			}
		};
	});

type Row = Pick<MatrixRow, 'slug' | 'acronym' | 'name'> & { cells: ReturnType<typeof cellsOf> };

/** What is to be done of a period: what is late, what waits for review, what waits to be published. */
function toDoOf({ id, label, dueOn }: PeriodStanding, at: number, rows: readonly Row[]) {
	const theirs = rows.flatMap(({ acronym, cells }) => {
		const cell = cells[at];
		return cell ? [{ acronym, ...cell }] : [];
	});
	return {
		...{ id, label, dueOn, expected: theirs.length },
		received: theirs.filter((one) => one.isIn).length,
		late: theirs.filter((one) => one.daysLate !== null).map(({ acronym }) => acronym),
		submitted: theirs.filter(({ state }) => state === 'submitted').length,
		approved: theirs.filter(({ state }) => state === 'approved').length
	};
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { plan } = locals;
	// periods are run of what is adopted
	if (!plan || plan.draft) error(404, 'not_found');
	const today = todayIn(plan.time_zone, locals.now);
	const periods = await ofPlan(locals.db, plan.id);
	const [latest, earlier] = [periods.slice(-besides).reverse(), periods.slice(0, -besides)];
	const ids = latest.map(({ id }) => id);
	const [found, organisations] = await Promise.all([
		matrix(locals.db, ids),
		reportingNamed(locals.db, plan.id)
	]);
	const rows = found.map(({ reports, ...row }) => ({
		...row,
		cells: cellsOf({ ...row, reports }, latest, { today, timeZone: plan.time_zone })
	}));
	const toDo = latest.map((period, at) => toDoOf(period, at, rows));
	return {
		title: m.cycle_periods(),
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			demonstration: plan.demonstration
		},
		latest: latest.map((period) => ({ ...period, state: stateOf(period, today) })),
		rows,
		// of a period that is closed and published nothing is left to do but what came since
		toDo: toDo.filter(({ submitted, approved }, at) => {
			const { closed, published } = latest[at]!;
			return !closed || published === null || submitted + approved > 0;
		}),
		late: toDo.find(({ late }) => late.length > 0) ?? null,
		earlier: earlier.map((period) => ({ ...period, state: stateOf(period, today) })).reverse(),
		proposed: proposedOf(periods, plan, { today, every: url.searchParams.get('every') }),
		organisations,
		saved: url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	open: async (event) => {
		const { db, actor, plan } = event.locals;
		if (!plan || plan.draft) error(404, 'not_found');
		const values = await readForm(event.request);
		const form = readOpening(values);
		if (!form.ok) return wrong(values, form.errors, 'open');
		return sendEdit(
			{ event, plan, values, form: 'open' },
			(edited) => open(db, actor, edited, form.opening),
			(id) => `/plans/${plan.slug}/periods/${id}?saved=opened`
		);
	}
};
