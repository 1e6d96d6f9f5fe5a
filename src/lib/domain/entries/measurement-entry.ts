/** What may be said of a KPI on a day. */
import { cellProblems, type EnteredCell } from './cell-entry.ts';
import { factDay, isTooLong, type PlanSpan, type Problem } from './entered.ts';
import { partsProblems, type EnteredKpi } from './measured-value.ts';
import { measuringEnd } from './plan-days.ts';
import type { IsoDate } from '../records/records.ts';

export interface MeasurementEntry {
	measuredOn: IsoDate | null;
	/** In the KPI's unit; null: left empty, or computed from numerator and denominator. */
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	/** What is said of its parts; of a cell that is not here nothing is. */
	cells: readonly EnteredCell[];
	note: string | null;
}

export interface MeasurementContext extends PlanSpan {
	today: IsoDate;
	kpi: EnteredKpi;
}

/** Effects show after the plan's end too; where the KPI says until when it is measured, not after that. */
function lateProblems(
	{ measuredOn }: MeasurementEntry,
	kpi: EnteredKpi,
	span: PlanSpan
): Problem[] {
	const until = kpi.measuredUntil === null ? null : measuringEnd(kpi, span);
	if (measuredOn === null || until === null || measuredOn <= until) return [];
	return [{ field: 'measured_on', problem: 'after_measuring', until }];
}

/** All that is wrong with an entry, in the order of the form. */
export function measurementProblems(
	entry: MeasurementEntry,
	{ kpi, today, ...span }: MeasurementContext
): Problem[] {
	return [
		...partsProblems(entry, kpi),
		...cellProblems(entry, kpi),
		...factDay('measured_on', entry.measuredOn, today, span),
		...lateProblems(entry, kpi, span),
		...(isTooLong(entry.note) ? [{ field: 'note', problem: 'note_too_long' } as const] : [])
	];
}
