/**
 * A straight line through noisy reports that one wrong report cannot bend: the Theil–Sen estimator,
 * the median of the slopes over all pairs (Sen 1968, J. Am. Stat. Assoc. 63, 1379–1389).
 */
import { dayNumber } from '../records/dates.ts';
import type { DatedValue } from './attainment.ts';

export interface Trend {
	/** Change a day. */
	slope: number;
	/** Bounds of the slope's 80 % interval. */
	slow: number;
	fast: number;
	/** The value of the line on day number 0; see `dates.ts`. */
	intercept: number;
}

/** The two-sided 80 % quantile of the normal distribution. */
const z = 1.2816;

/** The value at a position that may lie between two of the sorted values. */
function valueAt(sorted: Float64Array, position: number): number {
	const index = Math.min(Math.max(position, 0), sorted.length - 1);
	const below = sorted[Math.floor(index)] ?? NaN;
	const above = sorted[Math.ceil(index)] ?? NaN;
	return below + (above - below) * (index % 1);
}

function median(values: Float64Array): number {
	return valueAt(values, (values.length - 1) / 2);
}

/** The slopes over all pairs of points on different days, ascending. */
function slopesOf(points: DatedValue[]): Float64Array {
	const days = points.map((point) => dayNumber(point.on));
	const slopes = new Float64Array((days.length * (days.length - 1)) / 2);
	let count = 0;
	points.forEach(({ value }, i) => {
		for (let j = 0; j < i; j += 1) {
			const span = (days[i] ?? 0) - (days[j] ?? 0);
			if (span !== 0) slopes[count++] = (value - (points[j]?.value ?? 0)) / span;
		}
	});
	return slopes.subarray(0, count).sort();
}

/** The robust change a day of dated values, which are on at least two different days. */
export function medianSlope(points: DatedValue[]): number {
	return median(slopesOf(points));
}

/**
 * The robust trend of dated values, with Sen's interval for its slope.
 *
 * @param points on at least two different days
 */
export function theilSen(points: DatedValue[]): Trend {
	const slopes = slopesOf(points);
	const slope = median(slopes);
	const levels = Float64Array.from(points, ({ on, value }) => value - slope * dayNumber(on));
	const n = points.length;
	const reach = (z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)) / 2;
	const middle = (slopes.length - 1) / 2;
	return {
		slope,
		slow: valueAt(slopes, middle - reach),
		fast: valueAt(slopes, middle + reach),
		intercept: median(levels.sort())
	};
}
