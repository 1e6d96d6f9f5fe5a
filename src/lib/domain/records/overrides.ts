/** Which of the decisions on an element's confidence stands on a day. */
import type { ConfidenceOverride, IsoDate } from './records.ts';
import type { Confidence } from './vocabulary.ts';

/** A decision to show another confidence than the computed one; without one, to do so no longer. */
export interface OverrideDecision {
	confidence: Confidence | null;
	reason: string;
	/** From this day, until the next decision or its own last day. */
	setOn: IsoDate;
	expiresOn: IsoDate | null;
}

/**
 * What was decided last and still stands on a day; null: nothing, to lift what was decided before, or it has expired.
 *
 * @param decisions in the order in which they were made
 */
export function overrideOn(
	decisions: readonly OverrideDecision[],
	asOf: IsoDate
): ConfidenceOverride | null {
	const last = decisions.findLast(({ setOn }) => setOn <= asOf);
	if (!last || last.confidence === null || last.expiresOn === null) return null;
	const { confidence, reason, expiresOn } = last;
	if (expiresOn < asOf) return null;
	return { confidence, reason, expiresOn };
}
