/**
 * A value that may be unknown says why: "not set", "not measured", "not reported", "not due",
 * "not applicable" and 0 are six different things.
 */

/** Why something leaves both sums of a roll-up. */
export const excludedReasons = [
	'not_applicable',
	'cancelled',
	/** Nothing of it was to be reported or measured yet. */
	'not_due',
	/** It is a parent of nothing of its own: what serves it is counted under its own parent. */
	'shares_elements',
	/** All that it is made of is itself excluded. */
	'nothing_applicable'
] as const;
export type ExcludedReason = (typeof excludedReasons)[number];

/** Why something that applies has no value: its weight still counts as applicable. */
export const missingReasons = [
	'not_reported',
	'not_measured',
	'not_set',
	'dates_not_set',
	'baseline_not_set',
	'target_not_set',
	'range_not_set',
	'numerator_not_set',
	'denominator_is_zero',
	/** Parts apply, and none of them is known. */
	'nothing_known',
	'too_few_reports',
	/** Too few values for a pace, or none that would say where it leads. */
	'no_outlook',
	/** Without a cost or a given weight, where the plan weighs by these. */
	'not_weighed',
	/** There is no way toward a band, or toward a target that equals its baseline. */
	'no_direction',
	/** A ratio to a target of 0 or below. */
	'target_not_positive',
	'no_period_due'
] as const;
export type MissingReason = (typeof missingReasons)[number];

export type UnknownReason = ExcludedReason | MissingReason;

export type Knowable<Value, Reason extends string = UnknownReason> =
	{ known: true; value: Value } | { known: false; reason: Reason };

export function known<Value>(value: Value): { known: true; value: Value } {
	return { known: true, value };
}

export function unknown<Reason extends string>(reason: Reason): { known: false; reason: Reason } {
	return { known: false, reason };
}

/** Whether a part counts in a roll-up, is missing from it, or leaves both its sums. */
export type PartState =
	| { state: 'known' }
	/** Its last value counts, though nothing came since: it is not covered. */
	| { state: 'carried' }
	| { state: 'missing'; reason: MissingReason }
	| { state: 'excluded'; reason: ExcludedReason };

export function isExcluded(reason: UnknownReason): reason is ExcludedReason {
	return (excludedReasons as readonly string[]).includes(reason);
}

/** The state of a part whose value is this. */
export function stateOf(figure: Knowable<unknown>): PartState {
	if (figure.known) return { state: 'known' };
	const { reason } = figure;
	return isExcluded(reason) ? { state: 'excluded', reason } : { state: 'missing', reason };
}
