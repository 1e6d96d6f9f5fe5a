/** Geometry of the S-curve: planned and actual progress over time, and when it ends at this pace. */
import { line } from 'd3';
import { addDays, dayNumber, daysBetween, later } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { behindSince } from './lasting-slip.ts';
import { within } from '../lengths.ts';
import { curveFrame, curveHeight, type CurvePoint, type Reported } from './progress-curve-frame.ts';
import { curveLabels, type CurveLabel } from './progress-curve-labels.ts';
import { chartTicks, drawnSpan, positions, type Tick } from '../time-axis.ts';

/** When the work ends at this pace, with the ends of its interval; `high` is null where it has none. */
export interface CurveForecast {
	on: IsoDate;
	/** The same as precisely as it is known: `2030 Q3`. */
	words: string;
	low: IsoDate;
	high: IsoDate | null;
}

export interface CurveGeometry {
	/** Paths are 1000 wide, to be stretched. */
	planned: string;
	/** Up to the day on which all of it was to be done. */
	adopted: string;
	actual: string;
	/** The stretches of `actual` that rest on less than the threshold of weight. */
	partial: string;
	forecast: string;
	band: string;
	/** Beneath the axis, as deep as weight is silent, in pixels. */
	silence: { x: number; width: number; height: number }[];
	last: { x: number; y: number; partial: boolean } | null;
	/** Where the forecast's line ends; null where none is drawn. */
	end: { x: number; y: number } | null;
	/** Where it fell behind for good. */
	since: { x: number; y: number } | null;
	today: number | null;
	labels: CurveLabel[];
	ticks: Tick[];
	values: { value: number; y: number }[];
}

interface Share {
	on: IsoDate;
	value: number;
}

/** From the first point to the latest end, which is cut where it is further off than half the plan's time. */
function spanFor(points: CurvePoint[], forecast: CurveForecast | null) {
	const span = drawnSpan(points.map(({ on }) => on));
	if (!span || !forecast) return span;
	const most = addDays(span.from, Math.max(365, daysBetween(span.from, span.to) * 1.5));
	const end = later(forecast.on, forecast.high);
	return { from: span.from, to: later(span.to, end < most ? end : most) };
}

/** Where the straight line from the last report to a full 1 on `end` is by `to`. */
function reach(last: Reported, end: IsoDate, to: IsoDate): Share {
	if (end <= to) return { on: later(end, last.on), value: 1 };
	const way = daysBetween(last.on, to) / (dayNumber(end) - dayNumber(last.on));
	const done = within(last.done);
	return { on: to, value: done + (1 - done) * way };
}

/** The outline of the interval: along its early edge, then back along its late one. */
function bandOf(last: Reported, forecast: CurveForecast, to: IsoDate): Share[] {
	const start = { on: last.on, value: within(last.done) };
	const early = reach(last, forecast.low, to);
	const late = forecast.high ? reach(last, forecast.high, to) : { on: to, value: start.value };
	const corner = early.on < late.on ? [{ on: late.on, value: early.value }] : [];
	return [start, early, ...corner, late];
}

/** A sum of a thousand weights is not binary exact: what it lacks by that is not silence. */
const rounding = 1e-9;

const isPartial = (coverage: number | null, threshold: number) =>
	coverage !== null && coverage < threshold - rounding;

/** For the time from one point to the next, how much weight the next one lacks; never too thin to see. */
function silenceOf(points: CurvePoint[], x: (day: IsoDate) => number): CurveGeometry['silence'] {
	const depth = curveFrame.bottom - curveFrame.base;
	return points.flatMap(({ on, coverage }, index) => {
		const from = x(points[index - 1]?.on ?? on);
		const silent = 1 - within(coverage ?? 1);
		const height = Math.round(Math.max(4, silent * depth));
		return silent > rounding && x(on) > from ? [{ x: from, width: x(on) - from, height }] : [];
	});
}

/** Lines through points, broken where a value is unknown. */
function curveOf(x: (day: IsoDate) => number) {
	const through = line<CurvePoint & Share>(
		({ on }) => x(on) * 1000,
		({ value }) => curveHeight(within(value))
	)
		.defined(({ value }) => !Number.isNaN(value))
		.digits(1);
	return (points: CurvePoint[], of: (point: CurvePoint) => number | null): string =>
		through(points.map((point) => ({ ...point, value: of(point) ?? NaN }))) ?? '';
}

function forecastOf(
	last: Reported | undefined,
	forecast: CurveForecast | null,
	to: IsoDate,
	x: (day: IsoDate) => number
): Pick<CurveGeometry, 'forecast' | 'band' | 'end'> {
	if (!last || !forecast || last.done >= 1) return { forecast: '', band: '', end: null };
	const path = line<Share>(
		({ on }) => x(on) * 1000,
		({ value }) => curveHeight(value)
	).digits(1);
	const start = { on: last.on, value: within(last.done) };
	const end = reach(last, forecast.on, to);
	return {
		forecast: path([start, end]) ?? '',
		end: { x: x(end.on), y: curveHeight(end.value) },
		band: `${path(bandOf(last, forecast, to)) ?? ''}Z`
	};
}

/** By less than this two shares are drawn as one: a tenth of a percent. */
const drawnApart = 0.001;

/**
 * The points of the plan as adopted: from where it departs from the one that is drawn, up to the first at
 * which it has come as far as it ever does.
 */
function adoptedPart(points: CurvePoint[]): CurvePoint[] {
	const shares = points.flatMap(({ adopted }) => adopted ?? []);
	const departs = points.findIndex(
		({ adopted, planned }) => Math.abs((adopted ?? 0) - (planned ?? 0)) > drawnApart
	);
	if (shares.length === 0 || departs < 0) return [];
	const most = Math.max(...shares);
	const end = points.findIndex(({ adopted }) => (adopted ?? -1) >= most - 1e-9);
	return points.slice(Math.max(0, departs - 1), end + 1);
}

/**
 * Null where there is nothing at all to draw.
 *
 * @param points ascending by day
 * @param threshold the coverage, 0…1, below which the actual line is partial
 */
export function curveGeometry(
	points: CurvePoint[],
	forecast: CurveForecast | null,
	today: IsoDate,
	threshold: number
): CurveGeometry | null {
	const last = points.findLast((point): point is Reported => point.done !== null);
	const span = spanFor(points, last ? forecast : null);
	if (!span) return null;
	const x = positions(span.from, span.to);
	const curve = curveOf(x);
	const ahead = forecastOf(last, forecast, span.to, x);
	const since = behindSince(points);
	const fell = points.find(({ on }) => on === since);
	const now = today >= span.from && today <= span.to ? x(today) : null;
	return {
		planned: curve(points, ({ planned }) => planned),
		adopted: curve(adoptedPart(points), ({ adopted }) => adopted ?? null),
		actual: curve(points, ({ done }) => done),
		partial: curve(points, ({ done, coverage }) => (isPartial(coverage, threshold) ? done : null)),
		...ahead,
		silence: silenceOf(
			points.filter(({ on }) => on <= today),
			x
		),
		last: last
			? {
					x: x(last.on),
					y: curveHeight(within(last.done)),
					partial: isPartial(last.coverage, threshold)
				}
			: null,
		since: fell ? { x: x(fell.on), y: curveHeight(within(fell.done ?? 0)) } : null,
		today: now,
		labels: curveLabels(points, { last, end: ahead.end, since, today: now }, x),
		ticks: chartTicks(span.from, span.to),
		values: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, y: curveHeight(value) }))
	};
}
