/** Where the words of the S-curve stand: beside its lines, on the side where these do not go. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { moveApart } from './labels.ts';
import { within } from './lengths.ts';
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
	const isNear = today !== null && today > at && today - at < near;
	return { of: 'done', value: last.done, x: isNear && !before ? today : at, y, before };
}

/** Where it fell behind for good: above the plan, which is above it, and before it. */
function sinceLabel(points: CurvePoint[], since: IsoDate, x: Place): CurveLabel[] {
	const point = points.find(({ on }) => on === since);
	const at = point === undefined ? 0 : x(point.on);
	if (point === undefined || at < near) return [];
	const y = height(Math.max(point.planned ?? 0, point.done ?? 0)) - 8;
	return [{ of: 'since', value: null, x: at, y, before: true }];
}

/** At the end of the forecast's line, above it. */
const endLabel = (end: { x: number; y: number }): CurveLabel => ({
	...{ of: 'ends', value: null, x: end.x, y: end.y - 8 },
	before: end.x > 0.6
});

/** As close along the width, texts may meet where the drawing is narrow. */
const near = 0.3;

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

/** The labels, moved apart. */
export function curveLabels(points: CurvePoint[], marks: CurveMarks, x: Place): CurveLabel[] {
	const { last, end, since, today } = marks;
	const beside = [
		...plannedLabel(points, last, x),
		...(last ? [doneLabel(last, today, x)] : []),
		...(since === null ? [] : sinceLabel(points, since, x))
	];
	const room = { gap: 17, top: curveFrame.top - 4, bottom: curveFrame.base - 5 };
	return [...moveApart(beside, room), ...(last && end ? [endLabel(end)] : [])];
}
