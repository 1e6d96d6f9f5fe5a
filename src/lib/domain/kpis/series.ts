/**
 * A KPI's value after each day on which it was measured (rule 3): first over organisations, then over
 * time. Percentages are never averaged: a ratio divides sums.
 */
import { monthsBetween } from '../records/dates.ts';
import type { IsoDate, KpiRecord, MeasurementRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { unitScale } from './units.ts';

/** The days of one target: from the day after the target before it to its own. */
export interface Window {
	/** The day of the target before, or of the baseline; null: not set. */
	after: IsoDate | null;
	/** The target's own day; null: after the last target. */
	endsOn: IsoDate | null;
}

export interface SeriesPoint {
	on: IsoDate;
	/** In the KPI's unit; null: a ratio to 0. */
	value: number | null;
	/** What is due by the end of its window: the first target on its day or later, never one past. */
	target: number | null;
	window: Window;
	/** On how many days of its window, up to this one, it was measured. */
	measured: number;
	/** What the value is made of: the measurements of its day, its window or the plan so far. */
	parts: MeasurementRecord[];
}

type Rule = Pick<KpiRecord, 'overTime' | 'overOrganisations' | 'unit'>;

/** Σ numerators ÷ Σ denominators × scale; null where the denominators are 0, or one is missing. */
export function ratioOfSums(parts: readonly MeasurementRecord[], scale: number): number | null {
	let [above, below] = [0, 0];
	for (const { numerator, denominator } of parts) {
		if (numerator === null || denominator === null) return null;
		above += numerator;
		below += denominator;
	}
	return below === 0 ? null : (scale * above) / below;
}

/** One value of what several organisations measured. */
export function overOrganisations(
	{ overOrganisations: rule, unit }: Rule,
	parts: readonly MeasurementRecord[]
): number {
	if (rule === 'ratio') {
		const ratio = ratioOfSums(parts, unitScale(unit));
		if (ratio !== null) return ratio;
	}
	if (parts.length === 1) return parts[0]!.value;
	const values = parts.map(({ value }) => value);
	if (rule === 'sum') return values.reduce((sum, value) => sum + value, 0);
	if (rule === 'min') return Math.min(...values);
	return rule === 'max' ? Math.max(...values) : values.at(-1)!;
}

/**
 * The window that holds a day, with its target.
 *
 * @param targets by day
 */
export function windowAt(
	{ targets, baselineOn }: Pick<KpiRecord, 'targets' | 'baselineOn'>,
	on: IsoDate
): { window: Window; target: number | null } {
	const closing = targets.find(({ dueOn }) => dueOn >= on);
	const before = targets.findLast(({ dueOn }) => dueOn < on);
	return {
		window: { after: before?.dueOn ?? baselineOn, endsOn: closing?.dueOn ?? null },
		target: closing?.value ?? null
	};
}

/** Where there is one figure for the whole, it is what was said last, whoever said it. */
function lastRecorded(measurements: MeasurementRecord[]): MeasurementRecord[] {
	if (measurements.length === 1) return measurements;
	return [measurements.reduce((last, one) => (one.recordedAt >= last.recordedAt ? one : last))];
}

/** Adds up measurements day by day, each later than the one before, by a KPI's rules. */
class Adding {
	readonly #kpi: KpiRecord;
	/** Where the last day lay. */
	#at: ReturnType<typeof windowAt> | undefined;
	#measured = 0;
	#sum: number;
	/** Of a stock the last measurement of each organisation: who is silent keeps its last value. */
	#parts: MeasurementRecord[] = [];

	constructor(kpi: KpiRecord) {
		this.#kpi = kpi;
		this.#sum = kpi.overTime === 'flow_plan' ? (kpi.baselineValue ?? 0) : 0;
	}

	/** Undefined where a ratio was measured without its parts. */
	day(on: IsoDate, measurements: MeasurementRecord[]): SeriesPoint | undefined {
		const { window, target } = this.#windowOf(on);
		const isOne = this.#kpi.overOrganisations === 'none';
		const value = this.#add(isOne ? lastRecorded(measurements) : measurements);
		if (value === undefined) return undefined;
		this.#measured += 1;
		return { on, value, target, window, measured: this.#measured, parts: this.#parts };
	}

	#windowOf(on: IsoDate): ReturnType<typeof windowAt> {
		if (this.#at !== undefined && on <= (this.#at.window.endsOn ?? on)) return this.#at;
		this.#at = windowAt(this.#kpi, on);
		this.#measured = 0;
		const { overTime } = this.#kpi;
		if (overTime === 'flow_window' || overTime === 'ratio') {
			this.#sum = 0;
			this.#parts = [];
		}
		return this.#at;
	}

	#add(measurements: MeasurementRecord[]): number | null | undefined {
		const { overTime, unit } = this.#kpi;
		if (overTime === 'last') {
			for (const measurement of measurements) this.#replace(measurement);
			return overOrganisations(this.#kpi, this.#parts);
		}
		if (overTime === 'ratio') {
			if (measurements.some(({ numerator }) => numerator === null)) return undefined;
			this.#parts = [...this.#parts, ...measurements];
			return ratioOfSums(this.#parts, unitScale(unit));
		}
		this.#parts = [...this.#parts, ...measurements];
		this.#sum += overOrganisations(this.#kpi, measurements);
		return this.#sum;
	}

	/**
	 * One figure for the whole replaces all before it; an organisation's replaces its own, in its place,
	 * and what those said last that it followed.
	 */
	#replace(measurement: MeasurementRecord): void {
		const { organisationId, replaces = [] } = measurement;
		if (organisationId === null || this.#kpi.overOrganisations === 'none') {
			this.#parts = [measurement];
			return;
		}
		const others = this.#parts.filter(
			(part) => part.organisationId !== null && !replaces.includes(part.organisationId)
		);
		const own = others.findIndex((part) => part.organisationId === organisationId);
		this.#parts = own < 0 ? [...others, measurement] : others.with(own, measurement);
	}
}

/**
 * The KPI's value after each day of measurement up to a day.
 *
 * @param kpi its measurements ascend by day, at most one for each day and organisation
 */
export function seriesOf(kpi: KpiRecord, asOf: IsoDate): SeriesPoint[] {
	const adding = new Adding(kpi);
	const { measurements } = kpi;
	const series: SeriesPoint[] = [];
	let from = 0;
	while (from < measurements.length && measurements[from]!.measuredOn <= asOf) {
		const on = measurements[from]!.measuredOn;
		let to = from + 1;
		while (measurements[to]?.measuredOn === on) to += 1;
		const point = adding.day(on, measurements.slice(from, to));
		if (point !== undefined) series.push(point);
		from = to;
	}
	return series;
}

const monthsIn: Record<Frequency, number> = { month: 1, quarter: 3, year: 12 };

/**
 * How many measurements a window should hold by a day: as many months, quarters or years as have
 * begun since it opened; null for a stock, and where nothing says when it opened.
 */
export function measurementsDue(
	{ overTime, frequency }: Pick<KpiRecord, 'overTime' | 'frequency'>,
	{ after }: Window,
	by: IsoDate
): number | null {
	if (overTime === 'last' || after === null) return null;
	return Math.max(1, Math.ceil(monthsBetween(after, by) / monthsIn[frequency]));
}

/** Whether a point's window misses a measurement; null where windows don't matter. */
export function isPartial(kpi: KpiRecord, point: SeriesPoint): boolean | null {
	const due = measurementsDue(kpi, point.window, point.on);
	return due === null ? null : point.measured < due;
}

/** The last point of a window that is over by a day and holds all its measurements; undefined: none. */
export function lastComplete(
	kpi: KpiRecord,
	series: readonly SeriesPoint[],
	asOf: IsoDate
): SeriesPoint | undefined {
	return series.findLast(({ window, measured }) => {
		const { endsOn } = window;
		if (endsOn === null || endsOn > asOf) return false;
		return measured >= (measurementsDue(kpi, window, endsOn) ?? 1);
	});
}
