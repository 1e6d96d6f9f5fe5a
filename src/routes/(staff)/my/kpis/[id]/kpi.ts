import { error } from '@sveltejs/kit';
import { isRatio } from '#lib/domain/entries/measured-value.ts';
import { cellGroups } from '#lib/domain/kpis/expected-cells.ts';
import type { MeasurementContext } from '#lib/domain/entries/measurement-entry.ts';
import { dayToMeasure } from '#lib/domain/entries/plan-days.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import { newestMeasurement } from '#lib/server/kpis/queries.ts';
import { find } from '#lib/server/organisations/queries.ts';
import { organisations, planOfKpi } from '#lib/server/reports/queries.ts';
import { writersOfKpi } from '#lib/server/reports/writers.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { openAs, type BehalfOf, type Opened } from '../../opening.ts';

const shownMeasurements = 6;

/** Whose report is meant where the planner writes, as the address names it; undefined: it names none. */
export async function namedBehalf({ db }: App.Locals, { searchParams }: URL) {
	const slug = searchParams.get('organisation');
	if (slug === null) return undefined;
	return ((await find(db, slug)) ?? error(404, 'not_found')).id;
}

/** How the address of a form goes on naming that one; empty: it names none. */
function behalfQuery({ searchParams }: URL): string {
	const organisation = searchParams.get('organisation');
	return organisation === null ? '' : String(new URLSearchParams({ organisation }));
}

/** On behalf: the organisations that measure it, of which the one is meant that is written for; else none. */
async function measuring(
	{ db }: App.Locals,
	kpiId: string,
	{ as }: Pick<Opened, 'as'>
): Promise<BehalfOf[]> {
	if (!as.onBehalf) return [];
	const { rows } = await writersOfKpi(kpiId).execute(db);
	const ids = new Set(rows.map(({ reports_through_id }) => reports_through_id));
	const all = await organisations(db, [...ids]);
	return all.map(({ id, slug, acronym, name }) => ({
		...{ slug, acronym, name, meant: id === as.reportsThroughId }
	}));
}

/** The KPI of the address, for whoever may measure it. */
export async function openKpi(locals: App.Locals, param: string, url: URL) {
	const id = idOf(param) ?? error(404, 'not_found');
	const behalfOf = await namedBehalf(locals, url);
	const plan = await planOfKpi(locals.db, id);
	const opened = await openAs(locals, plan, writersOfKpi(id), behalfOf);
	const task = opened.tasks.kpis.find(({ kpi }) => kpi.id === id);
	const kpi = task?.kpi ?? opened.tasks.record.kpis.find((one) => one.id === id);
	if (!kpi) error(404, 'not_found');
	const [newest, all] = await Promise.all([
		newestMeasurement(locals.db, id),
		measuring(locals, id, opened)
	]);
	return { ...opened, kpi, newest, organisations: all, query: behalfQuery(url) };
}

export type OpenedKpi = Awaited<ReturnType<typeof openKpi>>;

export function contextOf({ kpi, tasks, today }: OpenedKpi): MeasurementContext {
	const { periodStart, periodEnd } = tasks.record;
	return { today, periodStart, periodEnd, kpi };
}

/** The day of which the form speaks first. */
export const firstDay = ({ kpi, tasks, today }: OpenedKpi): string =>
	dayToMeasure(kpi, tasks.record, today, dayToReport(tasks.report, today));

/** The latest measurements, the newest first. */
export function lastMeasurements({ kpi }: OpenedKpi) {
	return kpi.measurements.slice(-shownMeasurements).reverse();
}

/** Cells that did not apply when it was last measured do not apply again, unless somebody says otherwise. */
export function inapplicable({ kpi }: OpenedKpi): Record<string, string> {
	const cells = kpi.measurements.at(-1)?.cells ?? [];
	const none = cells.filter(({ value }) => value === null);
	return Object.fromEntries(none.map(({ key }) => [`cell-${key}-none`, 'on']));
}

/** The cells that are asked for, by dimension; none: only the total is. */
export const partsOf = ({ disaggregation }: OpenedKpi['kpi']) =>
	disaggregation === null ? [] : cellGroups(disaggregation);

/** How the KPI is entered, and what its newest measurement says of its parts. */
export const versionOf = ({ kpi, newest }: OpenedKpi) => ({
	ratio: isRatio(kpi),
	parts: partsOf(kpi),
	cells: kpi.measurements.find(({ id }) => id === newest?.id)?.cells ?? []
});
