/** Geometry of the S-curve: planned and actual progress over time, and when it ends at this pace. */
import { area, line, scaleLinear } from 'd3';
import { addDays, dayNumber, daysBetween } from '#lib/domain/dates.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import { moveApart } from './labels.ts';
import { within } from './lengths.ts';
import { chartTicks, positions, spanOf, type Tick } from './time-axis.ts';

export interface CurvePoint {
	on: IsoDate;
	/** 0…1; null is unknown. */
	planned: number | null;
	actual: number | null;
	/** Known ÷ applicable weight, 0…1. */
	coverage: number;
}

/** When the work ends at this pace, with the ends of its interval; `high` is null where it has none. */
export interface CurveForecast {
	on: IsoDate;
	low: IsoDate;
	high: IsoDate | null;
}

export interface CurveLabel {
	of: 'done' | 'planned' | 'ends';
	/** The share that it says; null for the day of the end. */
	value: number | null;
	/** 0…1 of the width. */
	x: number;
	y: number;
	/** The text runs to its left. */
	before: boolean;
}

export interface CurveGeometry {
	/** Paths are 1000 wide, to be stretched. */
	planned: string;
	actual: string;
	/** The stretches of `actual` that rest on less than the threshold of weight. */
	partial: string;
	forecast: string;
	band: string;
	/** Beneath the axis, as deep as weight is silent. */
	silence: string;
	last: { x: number; y: number; partial: boolean } | null;
	today: number | null;
	labels: CurveLabel[];
	ticks: Tick[];
	values: { value: number; y: number }[];
}

export const curveFrame = { height: 240, top: 28, base: 196, bottom: 212 };

/** Progress to heights. */
const y = scaleLinear([0, 1], [curveFrame.base, curveFrame.top]);

type Known = CurvePoint & { actual: number };
const isReported = (point: CurvePoint): point is Known => point.actual !== null;

/** From the first point to the latest end, but a far end is cut at one and a half times the plan's span. */
function spanFor(points: CurvePoint[], forecast: CurveForecast | null, today: IsoDate) {
	const span = spanOf(points.map(({ on }) => on));
	if (!span || !forecast) return span;
	const most = addDays(span.from, Math.max(365, daysBetween(span.from, span.to) * 1.5));
	const ends = [forecast.on, forecast.high ?? forecast.on, today, span.to].sort();
	const last = ends.at(-1) ?? span.to;
	return { from: span.from, to: last < most ? last : (spanOf([most, span.to])?.to ?? most) };
}

/** Progress on `to`, on the straight line from the last report to a full 1 on `end`. */
function reach(last: Known, end: IsoDate, to: IsoDate): { on: IsoDate; value: number } {
	if (end <= to) return { on: end, value: 1 };
	const way = (dayNumber(to) - dayNumber(last.on)) / (dayNumber(end) - dayNumber(last.on));
	return { on: to, value: within(last.actual) + (1 - within(last.actual)) * way };
}

interface Reached {
	on: IsoDate;
	value: number;
}

/** The band's outline: along its early edge, then back along its late one. */
function bandOf(last: Known, forecast: CurveForecast, to: IsoDate): Reached[] {
	const start = { on: last.on, value: within(last.actual) };
	const early = reach(last, forecast.low > last.on ? forecast.low : last.on, to);
	const late = forecast.high ? reach(last, forecast.high, to) : { on: to, value: start.value };
	const corner = early.on < late.on ? [{ on: late.on, value: early.value }] : [];
	return [start, early, ...corner, late];
}

function labelsOf(
	last: Known | undefined,
	ends: Reached | null,
	points: CurvePoint[],
	x: (day: IsoDate) => number
): CurveLabel[] {
	const planned = plannedFor(last, points);
	const labels: CurveLabel[] = [];
	if (planned) {
		const at = x(planned.on);
		labels.push({
			of: 'planned',
			value: planned.planned,
			x: at,
			y: y(within(planned.planned)) - 8,
			before: at > 0.35
		});
	}
	if (last) {
		const at = x(last.on);
		labels.push({
			of: 'done',
			value: last.actual,
			x: at,
			y: y(within(last.actual)) + 18,
			before: at > 0.6
		});
	}
	if (ends) labels.push({ of: 'ends', value: null, x: 1, y: y(ends.value) + 36, before: true });
	return moveApart(labels, { gap: 17, top: curveFrame.top - 4, bottom: curveFrame.base - 5 });
}

/** The plan on the day of the last report, else at its end. */
function plannedFor(last: Known | undefined, points: CurvePoint[]) {
	const known = points.filter((point) => point.planned !== null) as (CurvePoint & {
		planned: number;
	})[];
	const by = last ? known.filter((point) => point.on <= last.on) : known;
	return by.at(-1) ?? null;
}

/** Null where there is nothing at all to draw. */
export function curveGeometry(
	points: CurvePoint[],
	forecast: CurveForecast | null,
	today: IsoDate,
	threshold: number
): CurveGeometry | null {
	const span = spanFor(points, forecast, today);
	if (!span) return null;
	const x = positions(span.from, span.to);
	const reported = points.filter(isReported);
	const last = reported.at(-1);
	const going = last && forecast && last.actual < 1 ? forecast : null;
	const ends = last && going ? reach(last, going.on, span.to) : null;
	const wide = (on: IsoDate) => x(on) * 1000;
	const path = line<Reached>(
		({ on }) => wide(on),
		({ value }) => y(within(value))
	).digits(1);
	const curve = (of: (point: CurvePoint) => number | null) =>
		line<CurvePoint>(
			({ on }) => wide(on),
			(point) => y(within(of(point) ?? 0))
		)
			.defined((point) => of(point) !== null)
			.digits(1)(points) ?? '';
	const silent = area<CurvePoint>()
		.x(({ on }) => wide(on))
		.y0(curveFrame.base)
		.y1(({ coverage }) => curveFrame.base + (1 - within(coverage)) * 16)
		.digits(1);
	const past = points.filter(({ on, coverage }) => on <= today && coverage < 1).length > 0;
	return {
		planned: curve((point) => point.planned),
		actual: curve((point) => point.actual),
		partial: curve((point) => (point.coverage < threshold ? point.actual : null)),
		forecast: last && ends ? (path([{ on: last.on, value: last.actual }, ends]) ?? '') : '',
		band: last && going ? `${path(bandOf(last, going, span.to)) ?? ''}Z` : '',
		silence: past ? (silent(points.filter(({ on }) => on <= today)) ?? '') : '',
		last: last
			? { x: x(last.on), y: y(within(last.actual)), partial: last.coverage < threshold }
			: null,
		today: today >= span.from && today <= span.to ? x(today) : null,
		labels: labelsOf(last, ends, points, x),
		ticks: chartTicks(span.from, span.to),
		values: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, y: y(value) }))
	};
}
