import { error } from '@sveltejs/kit';
import { isRatio } from '#lib/domain/entries/measured-value.ts';
import { cellGroups } from '#lib/domain/kpis/expected-cells.ts';
import type { MeasurementContext } from '#lib/domain/entries/measurement-entry.ts';
import { dayToMeasure } from '#lib/domain/entries/plan-days.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import { newestMeasurement } from '#lib/server/kpis/queries.ts';
import { planOfKpi } from '#lib/server/reports/queries.ts';
import { writersOfKpi } from '#lib/server/reports/writers.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { openAs } from '../../opening.ts';

const shownMeasurements = 6;

/** The KPI of the address, for whoever may measure it. */
export async function openKpi(locals: App.Locals, param: string) {
	const id = idOf(param) ?? error(404, 'not_found');
	const opened = await openAs(locals, await planOfKpi(locals.db, id), writersOfKpi(id));
	const task = opened.tasks.kpis.find(({ kpi }) => kpi.id === id);
	const kpi = task?.kpi ?? opened.tasks.record.kpis.find((one) => one.id === id);
	if (!kpi) error(404, 'not_found');
	return { ...opened, kpi, newest: await newestMeasurement(locals.db, id) };
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
