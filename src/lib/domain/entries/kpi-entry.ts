/** What may be set of a KPI: its unit, its band and its path must agree with each other. */
import { boundsOf } from '../kpis/units.ts';
import { beforeBaseline } from './plan-days.ts';
import type { NamedProblem, Problem } from './entered.ts';
import type { IsoDate, KpiUnit } from '../records/records.ts';
import type { KpiDirection } from '../records/vocabulary.ts';

export interface KpiEntry {
	unit: KpiUnit;
	direction: KpiDirection;
	/** The band and how far outside it attainment is 0: set for direction `range`, else null. */
	rangeLow: number | null;
	rangeHigh: number | null;
	rangeZeroDistance: number | null;
	baselineValue: number | null;
	baselineOn: IsoDate | null;
	/** In any order; problems of one name its day. */
	targets: readonly { dueOn: IsoDate; value: number }[];
}

const one = (field: string, problem: NamedProblem['problem']): Problem[] => [{ field, problem }];

function unitProblems({ unit: { low, high } }: KpiEntry): Problem[] {
	return low !== null && high !== null && low >= high ? one('unit_high', 'bounds_reversed') : [];
}

function bandProblems({ direction, ...kpi }: KpiEntry): Problem[] {
	const band = [
		['range_low', kpi.rangeLow],
		['range_high', kpi.rangeHigh],
		['range_zero_distance', kpi.rangeZeroDistance]
	] as const;
	const isRange = direction === 'range';
	const misplaced = band.filter(([, value]) => (value === null) === isRange);
	const problem = isRange ? 'band_needed' : 'band_unused';
	const wrong = misplaced.flatMap(([field]) => one(field, problem));
	const { rangeLow: low, rangeHigh: high } = kpi;
	const reversed = isRange && low !== null && high !== null && low >= high;
	return reversed ? [...wrong, ...one('range_high', 'band_reversed')] : wrong;
}

/** Values that the unit cannot have: no share of a whole is 120 %. */
function boundProblems(kpi: KpiEntry): Problem[] {
	const { low, high } = boundsOf(kpi.unit);
	const isOutside = (value: number | null) =>
		value !== null && ((low !== null && value < low) || (high !== null && value > high));
	const limits = { problem: 'outside_unit', low, high } as const;
	const values = [
		['baseline_value', kpi.baselineValue],
		['range_low', kpi.rangeLow],
		['range_high', kpi.rangeHigh]
	] as const;
	return [
		...values.flatMap(([field, value]) => (isOutside(value) ? [{ field, ...limits }] : [])),
		...kpi.targets.flatMap(({ dueOn, value }) =>
			isOutside(value) ? [{ field: 'target_value', day: dueOn, ...limits }] : []
		)
	];
}

/** A KPI of which more is better is not led from 40 down to 10. */
function directionProblems({ direction, baselineValue, targets }: KpiEntry): Problem[] {
	const end = targets.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).at(-1);
	if (direction === 'range' || baselineValue === null || end === undefined) return [];
	const rise = end.value - baselineValue;
	const contradicts = direction === 'up' ? rise < 0 : rise > 0;
	return contradicts ? one('direction', 'direction_contradicts') : [];
}

function pathProblems({ baselineValue, baselineOn, targets }: KpiEntry, today: IsoDate): Problem[] {
	const early = targets.filter(({ dueOn }) => beforeBaseline(dueOn, baselineOn));
	return [
		...(baselineValue === null && baselineOn !== null
			? one('baseline_value', 'baseline_value_missing')
			: []),
		...(baselineOn !== null && baselineOn > today
			? [{ field: 'baseline_on', problem: 'in_future', day: today } as const]
			: []),
		...early.map(({ dueOn }): Problem => {
			return { field: 'target_due', problem: 'before_baseline', day: dueOn };
		})
	];
}

/**
 * All that is wrong with a KPI, in the order of its form. Targets are told apart by their day.
 *
 * @param today in the plan's time zone: no baseline is measured on a day to come
 */
export function kpiProblems(kpi: KpiEntry, today: IsoDate): Problem[] {
	return [
		...unitProblems(kpi),
		...directionProblems(kpi),
		...bandProblems(kpi),
		...boundProblems(kpi),
		...pathProblems(kpi, today)
	];
}

/** What an entry makes wrong: what stood there wrongly already may stay until it is touched. */
export function newKpiProblems(sent: KpiEntry, stored: KpiEntry | null, today: IsoDate): Problem[] {
	const key = ({ field, problem, day }: Problem) => `${field} ${problem} ${day ?? ''}`;
	const had = new Set(stored ? kpiProblems(stored, today).map(key) : []);
	return kpiProblems(sent, today).filter((problem) => !had.has(key(problem)));
}
