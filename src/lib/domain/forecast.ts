/** Forecast (rule 10): when the work ends if it goes on as it went. */
import type { Knowable } from './known.ts';
import type { IsoDate } from './records.ts';

export interface Forecast {
	finishOn: IsoDate;
	/** Bounds of the 80 % interval; `latest` is null where the slow end of the trend never finishes. */
	earliest: IsoDate;
	latest: IsoDate | null;
	/** How many reports it rests on. */
	reports: number;
}

/** Progress, 0…1, as reported for a day. */
export interface ProgressPoint {
	on: IsoDate;
	progress: number;
}

/**
 * A robust trend of progress over time, extended to 1.
 * Unknown with `too_few_reports` for fewer than four points, `not_advancing` where it never ends.
 */
export declare function forecastFinish(points: ProgressPoint[]): Knowable<Forecast>;
