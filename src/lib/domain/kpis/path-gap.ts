/** How far a KPI is from its path to the end target, or from its band. */
import { known, unknown, type Knowable } from '../records/known.ts';
import type { KpiRecord } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';
import { outsideRange } from './attainment.ts';

/** Where a KPI is beside its path, or outside its band. */
export type PathPosition = 'behind' | 'on_path' | 'ahead';

/** How far the value is from where it should be, in its unit; negative where behind. */
export function gapOf(kpi: KpiRecord, value: number, due: Knowable<number>): Knowable<number> {
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

/** The gap as a share of the whole way: it compares KPIs of different units. */
export function gapShareOf(kpi: KpiRecord, gap: Knowable<number>): Knowable<number> {
	if (!gap.known) return gap;
	const way = wholeWay(kpi);
	if (!way.known) return way;
	return way.value === 0 ? unknown('no_direction') : known(gap.value / way.value);
}

/** As far off its path, as a share of the way due by then, a KPI still goes as it should. */
const slack = 0.05;

/** How far from its path a KPI may be, in its unit. */
function slackOf({ direction, baselineValue, targets, tolerance }: KpiRecord, due: number): number {
	if (direction === 'range' || baselineValue === null) return rounding;
	if (targets.at(-1)?.value === baselineValue) return tolerance + rounding;
	return Math.max(slack * Math.abs(due - baselineValue), rounding);
}

/** The gap in a word. */
export function positionOf(
	kpi: KpiRecord,
	gap: Knowable<number>,
	due: Knowable<number>
): Knowable<PathPosition> {
	if (!gap.known) return gap;
	const most = slackOf(kpi, due.known ? due.value : 0);
	if (gap.value < -most) return known('behind');
	return known(gap.value > most ? 'ahead' : 'on_path');
}
