import { error } from '@sveltejs/kit';
import { updateBefore, type ActivityContext } from '#lib/domain/entries/activity-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import * as reporting from '#lib/server/reports/queries.ts';
import { writersOfActivity } from '#lib/server/reports/writers.ts';
import { reportedShare } from '#lib/domain/progress/activity-progress.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { openAs } from '../../opening.ts';

const shownUpdates = 5;

/** The activity of the address, for whoever may report it. */
export async function openActivity(locals: App.Locals, param: string) {
	const id = idOf(param) ?? error(404, 'not_found');
	const plan = await reporting.planOfActivity(locals.db, id);
	const opened = await openAs(locals, plan, writersOfActivity(id));
	const element = opened.tasks.record.elements.find((one) => one.id === id);
	if (!element) error(404, 'not_found');
	const [last, newest] = await Promise.all([
		reporting.lastUpdates(locals.db, id, shownUpdates),
		reporting.newestUpdate(locals.db, id)
	]);
	return { ...opened, element, last, newest };
}

export type OpenedActivity = Awaited<ReturnType<typeof openActivity>>;

/** What an entry for a day is held against, as far as the latest updates tell. */
export function contextOf(
	{ element, tasks, today, last }: OpenedActivity,
	asOf: IsoDate | null
): ActivityContext {
	const { periodStart, periodEnd } = tasks.record;
	const { plannedStart, plannedEnd, milestones } = element;
	const before = updateBefore(last, asOf);
	const course = { plannedStart, plannedEnd, milestones, rules: tasks.record.confidenceRules };
	return { today, periodStart, periodEnd, plannedStart, milestones, course, before };
}

/** The day of which the form speaks first. */
export const firstDay = ({ tasks, today }: OpenedActivity): IsoDate =>
	dayToReport(tasks.report, today);

/** What the form begins with: what was said last of its day or an earlier one. */
export function lastSaid(opened: OpenedActivity) {
	const day = firstDay(opened);
	return opened.last.find(({ asOf }) => asOf <= day) ?? opened.last[0];
}

const shareOf = (figure: Knowable<number> | undefined) => (figure?.known ? figure.value : null);

/**
 * What stands beside the form: how much is done by the last update, and what was planned by the status
 * date of the plan's pages, with how far the figures are from it there.
 */
export function progressOf({ element, tasks }: Pick<OpenedActivity, 'element' | 'tasks'>) {
	const figures = tasks.activities.find((task) => task.element.id === element.id)?.figures;
	const { update, plannedStart, plannedEnd } = element;
	return {
		asOf: tasks.asOf,
		planned: shareOf(figures?.planned),
		actual: update && reportedShare(element, update, update.asOf),
		behind: shareOf(figures?.slippage),
		plannedStart,
		plannedEnd
	};
}
