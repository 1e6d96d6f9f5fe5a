export { randomOf } from '#lib/domain/testing/random.ts';

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: () => number, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}
