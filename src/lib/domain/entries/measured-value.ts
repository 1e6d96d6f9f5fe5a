/** One value of a KPI, as it is entered: a number, or the two that a ratio is made of. */
import type { Part, Parts } from '../kpis/agreement.ts';
import { boundsOf, unitScale, type Bounds } from '../kpis/units.ts';
import { decimals, type Problem } from './entered.ts';
import type { NumberAsked } from './numbers.ts';
import type { IsoDate, KpiRecord, KpiUnit } from '../records/records.ts';

/** What of a KPI decides how it is entered. */
export type EnteredKpi = Pick<
	KpiRecord,
	'unit' | 'overTime' | 'overOrganisations' | 'baselineValue' | 'measuredUntil' | 'disaggregation'
> & { targets: readonly { value: number; dueOn: IsoDate }[] };

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
export function boundsOfKpi({ unit, baselineValue, targets }: EnteredKpi): Bounds {
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

function ratioProblems({ numerator, denominator }: Parts, kpi: EnteredKpi, at: FieldAt): Problem[] {
	const wrong = [
		...numberProblems(at('numerator'), numerator),
		...numberProblems(at('denominator'), denominator)
	];
	if (numerator === null || denominator === null || wrong.length > 0) return wrong;
	if (denominator <= 0) return [{ field: at('denominator'), problem: 'denominator_not_positive' }];
	const field = at('numerator');
	const { low, high } = boundsOfKpi(kpi);
	if (low === 0 && numerator < 0) return [{ field, problem: 'negative' }];
	const value = ratioValue(kpi, numerator, denominator);
	const isAboveAll = kpi.unit.kind === 'percent_of_whole' && high === 100 && value > high;
	if (isAboveAll) return [{ field, problem: 'percent_value_out_of_range' }];
	return outside(field, value, { low, high });
}

function valueProblems({ value }: Parts, kpi: EnteredKpi, at: FieldAt): Problem[] {
	const field = at('value');
	const wrong = numberProblems(field, value);
	if (value === null || wrong.length > 0) return wrong;
	return outside(field, value, boundsOfKpi(kpi));
}

/** The name of the field in which a part is entered. */
export type FieldAt = (part: Part) => string;

/** What is wrong with a value, or with what a ratio is made of. */
export const partsProblems = (
	parts: Parts,
	kpi: EnteredKpi,
	at: FieldAt = (part) => part
): Problem[] => (isRatio(kpi) ? ratioProblems(parts, kpi, at) : valueProblems(parts, kpi, at));
