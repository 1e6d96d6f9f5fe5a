/** What may be said of a KPI on a day. */
import { boundsOf, unitScale, type Bounds } from '../kpis/units.ts';
import { decimals, factDay, isTooLong, type PlanSpan, type Problem } from './entered.ts';
import { measuringEnd } from './plan-days.ts';
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
export type EnteredKpi = Pick<
	KpiRecord,
	'unit' | 'overTime' | 'overOrganisations' | 'baselineValue' | 'measuredUntil'
> & { targets: readonly { value: number; dueOn: IsoDate }[] };

export interface MeasurementContext extends PlanSpan {
	today: IsoDate;
	kpi: EnteredKpi;
}

const valueDecimals = 6;

/** Whether a KPI is entered as numerator and denominator: the percentages themselves cannot be added up. */
export function isRatio(kpi: Pick<EnteredKpi, 'overTime' | 'overOrganisations'>): boolean {
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
export function ratioValue(
	kpi: Pick<EnteredKpi, 'unit'>,
	numerator: number,
	denominator: number
): number {
	return Number(((numerator / denominator) * unitScale(kpi.unit)).toFixed(valueDecimals));
}

/**
 * What values a KPI can have: its unit's, but for a bound of the unit's kind that its own baseline or
 * a target has passed already.
 */
function boundsOfKpi({ unit, baselineValue, targets }: EnteredKpi): Bounds {
	const { low, high } = boundsOf(unit);
	const path = [baselineValue, ...targets.map(({ value }) => value)].filter((one) => one !== null);
	const isLow = unit.low !== null || path.every((value) => low !== null && value >= low);
	const isHigh = unit.high !== null || path.every((value) => high !== null && value <= high);
	return { low: isLow ? low : null, high: isHigh ? high : null };
}

function outside(field: string, value: number, { low, high }: Bounds): Problem[] {
	const isOutside = (low !== null && value < low) || (high !== null && value > high);
	return isOutside ? [{ field, problem: 'value_outside_unit', low, high }] : [];
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
	if (denominator <= 0) return [{ field: 'denominator', problem: 'denominator_not_positive' }];
	const field = 'numerator';
	const { low, high } = boundsOfKpi(kpi);
	if (low === 0 && numerator < 0) return [{ field, problem: 'negative' }];
	const value = ratioValue(kpi, numerator, denominator);
	const isAboveAll = kpi.unit.kind === 'percent_of_whole' && high === 100 && value > high;
	if (isAboveAll) return [{ field, problem: 'percent_value_out_of_range' }];
	return outside(field, value, { low, high });
}

function valueProblems({ value }: MeasurementEntry, kpi: EnteredKpi): Problem[] {
	const field = 'value';
	const wrong = numberProblems(field, value);
	if (value === null || wrong.length > 0) return wrong;
	return outside(field, value, boundsOfKpi(kpi));
}

/** What is measured after the plan's end is measured because the KPI says so. */
function lateProblems(
	{ measuredOn }: MeasurementEntry,
	kpi: EnteredKpi,
	span: PlanSpan
): Problem[] {
	const until = measuringEnd(kpi, span);
	if (measuredOn === null || until === null || measuredOn <= until) return [];
	return [{ field: 'measured_on', problem: 'after_measuring', until }];
}

/** All that is wrong with an entry, in the order of the form. */
export function measurementProblems(
	entry: MeasurementEntry,
	{ kpi, today, ...span }: MeasurementContext
): Problem[] {
	return [
		...(isRatio(kpi) ? ratioProblems(entry, kpi) : valueProblems(entry, kpi)),
		...factDay('measured_on', entry.measuredOn, today, span),
		...lateProblems(entry, kpi, span),
		...(isTooLong(entry.note) ? [{ field: 'note', problem: 'note_too_long' } as const] : [])
	];
}
