/** How far a KPI is: toward its end target (rule 1), and against one period's target (rule 2). */
import { daysBetween } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';

/** A value of the KPI on a day, in its unit. */
export interface DatedValue {
	on: IsoDate;
	value: number;
}

/**
 * (actual − baseline) ÷ (target − baseline); the sign takes care of the direction. Not clamped.
 * The target must differ from the baseline.
 */
export function towardTarget(actual: number, baseline: number, target: number): number {
	return (actual - baseline) / (target - baseline);
}

/** How far a value lies outside its band, in the KPI's unit; 0 inside. */
export function outsideRange(actual: number, low: number, high: number): number {
	return Math.max(low - actual, actual - high, 0);
}

/** 1 inside the band, falling linearly to 0 at `zeroDistance` outside. */
export function withinRange(
	actual: number,
	low: number,
	high: number,
	zeroDistance: number
): number {
	const distance = outsideRange(actual, low, high);
	if (distance === 0) return 1;
	return Math.max(0, 1 - distance / zeroDistance);
}

/** 1 where the value is no worse than its target by more than the tolerance, else 0. */
export function maintained(
	actual: number,
	target: number,
	tolerance: number,
	direction: 'up' | 'down'
): number {
	const shortfall = direction === 'up' ? target - actual : actual - target;
	return shortfall <= tolerance + rounding ? 1 : 0;
}

/**
 * Attainment toward the end target (rule 1): 0 at the baseline, 1 at the target, not clamped.
 * Without a baseline it is unknown, never guessed.
 */
export function attainment(kpi: KpiRecord, actual: number): Knowable<number> {
	if (kpi.direction === 'range') {
		const { rangeLow, rangeHigh, rangeZeroDistance } = kpi;
		if (rangeLow === null || rangeHigh === null || rangeZeroDistance === null) {
			return unknown('range_not_set');
		}
		return known(withinRange(actual, rangeLow, rangeHigh, rangeZeroDistance));
	}
	const target = kpi.targets.at(-1);
	if (target === undefined) return unknown('target_not_set');
	if (kpi.baselineValue === null) return unknown('baseline_not_set');
	if (target.value === kpi.baselineValue) {
		return known(maintained(actual, target.value, kpi.tolerance, kpi.direction));
	}
	return known(towardTarget(actual, kpi.baselineValue, target.value));
}

/**
 * Period achievement (rule 2), a figure of official reports that is never mixed with attainment:
 * up actual ÷ target, down 1 + (1 − actual ÷ target), never below 0; unknown at targets of 0 and below.
 */
export function periodAchievement(
	direction: KpiRecord['direction'],
	actual: number,
	target: number
): Knowable<number> {
	if (direction === 'range') return unknown('no_direction');
	if (target <= 0) return unknown('target_not_positive');
	const ratio = actual / target;
	return known(Math.max(0, direction === 'up' ? ratio : 2 - ratio));
}

/** The two ends of the stretch of the target path that holds a day; both are the same after the last target. */
export function pathStretch(kpi: KpiRecord, date: IsoDate): Knowable<[DatedValue, DatedValue]> {
	if (kpi.direction === 'range') return unknown('no_direction');
	const targets = kpi.targets.map((target) => ({ on: target.dueOn, value: target.value }));
	const last = targets.at(-1);
	if (last === undefined) return unknown('target_not_set');
	if (date >= last.on) return known([last, last]);
	const next = targets.findIndex((target) => target.on > date);
	const to = targets[next] ?? last;
	const previous = targets[next - 1];
	if (previous !== undefined) return known([previous, to]);
	if (kpi.baselineValue === null) return unknown('baseline_not_set');
	if (kpi.baselineOn === null) return unknown('dates_not_set');
	return known([{ on: kpi.baselineOn, value: kpi.baselineValue }, to]);
}

/** The value on the straight line between two dated values; level before the first and after the second. */
export function onPath(from: DatedValue, to: DatedValue, date: IsoDate): number {
	if (date >= to.on) return to.value;
	if (date <= from.on) return from.value;
	const share = daysBetween(from.on, date) / daysBetween(from.on, to.on);
	return from.value + (to.value - from.value) * share;
}

/**
 * What the target path says is due on a day, in the KPI's unit: straight lines from the baseline
 * through the targets by date, level after the last.
 */
export function dueValue(kpi: KpiRecord, date: IsoDate): Knowable<number> {
	const stretch = pathStretch(kpi, date);
	return stretch.known ? known(onPath(...stretch.value, date)) : stretch;
}
