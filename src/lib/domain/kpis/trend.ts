/**
 * A straight line through noisy values that one wrong value cannot bend: the Theil–Sen estimator, the
 * median of the slopes over all pairs (Sen 1968, J. Am. Stat. Assoc. 63, 1379–1389).
 */
import { dayNumber } from '../records/dates.ts';
import type { DatedValue } from './attainment.ts';

export interface Trend {
	/** Change a day. */
	slope: number;
	/** Bounds of the slope's 80 % interval. */
	slow: number;
	fast: number;
	/** How far the values lie from the line: the 10 and 90 % points of the residuals about their median. */
	below: number;
	above: number;
}

/** Half the width of an 80 % interval of the normal distribution, in standard deviations. */
const z = 1.2815515655446004;

/** The value at a position that may lie between two of the sorted values, or beyond their ends. */
function valueAt(sorted: Float64Array, position: number): number {
	const index = Math.min(Math.max(position, 0), sorted.length - 1);
	const below = sorted[Math.floor(index)] ?? NaN;
	const above = sorted[Math.ceil(index)] ?? NaN;
	return below + (above - below) * (index - Math.floor(index));
}

const median = (sorted: Float64Array): number => valueAt(sorted, (sorted.length - 1) / 2);

const daysOf = (points: readonly DatedValue[]) => points.map(({ on }) => dayNumber(on));

/** The slopes over all pairs of points, ascending. */
function slopesOf(points: readonly DatedValue[], days: number[]): Float64Array {
	const slopes = new Float64Array((days.length * (days.length - 1)) / 2);
	let count = 0;
	points.forEach(({ value }, i) => {
		for (let j = 0; j < i; j += 1) {
			slopes[count++] = (value - points[j]!.value) / (days[i]! - days[j]!);
		}
	});
	return slopes.sort();
}

/** The robust change a day of dated values, each of another day. */
export function medianSlope(points: readonly DatedValue[]): number {
	return median(slopesOf(points, daysOf(points)));
}

/** What is left of the values when the line through the last of them is taken off, about its median. */
function residualsOf(points: readonly DatedValue[], days: number[], slope: number): Float64Array {
	const left = new Float64Array(points.length);
	const last = days.at(-1)!;
	points.forEach(({ value }, i) => {
		left[i] = value - slope * (days[i]! - last);
	});
	const middle = median(left.sort());
	for (let i = 0; i < left.length; i += 1) left[i]! -= middle;
	return left;
}

/**
 * The robust trend of dated values, with Sen's interval for its slope.
 *
 * @param points at least two, ascending, each of another day
 */
export function theilSen(points: readonly DatedValue[]): Trend {
	const days = daysOf(points);
	const slopes = slopesOf(points, days);
	const slope = median(slopes);
	const n = points.length;
	const reach = (z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)) / 2;
	const middle = (slopes.length - 1) / 2;
	const residuals = residualsOf(points, days, slope);
	return {
		slope,
		slow: valueAt(slopes, middle - reach),
		fast: valueAt(slopes, middle + reach),
		below: valueAt(residuals, (n - 1) / 10),
		above: valueAt(residuals, (9 * (n - 1)) / 10)
	};
}
