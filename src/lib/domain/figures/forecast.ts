/** Forecast (rule 10): when the work ends if it goes on as it went. */
import { dayNumber, dayOf, later } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { fewestReports } from '../kpis/pace.ts';
import type { IsoDate } from '../records/records.ts';
import { theilSen } from '../kpis/trend.ts';

export interface Forecast {
	finishOn: IsoDate;
	/** Bounds of the 80 % interval; `latest` is null where the slow end of the trend never finishes. */
	earliest: IsoDate;
	latest: IsoDate | null;
	/** Change of the share in a day, for the line and the band of the S-curve. */
	slope: number;
	/** How many reports it rests on. */
	reports: number;
}

/** Progress, 0…1, as reported for a day. */
export interface ProgressPoint {
	on: IsoDate;
	progress: number;
}

/** A finish further off than this is none. */
const horizonInDays = 100 * 365;

/** The day on which a line through a point reaches 1; null where it never does within the horizon. */
function finish(from: number, progress: number, slope: number): IsoDate | null {
	const days = Math.max(0, 1 - progress) / slope;
	return slope > 0 && days <= horizonInDays ? dayOf(Math.ceil(from + days)) : null;
}

/** Work that is done has its end: the first day of those since which it was reported as done. */
function finished(points: ProgressPoint[]): Forecast {
	const before = points.findLastIndex(({ progress }) => progress < 1);
	const { on } = points[before + 1]!;
	return { finishOn: on, earliest: on, latest: on, slope: 0, reports: points.length };
}

/**
 * A robust trend of progress over time, extended to 1; never earlier than the last report, since
 * work that is not reported as done is not done.
 * Unknown with `too_few_reports` for fewer than four points, `not_advancing` where it never ends.
 *
 * @param points ascending by day, one for each day
 */
export function forecastFinish(points: ProgressPoint[]): Knowable<Forecast> {
	const last = points.at(-1);
	if (last === undefined || points.length < fewestReports) return unknown('too_few_reports');
	if (last.progress >= 1) return known(finished(points));
	const trend = theilSen(points.map(({ on, progress }) => ({ on, value: progress })));
	const lastDay = dayNumber(last.on);
	const level = trend.intercept + trend.slope * lastDay;
	// a trend that calls unfinished work finished starts from what was said of it
	const fitted = level < 1 ? level : last.progress;
	const finishOn = finish(lastDay, fitted, trend.slope);
	const earliest = finish(lastDay, fitted, trend.fast);
	if (finishOn === null || earliest === null) return unknown('not_advancing');
	return known({
		finishOn: later(last.on, finishOn),
		earliest: later(last.on, earliest),
		latest: finish(lastDay, fitted, trend.slow),
		slope: trend.slope,
		reports: points.length
	});
}
