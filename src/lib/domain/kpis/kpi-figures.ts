/** The figures of one KPI: its value, its attainment, and where its path to the target should be. */
import { kpiValue } from './aggregation.ts';
import { attainment, dueValue, outsideRange, periodAchievement } from './attainment.ts';
import { kpiState } from '../progress/freshness.ts';
import { known, stateOf, unknown, type Knowable, type PartState } from '../records/known.ts';
import { onTrackShare, pace, type Pace } from './pace.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';

/** Where a KPI stands beside its path, or outside its band. */
export type PathStanding = 'behind' | 'on_path' | 'ahead';

export interface KpiFigures {
	id: string;
	elementId: string;
	/** Whether its attainment is known, missing or excluded, and why. */
	state: PartState;
	/** The value to date in the KPI's unit, even where it is stale. */
	value: Knowable<number>;
	/** The day of the latest measurement. */
	measuredOn: IsoDate | null;
	/** Measured recently enough for the latest period due; see `kpiState`. */
	fresh: boolean;
	/** Toward the end target; not clamped. Unknown where the value is not fresh. */
	attainment: Knowable<number>;
	/**
	 * An official-report figure, never mixed with attainment: against the latest target that was due by
	 * `comparedOn`, or else the first.
	 */
	periodAchievement: Knowable<number>;
	/** The value at which the path to the target is on `comparedOn`. */
	due: Knowable<number>;
	/** The day of a fresh measurement, else the day of the figures. */
	comparedOn: IsoDate;
	/** In the KPI's unit, negative where behind its path (or outside its band), whichever its direction. */
	gap: Knowable<number>;
	/** The gap as a share of the whole way from baseline to end target: compares KPIs of different units. */
	gapShare: Knowable<number>;
	/** The gap in a word: within 5 % of the way due by now is on the path, as for the pace. */
	standing: Knowable<PathStanding>;
	pace: Pace;
	/** The last target by date. */
	endTarget: { dueOn: IsoDate; value: number } | null;
}

/** How far the value is from where it should be, in its unit; negative where behind. */
function gapOf(kpi: KpiRecord, value: number, due: Knowable<number>): Knowable<number> {
	if (kpi.direction === 'range') {
		const { rangeLow, rangeHigh } = kpi;
		if (rangeLow === null || rangeHigh === null) return unknown('range_not_set');
		return known(0 - outsideRange(value, rangeLow, rangeHigh));
	}
	if (!due.known) return due;
	return known(kpi.direction === 'up' ? value - due.value : due.value - value);
}

/** What a gap is a share of: the way from baseline to end target, or from the band to its zero. */
function wholeWay(kpi: KpiRecord): Knowable<number> {
	if (kpi.direction === 'range') {
		return kpi.rangeZeroDistance === null ? unknown('range_not_set') : known(kpi.rangeZeroDistance);
	}
	const target = kpi.targets.at(-1);
	if (target === undefined) return unknown('target_not_set');
	if (kpi.baselineValue === null) return unknown('baseline_not_set');
	return known(Math.abs(target.value - kpi.baselineValue));
}

function gapShareOf(kpi: KpiRecord, gap: Knowable<number>): Knowable<number> {
	if (!gap.known) return gap;
	const way = wholeWay(kpi);
	if (!way.known) return way;
	return way.value === 0 ? unknown('no_direction') : known(gap.value / way.value);
}

/** How far from its path a KPI may be and still go as it should, in its unit. */
function slackOf({ direction, baselineValue, targets, tolerance }: KpiRecord, due: number): number {
	if (direction === 'range' || baselineValue === null) return rounding;
	if (targets.at(-1)?.value === baselineValue) return tolerance + rounding;
	return Math.max((1 - onTrackShare) * Math.abs(due - baselineValue), rounding);
}

function standingOf(
	kpi: KpiRecord,
	gap: Knowable<number>,
	due: Knowable<number>
): Knowable<PathStanding> {
	if (!gap.known) return gap;
	const slack = slackOf(kpi, due.known ? due.value : 0);
	if (gap.value < -slack) return known('behind');
	return known(gap.value > slack ? 'ahead' : 'on_path');
}

/** The target that a period's official report compares with. */
function periodTarget(kpi: KpiRecord, date: IsoDate): number | undefined {
	const target = kpi.targets.findLast(({ dueOn }) => dueOn <= date) ?? kpi.targets[0];
	return target?.value;
}

function achievementOf(kpi: KpiRecord, value: number, date: IsoDate): Knowable<number> {
	const target = periodTarget(kpi, date);
	if (target === undefined) return unknown('target_not_set');
	return periodAchievement(kpi.direction, value, target);
}

/** Whether its value counts: a KPI of an element that does not apply does not apply either. */
function freshnessOf({ kpis, period, plan }: PlanTree, kpi: KpiRecord): PartState {
	const applies = kpis.get(kpi.elementId)?.includes(kpi);
	if (!applies) return { state: 'excluded', reason: 'not_applicable' };
	return kpiState(kpi, period, plan.fiscalYearStartMonth);
}

/** The figures of a KPI; what rests on its value is unknown where that is not fresh. */
export function kpiFigures(tree: PlanTree, kpi: KpiRecord): KpiFigures {
	const freshness = freshnessOf(tree, kpi);
	const value = kpiValue(kpi, kpi.measurements);
	const fresh = freshness.state === 'known';
	const counted = fresh ? value : unknown(freshness.reason);
	const measuredOn = kpi.measurements.at(-1)?.measuredOn ?? null;
	const comparedOn = fresh && measuredOn !== null ? measuredOn : tree.asOf;
	const due = dueValue(kpi, comparedOn);
	const attained = counted.known ? attainment(kpi, counted.value) : counted;
	const gap = counted.known ? gapOf(kpi, counted.value, due) : counted;
	return {
		id: kpi.id,
		elementId: kpi.elementId,
		state: stateOf(attained),
		value,
		measuredOn,
		fresh,
		attainment: attained,
		periodAchievement: counted.known ? achievementOf(kpi, counted.value, comparedOn) : counted,
		due,
		comparedOn,
		gap,
		gapShare: gapShareOf(kpi, gap),
		standing: standingOf(kpi, gap, due),
		pace: fresh ? pace(kpi) : unknown(freshness.reason),
		endTarget: kpi.targets.at(-1) ?? null
	};
}

/** KPIs behind their path, the furthest behind first, then those that are due and not measured. */
export function kpisOffPath(kpis: KpiFigures[]): KpiFigures[] {
	const share = (kpi: KpiFigures) => (kpi.gapShare.known ? kpi.gapShare.value : 0);
	const behind = kpis.filter(({ standing }) => standing.known && standing.value === 'behind');
	const silent = kpis.filter(({ gap }) => !gap.known && gap.reason === 'not_measured');
	return [...behind.sort((one, other) => share(one) - share(other)), ...silent];
}
