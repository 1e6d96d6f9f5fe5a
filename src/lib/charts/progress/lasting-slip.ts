/** Since when a curve runs below its plan without a break. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { CurvePoint } from './progress-curve-frame.ts';

/** Within a point of the plan is on plan, as in the headline. */
const tolerance = 0.01;

const isBehind = ({ done, planned }: CurvePoint) =>
	done !== null && planned !== null && planned - done >= tolerance;

/**
 * The first of the reports, up to the last one, that are all behind; null where the last is not, or
 * all are, since then no day is known on which it was not.
 */
export function behindSince(points: CurvePoint[]): IsoDate | null {
	const reported = points.filter(({ done, planned }) => done !== null && planned !== null);
	const level = reported.findLastIndex((point) => !isBehind(point));
	return level === -1 ? null : (reported[level + 1]?.on ?? null);
}
