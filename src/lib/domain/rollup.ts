/** Roll-up (rules 5 and 6): children's values make their parent's, and what is missing stays visible. */
import type { Knowable } from './known.ts';
import type { RollUpMethod } from './vocabulary.ts';

/**
 * A rolled-up value. An activity's own figure has the same shape, with a coverage of 1 or 0.
 *
 * - `coverage`: known ÷ applicable weight, 0…1; null where nothing applies.
 * - `partial`: known, but on less than the plan's threshold of weight: shown greyed, without colour.
 */
export type RolledUp = Knowable<number> & { coverage: number | null; partial: boolean };

/** How siblings were weighted in fact. */
export interface Weighting {
	/** The plan's choice. */
	method: RollUpMethod;
	/** True where the choice could not be followed, since a sibling's budget or weight is not set. */
	equalInstead: boolean;
}
