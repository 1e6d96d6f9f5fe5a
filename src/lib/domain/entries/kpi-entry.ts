/** What may be set of a KPI: its unit, its band and its path must agree with each other. */
import { boundsOf } from '../kpis/units.ts';
import { beforeBaseline, measuringEnd } from './plan-days.ts';
import type { NamedProblem, PlanSpan, Problem } from './entered.ts';
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
	/** See {@link measuringEnd}. */
	measuredUntil: IsoDate | null;
	/** When how good its values are was last looked over. */
	qualityReviewedOn: IsoDate | null;
	/** In any order; problems of one name its day. */
	targets: readonly { dueOn: IsoDate; value: number }[];
}

export interface KpiContext extends PlanSpan {
	/** In the plan's time zone. */
	today: IsoDate;
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

/** Its targets are due while it is measured; after the plan's end that is only where it says so. */
function untilProblems({ measuredUntil, targets }: KpiEntry, { periodEnd }: PlanSpan): Problem[] {
	const until = measuringEnd({ measuredUntil, targets: [] }, { periodEnd });
	if (periodEnd === null || until === null) return [];
	const late = targets.filter(({ dueOn }) => dueOn > until);
	return [
		...(measuredUntil !== null && measuredUntil <= periodEnd
			? [{ field: 'measured_until', problem: 'measured_within_plan', until: periodEnd } as const]
			: []),
		...late.map(({ dueOn: day }): Problem => {
			return { field: 'target_due', problem: 'target_after_measuring', day, until };
		})
	];
}

const notYet = (field: string, day: IsoDate | null, today: IsoDate): Problem[] =>
	day !== null && day > today ? [{ field, problem: 'in_future', day: today }] : [];

function pathProblems({ baselineValue, baselineOn, targets }: KpiEntry, today: IsoDate): Problem[] {
	const early = targets.filter(({ dueOn }) => beforeBaseline(dueOn, baselineOn));
	return [
		...(baselineValue === null && baselineOn !== null
			? one('baseline_value', 'baseline_value_missing')
			: []),
		...notYet('baseline_on', baselineOn, today),
		...early.map(({ dueOn }): Problem => {
			return { field: 'target_due', problem: 'before_baseline', day: dueOn };
		})
	];
}

/**
 * All that is wrong with a KPI, in the order of its form. Targets are told apart by their day.
 */
export function kpiProblems(kpi: KpiEntry, { today, ...plan }: KpiContext): Problem[] {
	return [
		...unitProblems(kpi),
		...directionProblems(kpi),
		...bandProblems(kpi),
		...boundProblems(kpi),
		...pathProblems(kpi, today),
		...untilProblems(kpi, plan),
		...notYet('quality_reviewed_on', kpi.qualityReviewedOn, today)
	];
}

/** What an entry makes wrong: what stood there wrongly already may stay until it is touched. */
export function newKpiProblems(
	sent: KpiEntry,
	stored: KpiEntry | null,
	context: KpiContext
): Problem[] {
	const key = ({ field, problem, day }: Problem) => `${field} ${problem} ${day ?? ''}`;
	const had = new Set(stored ? kpiProblems(stored, context).map(key) : []);
	return kpiProblems(sent, context).filter((problem) => !had.has(key(problem)));
}
