/**
 * Status is not progress (rule 9): confidence is computed from signals by the plan's stated rules,
 * and stands beside what the owner declares.
 */
import type { IsoDate } from './records.ts';
import type { ExcludedReason, MissingReason } from './known.ts';
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

/** What the rules look at; null where it is unknown. */
export interface Signals {
	completed: boolean;
	/** Percentage points, negative where behind. */
	slippage: number | null;
	/** Days after the planned end, negative where early. */
	daysLate: number | null;
	/** Observed over required pace; 1 is just fast enough. */
	pace: number | null;
}

/** Why no confidence is given: it has no colour, and that is not the same as being on track. */
export type NoConfidenceReason =
	| ExcludedReason
	| MissingReason
	| 'coverage_below_threshold'
	| 'no_rule_matched'
	/** A critical child is silent, and none that reported is off track. */
	| 'critical_child_unknown';

/** Confidence with the rule or the child that decided it. */
export type ComputedConfidence =
	| { confidence: Confidence; by: { rule: ConfidenceRule } | { childId: string }; signals: Signals }
	| { confidence: null; reason: NoConfidenceReason };

/** A person's decision to show another confidence than the computed one, for a time. */
export interface ConfidenceOverride {
	confidence: Confidence;
	/** Never empty. */
	reason: string;
	/** The last day on which it stands. */
	expiresOn: IsoDate;
}

/** All that is said of one element's confidence. */
export interface ConfidenceFigure {
	computed: ComputedConfidence;
	/** What the owner says in its latest update. */
	declared: Confidence | null;
	/** The page says so where it is true. */
	declaredIsBetter: boolean;
	/** The override that stands today, if any. */
	override: ConfidenceOverride | null;
	/** What to show: the override where one stands, else the computed one. */
	shown: Confidence | null;
}
