/** Geometry of a KPI over time: measurements with their gaps, the target path, and the band of a range. */
import { line, median, scaleLinear } from 'd3';
import { daysBetween } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { moveApart } from '../labels.ts';
import { positions, drawnSpan, chartTicks, type Tick } from '../time-axis.ts';

export interface DatedValue {
	on: IsoDate;
	value: number;
}

export interface KpiTrendData {
	/** Ascending by day. */
	measurements: DatedValue[];
	baseline: DatedValue | null;
	/** Ascending by day; the last is the end target. */
	targets: DatedValue[];
	band: { low: number; high: number } | null;
	today: IsoDate;
}

export interface TrendLabel {
	of: 'latest' | 'target' | 'baseline';
	value: number;
	/** 0…1 of the width. */
	x: number;
	y: number;
	/** The text runs to the left of its point. */
	before: boolean;
}

export interface KpiTrendGeometry {
	/** Paths are 1000 wide, to be stretched. */
	line: string;
	targetPath: string;
	dots: { x: number; y: number }[];
	targets: { x: number; y: number }[];
	band: { y: number; height: number } | null;
	today: number | null;
	labels: TrendLabel[];
	ticks: Tick[];
	/** From one value of the axis to the next. */
	step: number;
	values: { value: number; y: number }[];
}

/** `floor` is the lowest value's; beneath it there is room for a text. */
export const trendFrame = { height: 238, top: 28, floor: 196, bottom: 214 };

/** Breaks where the next measurement took more than 1.75 times as long as they usually take. */
export function runs(measurements: DatedValue[]): DatedValue[][] {
	const waits = measurements.slice(1).map((point, index) => {
		return daysBetween(measurements[index]?.on ?? point.on, point.on);
	});
	const longest = waits.length > 2 ? (median(waits) ?? 0) * 1.75 : Infinity;
	const all: DatedValue[][] = [];
	for (const [index, point] of measurements.entries()) {
		if (index > 0 && (waits[index - 1] ?? 0) <= longest) all.at(-1)?.push(point);
		else all.push([point]);
	}
	return all;
}

/** Zero is on the scale unless all values lie far from it. */
function heights(data: KpiTrendData) {
	const { measurements, baseline, targets, band } = data;
	const points = [...measurements, ...targets, ...(baseline ? [baseline] : [])];
	const numbers = [...points.map(({ value }) => value), ...(band ? [band.low, band.high] : [])];
	const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
	const near = low >= 0 && low < high / 2 ? 0 : low;
	const flat = near === high ? Math.max(1, Math.abs(high) / 10) : 0;
	return scaleLinear([near - flat, high + flat], [trendFrame.floor, trendFrame.top]).nice(4);
}

/** From here on a text to the right of its point would leave the drawing, so that it runs to the left. */
const turn = 0.66;

/** Whether a path that comes from the left reaches its last point from above. */
function falls(points: (DatedValue | null | undefined)[]): boolean {
	const [before, last] = points.filter((point) => point != null).slice(-2);
	return before !== undefined && last !== undefined && last.value < before.value;
}

/** How much of the width a text takes where the drawing is narrow. */
const textWidth = 0.32;

/** Where along the width a text begins. */
const startOf = ({ x, before }: TrendLabel) => (before ? x - textWidth : x);

/**
 * Moves texts apart where they may meet. The baseline's stays where its path does not go, unless
 * another begins above or below it.
 */
function apart(labels: TrendLabel[]): TrendLabel[] {
	const room = { gap: 17, top: trendFrame.top - 7, bottom: trendFrame.bottom - 2 };
	const others = labels.filter(({ of }) => of !== 'baseline');
	const alone = labels.filter(
		(label) =>
			label.of === 'baseline' && others.every((other) => startOf(other) > label.x + textWidth)
	);
	return alone.length === 0
		? moveApart(labels, room)
		: [...moveApart(others, room), ...moveApart(alone, room)];
}

/** Each on the side of its point where its line does not go. */
function labelsOf(data: KpiTrendData, x: (day: IsoDate) => number, y: (value: number) => number) {
	const { baseline, measurements, targets } = data;
	const [latest, target] = [measurements.at(-1), targets.at(-1)];
	const down = falls([baseline ?? measurements[0], target ?? latest]);
	const labels: TrendLabel[] = [];
	const add = (of: TrendLabel['of'], point: DatedValue | null | undefined, above: boolean) => {
		if (!point) return;
		const at = x(point.on);
		const height = y(point.value) + (above ? -9 : 18);
		labels.push({ of, value: point.value, x: at, y: height, before: at > turn });
	};
	add('target', target, !falls([baseline, ...targets]));
	add('latest', latest, latest && x(latest.on) > turn ? !falls(measurements) : down);
	const beside = labels.find(({ of }) => of === 'latest');
	const now = x(data.today);
	// the line of the status date would strike it through
	if (beside && !beside.before && now > beside.x && now - beside.x < textWidth && now <= turn) {
		beside.x = now;
	}
	add('baseline', baseline, falls([baseline, targets[0] ?? measurements[0]]));
	return apart(labels);
}

/** From one value of the axis to the next. */
const stepOf = ([one = 0, next = one + 1]: number[]) => next - one;

/** Dots for measurements that stand apart from each other, and always for the last. */
function dotsOf(measurements: DatedValue[]): DatedValue[] {
	if (measurements.length <= 24) return measurements;
	return [
		...runs(measurements).flatMap((run) => (run.length === 1 ? run : [])),
		...measurements.slice(-1)
	];
}

/** Null where there is nothing at all to draw. */
export function kpiTrendGeometry(data: KpiTrendData): KpiTrendGeometry | null {
	const { measurements, baseline, targets, band, today } = data;
	const path = [...(baseline ? [baseline] : []), ...targets];
	const days = [...measurements, ...path].map(({ on }) => on);
	const span = drawnSpan(days);
	if (!span) return null;
	const [x, y] = [positions(span.from, span.to), heights(data)];
	const at = ({ on, value }: DatedValue) => ({ x: x(on), y: Math.round(y(value) * 10) / 10 });
	const draw = line<DatedValue>(
		({ on }) => x(on) * 1000,
		({ value }) => y(value)
	).digits(1);
	return {
		line: runs(measurements)
			.map((run) => draw(run))
			.join(''),
		targetPath: path.length > 1 ? (draw(path) ?? '') : '',
		dots: dotsOf(measurements).map(at),
		targets: targets.map(at),
		band: band && { y: y(band.high), height: y(band.low) - y(band.high) },
		today: today >= span.from && today <= span.to ? x(today) : null,
		labels: labelsOf(data, x, y),
		ticks: chartTicks(span.from, span.to),
		step: stepOf(y.ticks(4)),
		values: y.ticks(4).map((value) => ({ value, y: y(value) }))
	};
}
