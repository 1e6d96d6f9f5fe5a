/** A figure over many parts: its value, how much of the weight it rests on, and whether that is too little. */
import type { Knowable, UnknownReason } from '../records/known.ts';

/**
 * - `coverage`: weight with a value of the latest period due ÷ applicable weight, 0…1; null where
 *   nothing applies.
 * - `partial`: known, but covered on less than the plan's threshold of weight: shown greyed, said in
 *   words, and without colour.
 */
export type RolledUp = Knowable<number> & { coverage: number | null; partial: boolean };

/** A figure that has nothing to be made from. */
export function noFigure(reason: UnknownReason): RolledUp {
	return { known: false, reason, coverage: null, partial: false };
}
