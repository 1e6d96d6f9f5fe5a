/** Where a KPI will be when its end target is due, if it goes on as it went (rule 10). */
import { daysBetween } from '../records/dates.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import type { DatedValue } from './attainment.ts';
import { theilSen, type Trend } from './trend.ts';
import { withinBounds } from './units.ts';

/** `reached`, `missed`: its day is past; `unable`: nothing can be said. */
export const outlookVerdicts = ['reached', 'will_reach', 'will_miss', 'missed', 'unable'] as const;
export type OutlookVerdict = (typeof outlookVerdicts)[number];

/** What the projection rests on. */
export interface Projection {
	/** At the end target's day, in the KPI's unit, within what the unit can hold. */
	value: number;
	/** Its 80 % band. */
	low: number;
	high: number;
	/** Change a day, observed. */
	pace: number;
	/** Days from the latest measurement to the end target's day. */
	carried: number;
	/** The values it is made from. */
	points: DatedValue[];
	trend: Trend;
}

export interface Outlook {
	verdict: OutlookVerdict;
	projection: Projection | null;
	/** Change a day that leads from the latest value to the end target; 0: reached; null: unknown. */
	neededPace: number | null;
	/** By how much the end target is, or will be, missed, in the KPI's unit; null: it is not. */
	missBy: number | null;
	/** The share of what is left that the observed pace covers in time; negative: moving away. */
	coversShare: number | null;
}

/** Fewer values than this, and no pace can be assessed. */
export const fewestValues = 4;

const unable: Outlook = {
	verdict: 'unable',
	projection: null,
	neededPace: null,
	missBy: null,
	coversShare: null
};

function projected(kpi: KpiRecord, points: DatedValue[], targetOn: IsoDate): Projection {
	const last = points.at(-1)!;
	const carried = daysBetween(last.on, targetOn);
	const trend = theilSen(points);
	const on = (slope: number) => last.value + slope * carried;
	const value = on(trend.slope);
	// at least as wide as the values lie about their line
	const low = Math.min(on(trend.slow), value + trend.below);
	const high = Math.max(on(trend.fast), value + trend.above);
	const within = (bound: number) => withinBounds(bound, kpi.unit);
	return {
		...{ value: within(value), low: within(low), high: within(high) },
		...{ pace: trend.slope, carried, points, trend }
	};
}

/**
 * The outlook of a KPI on a day.
 *
 * @param points its values to date, ascending; a flow's running total, a window's running ratio
 */
export function outlookOf(kpi: KpiRecord, points: DatedValue[], asOf: IsoDate): Outlook {
	const target = kpi.targets.at(-1);
	const last = points.at(-1);
	if (kpi.direction === 'range' || target === undefined || last === undefined) return unable;
	const sign = kpi.direction === 'up' ? 1 : -1;
	const isWindowed = kpi.overTime === 'flow_window';
	if (!isWindowed && sign * (last.value - target.value) >= 0) {
		return { ...unable, verdict: 'reached', neededPace: 0 };
	}
	const left = daysBetween(asOf, target.dueOn);
	const neededPace = left > 0 ? (target.value - last.value) / left : null;
	// what a window holds says nothing of the windows to come
	if (isWindowed) return { ...unable, neededPace };
	if (left <= 0)
		return { ...unable, verdict: 'missed', missBy: sign * (target.value - last.value) };
	if (points.length < fewestValues) return { ...unable, neededPace };
	const projection = projected(kpi, points, target.dueOn);
	const gap = sign * (target.value - projection.value);
	return {
		verdict: gap > 0 ? 'will_miss' : 'will_reach',
		projection,
		neededPace,
		missBy: gap > 0 ? gap : null,
		coversShare: (projection.pace * projection.carried) / (target.value - last.value)
	};
}
