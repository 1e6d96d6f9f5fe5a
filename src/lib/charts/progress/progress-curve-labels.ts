/** Where the words of the S-curve stand: beside its lines, on the side where these do not go. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { moveApart } from '../labels.ts';
import { within } from '../lengths.ts';
import { curveFrame, curveHeight, type CurvePoint, type Reported } from './progress-curve-frame.ts';

export interface CurveLabel {
	of: 'done' | 'planned' | 'since' | 'ends';
	/** The share that it says; null for a day. */
	value: number | null;
	/** 0…1 of the width. */
	x: number;
	/** Pixels. */
	y: number;
	/** The text runs to the left of its point. */
	before: boolean;
}

/** How much of the width a text takes where the drawing is narrow. */
const textWidth = 0.3;

type Place = (day: IsoDate) => number;

const height = (share: number) => curveHeight(within(share));

/** The plan on the day of the last report, else at its end: above its line, which rises. */
function plannedLabel(points: CurvePoint[], last: Reported | undefined, x: Place): CurveLabel[] {
	const point = points.findLast(({ on, planned }) => planned !== null && (!last || on <= last.on));
	if (!point || point.planned === null) return [];
	const at = x(point.on);
	const y = height(point.planned) - 8;
	return [{ of: 'planned', value: point.planned, x: at, y, before: at > 0.35 }];
}

/**
 * Under and after the last report, where no line is, and after the status date, whose line would
 * strike it through; above and before it at the right end.
 */
function doneLabel(last: Reported, today: number | null, x: Place): CurveLabel {
	const at = x(last.on);
	const before = at > 0.72;
	const y = height(last.done) + (before ? -8 : 18);
	const isNear = today !== null && today > at && today - at < textWidth;
	return { of: 'done', value: last.done, x: isNear && !before ? today : at, y, before };
}

/**
 * Where it fell behind for good: before that point and above the plan, which is above it; where there
 * is no room before it, above the plan as far as the text runs.
 */
function sinceLabel(points: CurvePoint[], since: IsoDate, x: Place): CurveLabel[] {
	const point = points.find(({ on }) => on === since);
	if (point === undefined) return [];
	const at = x(point.on);
	const before = at >= textWidth;
	const under = points.filter(({ on }) => !before && x(on) > at && x(on) < at + textWidth);
	const highest = Math.max(...[point, ...under].map(({ planned, done }) => planned ?? done ?? 0));
	return [{ of: 'since', value: null, x: at, y: height(highest) - 8, before }];
}

/** At the end of the forecast's line, above it; further right where the status date's would strike it. */
function endLabel(end: { x: number; y: number }, today: number | null): CurveLabel {
	const before = end.x > 0.6;
	const isStruck = before && today !== null && today < end.x && end.x - today < textWidth + 0.05;
	const x = isStruck ? Math.min(1, today + textWidth + 0.1) : end.x;
	return { of: 'ends', value: null, x, y: end.y - 8, before };
}

export interface CurveMarks {
	/** The last report; undefined without any. */
	last: Reported | undefined;
	/** Where the forecast's line ends; null where none is drawn. */
	end: { x: number; y: number } | null;
	/** Since when it is behind without a break. */
	since: IsoDate | null;
	/** The status date, 0…1 of the width. */
	today: number | null;
}

const gap = 17;

/** At the right end both lines come from beneath: the plan's words stand above those of what is done. */
function above(planned: CurveLabel[], done: CurveLabel[]): CurveLabel[] {
	const [end] = done;
	if (!end?.before) return planned;
	return planned.map((one) => (one.before ? { ...one, y: Math.min(one.y, end.y - gap) } : one));
}

/** The labels, moved apart. */
export function curveLabels(points: CurvePoint[], marks: CurveMarks, x: Place): CurveLabel[] {
	const { last, end, since, today } = marks;
	const done = last ? [doneLabel(last, today, x)] : [];
	const beside = [
		...above(plannedLabel(points, last, x), done),
		...done,
		...(since === null ? [] : sinceLabel(points, since, x))
	];
	const room = { gap, top: curveFrame.top - 8 - gap, bottom: curveFrame.base - 5 };
	return [...moveApart(beside, room), ...(last && end ? [endLabel(end, today)] : [])];
}
