/** The figures of one KPI on a day: where it is, where it should be, and where it goes. */
import type { ReckoningDay } from '../progress/reckoning-day.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { latestEnded, type Period } from '../records/periods.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { attainment, dueValue, outsideRange, periodAchievement } from './attainment.ts';
import { outlookOf, type Outlook } from './outlook.ts';
import { isPartial, lastComplete, seriesOf, type SeriesPoint } from './series.ts';

/** Where a KPI is beside its path, or outside its band. */
export type PathPosition = 'behind' | 'on_path' | 'ahead';

/** Measured for the latest period due, an older value carried on, or never though due; or none is due. */
export type MeasuringState = 'measured' | 'carried' | 'not_measured' | 'not_due' | 'not_applicable';

export interface KpiFigures {
	id: string;
	elementId: string;
	state: MeasuringState;
	/** The value to date in the KPI's unit; an old one is carried on. */
	value: Knowable<number>;
	/** The day of the latest measurement up to the status date. */
	measuredOn: IsoDate | null;
	/** Whether its attainment is covered: measured in its last month, quarter or year that ended. */
	covered: boolean;
	/** Toward the end target; not clamped. Of a flow within windows: by its last complete window. */
	attainment: Knowable<number>;
	/** Against the target of the window in which it was measured; never mixed with attainment. */
	periodAchievement: Knowable<number>;
	/** That target, in the KPI's unit. */
	periodTarget: Knowable<number>;
	/** Whether the window misses a measurement; null where windows don't matter. */
	windowPartial: boolean | null;
	/** The value at which the path to the target is on `comparedOn`. */
	due: Knowable<number>;
	/** The day of the latest measurement, else the status date. */
	comparedOn: IsoDate;
	/** In the KPI's unit, negative where behind its path (or outside its band), whichever its direction. */
	gap: Knowable<number>;
	/** The gap as a share of the whole way from baseline to end target: compares KPIs of different units. */
	gapShare: Knowable<number>;
	/** The gap in a word: within 5 % of the way due by then is on the path. */
	position: Knowable<PathPosition>;
	outlook: Outlook;
	/** The last target by date. */
	endTarget: { dueOn: IsoDate; value: number } | null;
	/** Its values to date, ascending. */
	series: SeriesPoint[];
	/** Of these, the one that attainment is made from; null: none. */
	attained: SeriesPoint | null;
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

/** As far off its path, as a share of the way due by then, a KPI still goes as it should. */
const slack = 0.05;

/** How far from its path a KPI may be, in its unit. */
function slackOf({ direction, baselineValue, targets, tolerance }: KpiRecord, due: number): number {
	if (direction === 'range' || baselineValue === null) return rounding;
	if (targets.at(-1)?.value === baselineValue) return tolerance + rounding;
	return Math.max(slack * Math.abs(due - baselineValue), rounding);
}

function positionOf(
	kpi: KpiRecord,
	gap: Knowable<number>,
	due: Knowable<number>
): Knowable<PathPosition> {
	if (!gap.known) return gap;
	const most = slackOf(kpi, due.known ? due.value : 0);
	if (gap.value < -most) return known('behind');
	return known(gap.value > most ? 'ahead' : 'on_path');
}

/** The last month, quarter and fiscal year that ended with or before the latest period due. */
export type LastEnded = Record<Frequency, Period>;

/** Measurements of these, or later ones, are covered; null: no period is due yet. */
export function lastEnded(
	{ due }: Pick<ReckoningDay, 'due'>,
	fiscalYearStartMonth: number
): LastEnded | null {
	if (due === null) return null;
	const ended = (frequency: Frequency) => latestEnded(frequency, due.endsOn, fiscalYearStartMonth);
	return { month: ended('month'), quarter: ended('quarter'), year: ended('year') };
}

function stateOf(
	{ frequency, baselineOn }: KpiRecord,
	last: SeriesPoint | undefined,
	ended: LastEnded | null
): MeasuringState {
	if (ended === null) return last === undefined ? 'not_due' : 'measured';
	const { startsOn, endsOn } = ended[frequency];
	if (last !== undefined) return last.on >= startsOn ? 'measured' : 'carried';
	return baselineOn !== null && endsOn <= baselineOn ? 'not_due' : 'not_measured';
}

function valueOf(last: SeriesPoint | undefined, state: MeasuringState): Knowable<number> {
	if (last === undefined) return unknown(state === 'not_due' ? 'not_due' : 'not_measured');
	return last.value === null ? unknown('denominator_is_zero') : known(last.value);
}

/** What a figure is made of where its value is known; else why it is not. */
function ofValue(value: Knowable<number>, make: (value: number) => Knowable<number>) {
	return value.known ? make(value.value) : value;
}

/**
 * The figures of a KPI on a day.
 *
 * @param ended what had ended by the latest period due, made once for all KPIs of a plan
 * @param applicable whether its element applies
 */
export function kpiFigures(
	kpi: KpiRecord,
	on: IsoDate,
	ended: LastEnded | null,
	applicable: boolean
): KpiFigures {
	const series = seriesOf(kpi, on);
	const last = series.at(-1);
	const state = applicable ? stateOf(kpi, last, ended) : 'not_applicable';
	const value = valueOf(last, state);
	const isWindowed = kpi.overTime === 'flow_window';
	const attained = isWindowed ? lastComplete(kpi, series, on) : last;
	const comparedOn = last?.on ?? on;
	const due = dueValue(kpi, comparedOn);
	const gap = ofValue(value, (now) => gapOf(kpi, now, due));
	const target: Knowable<number> =
		last === undefined || last.target === null ? unknown('target_not_set') : known(last.target);
	const points = series.flatMap(({ on: at, value: is }) =>
		is === null ? [] : [{ on: at, value: is }]
	);
	return {
		id: kpi.id,
		elementId: kpi.elementId,
		state,
		value,
		measuredOn: last?.on ?? null,
		covered: state === 'measured',
		attainment: ofValue(isWindowed ? valueOf(attained, state) : value, (now) =>
			attainment(kpi, now)
		),
		periodAchievement: ofValue(value, (now) =>
			target.known ? periodAchievement(kpi.direction, now, target.value) : target
		),
		periodTarget: last === undefined ? value : target,
		windowPartial: last === undefined ? null : isPartial(kpi, last),
		due,
		comparedOn,
		gap,
		gapShare: gapShareOf(kpi, gap),
		position: positionOf(kpi, gap, due),
		outlook: outlookOf(kpi, points, on),
		endTarget: kpi.targets.at(-1) ?? null,
		series,
		attained: attained ?? null
	};
}

/** KPIs behind their path, the furthest behind first, then those that are due and were never measured. */
export function kpisOffPath(kpis: KpiFigures[]): {
	behind: KpiFigures[];
	notMeasured: KpiFigures[];
} {
	const share = ({ gapShare }: KpiFigures) => (gapShare.known ? gapShare.value : 0);
	const counted = kpis.filter(({ state }) => state !== 'not_applicable');
	const behind = counted.filter(({ position }) => position.known && position.value === 'behind');
	return {
		behind: behind.sort((one, other) => share(one) - share(other)),
		notMeasured: counted.filter(({ state }) => state === 'not_measured')
	};
}
