/** The rules by which confidence is computed (rule 9), as plain data that a plan can hold. */
import type { Confidence } from './vocabulary.ts';

/**
 * One stated rule; plain data, so that a plan can hold its own list. The first that matches decides.
 * A rule whose signal is unknown does not match.
 * - `completed`: the activity is completed.
 * - `slippage`: at or below so many percentage points (−15: fifteen points behind or worse).
 * - `days_late`: expected to end so many days, or more, after its planned end.
 * - `pace`: the observed pace is below this share of the required one (0.6: below 60 %).
 * - `otherwise`: always, provided that some signal is known.
 */
export type ConfidenceRule =
	| { signal: 'completed'; confidence: Confidence }
	| { signal: 'slippage'; atMost: number; confidence: Confidence }
	| { signal: 'days_late'; atLeast: number; confidence: Confidence }
	| { signal: 'pace'; below: number; confidence: Confidence }
	| { signal: 'otherwise'; confidence: Confidence };

/** The rules of a plan that states none of its own. */
export const defaultConfidenceRules: ConfidenceRule[] = [
	{ signal: 'completed', confidence: 'on_track' },
	{ signal: 'slippage', atMost: -15, confidence: 'off_track' },
	{ signal: 'days_late', atLeast: 180, confidence: 'off_track' },
	{ signal: 'pace', below: 0, confidence: 'off_track' },
	{ signal: 'slippage', atMost: -5, confidence: 'at_risk' },
	{ signal: 'days_late', atLeast: 30, confidence: 'at_risk' },
	{ signal: 'pace', below: 0.6, confidence: 'at_risk' },
	{ signal: 'otherwise', confidence: 'on_track' }
];
