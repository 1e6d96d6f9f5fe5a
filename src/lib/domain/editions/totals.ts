/** Appropriations and allotments are totals, each from its day on until the next. */
import type { IsoDate, Money } from '../records/records.ts';
import type { Held } from './versions.ts';

export interface DatedTotal {
	/** A day, or from the beginning. */
	asOf: IsoDate;
	/** Of the plan, with which it came. */
	revision: number;
	/** Null: not set. */
	amount: Money | null;
}

/**
 * The total that counts on a day, of those that were known.
 *
 * @param totals by their day, those of one day as they were recorded
 */
export const totalOn = (
	totals: readonly DatedTotal[],
	{ on, known }: Held
): DatedTotal | undefined =>
	totals.findLast(({ asOf, revision }) => asOf <= on && revision <= known);
