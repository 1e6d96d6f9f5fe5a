/** Geometry of a dot plot: values as dots on one scale for all, the total as a line across. */
import { within } from '../lengths.ts';

/** The ends of the scale, in the unit of the values: 0 is always on it. */
export interface DotScale {
	low: number;
	high: number;
}

/** @param total null: not known, or of another scale */
export function dotScale(values: readonly number[], total: number | null): DotScale {
	const all = [0, ...values, ...(total === null ? [] : [total])];
	return { low: Math.min(...all), high: Math.max(...all) };
}

/** Where a value lies on the scale, 0 … 1. */
export const dotAt = ({ low, high }: DotScale, value: number): number =>
	high === low ? 0 : within((value - low) / (high - low));
