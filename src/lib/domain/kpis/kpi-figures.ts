/** The figures of one KPI on a day: where it is, where it should be, and where it goes. */
import type { ReckoningDay } from '../progress/reckoning-day.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { latestEnded, type Period } from '../records/periods.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { attainment, dueValue, periodAchievement, type DatedValue } from './attainment.ts';
import { outlookOf, type Outlook } from './outlook.ts';
import { gapOf, gapShareOf, positionOf, type PathPosition } from './path-gap.ts';
import { isPartial, lastComplete, seriesOf, type SeriesPoint } from './series.ts';

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

/** What few pages ask for is made when it is first asked for: the trend of a KPI costs more than all else. */
class FiguresOfKpi implements KpiFigures {
	readonly id: string;
	readonly elementId: string;
	readonly state: MeasuringState;
	readonly value: Knowable<number>;
	readonly measuredOn: IsoDate | null;
	readonly attainment: Knowable<number>;
	readonly due: Knowable<number>;
	readonly comparedOn: IsoDate;
	readonly gap: Knowable<number>;
	readonly gapShare: Knowable<number>;
	readonly position: Knowable<PathPosition>;
	readonly series: SeriesPoint[];
	readonly attained: SeriesPoint | null;
	readonly #kpi: KpiRecord;
	readonly #on: IsoDate;
	#outlook: Outlook | undefined;

	constructor(
		kpi: KpiRecord,
		on: IsoDate,
		stateWith: (last: SeriesPoint | undefined) => MeasuringState
	) {
		const series = seriesOf(kpi, on);
		const last = series.at(-1);
		const isWindowed = kpi.overTime === 'flow_window';
		const attained = isWindowed ? lastComplete(kpi, series, on) : last;
		this.#kpi = kpi;
		this.#on = on;
		this.id = kpi.id;
		this.elementId = kpi.elementId;
		this.state = stateWith(last);
		this.value = valueOf(last, this.state);
		this.measuredOn = last?.on ?? null;
		this.attainment = ofValue(valueOf(attained, this.state), (now) => attainment(kpi, now));
		this.comparedOn = last?.on ?? on;
		this.due = dueValue(kpi, this.comparedOn);
		this.gap = ofValue(this.value, (now) => gapOf(kpi, now, this.due));
		this.gapShare = gapShareOf(kpi, this.gap);
		this.position = positionOf(kpi, this.gap, this.due);
		this.series = series;
		this.attained = attained ?? null;
	}

	get covered() {
		return this.state === 'measured';
	}

	get endTarget() {
		return this.#kpi.targets.at(-1) ?? null;
	}

	get periodTarget() {
		const last = this.series.at(-1);
		if (last === undefined) return this.value;
		return last.target === null ? unknown('target_not_set') : known(last.target);
	}

	get periodAchievement() {
		const { periodTarget: target } = this;
		return ofValue(this.value, (now) =>
			target.known ? periodAchievement(this.#kpi.direction, now, target.value) : target
		);
	}

	get windowPartial() {
		const last = this.series.at(-1);
		return last === undefined ? null : isPartial(this.#kpi, last);
	}

	get outlook() {
		return (this.#outlook ??= outlookOf(this.#kpi, valuesOf(this.series), this.#on));
	}
}

/** The points of a series that have a value. */
const valuesOf = (series: readonly SeriesPoint[]): DatedValue[] =>
	series.flatMap(({ on, value }) => (value === null ? [] : [{ on, value }]));

/**
 * The figures of a KPI on a day.
 *
 * @param ended what had ended by the latest period due, made once for all KPIs of a plan
 * @param applicable whether its element applies
 */
export const kpiFigures = (
	kpi: KpiRecord,
	on: IsoDate,
	ended: LastEnded | null,
	applicable: boolean
): KpiFigures =>
	new FiguresOfKpi(kpi, on, (last) => (applicable ? stateOf(kpi, last, ended) : 'not_applicable'));

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
