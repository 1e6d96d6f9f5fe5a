/** What may be said of a KPI on a day. */
import { boundsOf, unitScale } from '../kpis/units.ts';
import { decimals, factDay, isTooLong, type PlanSpan, type Problem } from './entered.ts';
import type { NumberAsked } from './numbers.ts';
import type { IsoDate, KpiRecord, KpiUnit } from '../records/records.ts';

export interface MeasurementEntry {
	measuredOn: IsoDate | null;
	/** In the KPI's unit; null: left empty, or computed from numerator and denominator. */
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	note: string | null;
}

/** What of a KPI decides how it is entered. */
export type EnteredKpi = Pick<KpiRecord, 'unit' | 'overTime' | 'overOrganisations'>;

export interface MeasurementContext extends PlanSpan {
	today: IsoDate;
	kpi: EnteredKpi;
}

const valueDecimals = 6;

/** Whether a KPI is entered as numerator and denominator: the percentages themselves cannot be added up. */
export function isRatio(kpi: EnteredKpi): boolean {
	return kpi.overTime === 'ratio' || kpi.overOrganisations === 'ratio';
}

/** What may be written around a value: a sign of percent, or the currency that it is counted in. */
export function valueAsked({ kind, label }: Pick<KpiUnit, 'kind' | 'label'>): NumberAsked {
	const decimals = valueDecimals;
	if (kind === 'currency') return { kind: 'money', decimals, currency: label };
	const isPercent = kind === 'percent_of_whole' || kind === 'percent_change';
	return { kind: isPercent ? 'percent' : 'number', decimals };
}

/** The value that a numerator and a denominator make, in the KPI's unit, to six decimals. */
export function ratioValue(kpi: EnteredKpi, numerator: number, denominator: number): number {
	return Number(((numerator / denominator) * unitScale(kpi.unit)).toFixed(valueDecimals));
}

function numberProblems(field: string, value: number | null): Problem[] {
	if (value === null) return [{ field, problem: 'required' }];
	return decimals(value) > valueDecimals ? [{ field, problem: 'too_many_decimals' }] : [];
}

function ratioProblems({ numerator, denominator }: MeasurementEntry, kpi: EnteredKpi): Problem[] {
	const wrong = [
		...numberProblems('numerator', numerator),
		...numberProblems('denominator', denominator)
	];
	if (numerator === null || denominator === null || wrong.length > 0) return wrong;
	if (numerator < 0) return [{ field: 'numerator', problem: 'negative' }];
	if (denominator <= 0) return [{ field: 'denominator', problem: 'denominator_not_positive' }];
	const above = kpi.unit.kind === 'percent_of_whole' && numerator > denominator;
	return above ? [{ field: 'numerator', problem: 'percent_value_out_of_range' }] : [];
}

function valueProblems({ value }: MeasurementEntry, kpi: EnteredKpi): Problem[] {
	const field = 'value';
	const wrong = numberProblems(field, value);
	if (value === null || wrong.length > 0) return wrong;
	const { low, high } = boundsOf(kpi.unit);
	const isBelow = low !== null && value < low;
	if (isBelow && low === 0 && high === null) return [{ field, problem: 'negative' }];
	const isOutside = isBelow || (high !== null && value > high);
	return isOutside ? [{ field, problem: 'percent_out_of_range' }] : [];
}

/** All that is wrong with an entry, in the order of the form. */
export function measurementProblems(
	entry: MeasurementEntry,
	{ kpi, today, ...span }: MeasurementContext
): Problem[] {
	return [
		...(isRatio(kpi) ? ratioProblems(entry, kpi) : valueProblems(entry, kpi)),
		...factDay('measured_on', entry.measuredOn, today, span),
		...(isTooLong(entry.note) ? [{ field: 'note', problem: 'note_too_long' } as const] : [])
	];
}
