/** Where the words of the S-curve stand: beside its lines, on the side where these do not go. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { moveApart } from './labels.ts';
import { within } from './lengths.ts';
import { curveFrame, curveHeight, type CurvePoint, type Reported } from './progress-curve-frame.ts';

export interface CurveLabel {
	of: 'done' | 'planned' | 'ends';
	/** The share that it says; null for the day of the end. */
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

/** Under and after the last report, where no line is; above and before it at the right end. */
function doneLabel(last: Reported, x: Place): CurveLabel {
	const at = x(last.on);
	const before = at > 0.72;
	const y = height(last.done) + (before ? -8 : 18);
	return { of: 'done', value: last.done, x: at, y, before };
}

/** At the right, lower than the forecast is anywhere. */
function endLabel(last: Reported): CurveLabel {
	return { of: 'ends', value: null, x: 1, y: height(last.done) + 36, before: true };
}

/**
 * The labels, moved apart.
 *
 * @param last the last report; undefined without any
 * @param ends whether a forecast is drawn
 */
export function curveLabels(
	points: CurvePoint[],
	last: Reported | undefined,
	ends: boolean,
	x: Place
): CurveLabel[] {
	const labels = [
		...plannedLabel(points, last, x),
		...(last ? [doneLabel(last, x)] : []),
		...(last && ends ? [endLabel(last)] : [])
	];
	return moveApart(labels, { gap: 17, top: curveFrame.top - 4, bottom: curveFrame.base - 5 });
}
