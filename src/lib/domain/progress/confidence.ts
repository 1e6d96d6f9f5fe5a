/**
 * Status is not progress (rule 9): confidence is computed from signals by the plan's stated rules,
 * and stands beside what the owner declares.
 */
import type { ConfidenceRule } from '../records/confidence-rules.ts';
import { excludedReasons, type ExcludedReason, type MissingReason } from '../records/known.ts';
import type { ConfidenceOverride, IsoDate } from '../records/records.ts';
import type { RolledUp } from './rolled-up.ts';
import { rounding } from '../records/rounding.ts';
import { confidences, type Confidence } from '../records/vocabulary.ts';

export { defaultConfidenceRules, type ConfidenceRule } from '../records/confidence-rules.ts';

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

function matches(rule: ConfidenceRule, signals: Signals): boolean {
	switch (rule.signal) {
		case 'completed':
			return signals.completed;
		case 'slippage':
			return signals.slippage !== null && signals.slippage <= rule.atMost + rounding;
		case 'days_late':
			return signals.daysLate !== null && signals.daysLate >= rule.atLeast;
		case 'pace':
			return signals.pace !== null && signals.pace < rule.below - rounding;
		case 'otherwise':
			return true;
	}
}

/** Confidence by the plan's stated rules, the first that matches; none where no signal is known. */
export function computeConfidence(signals: Signals, rules: ConfidenceRule[]): ComputedConfidence {
	const { completed, slippage, daysLate, pace } = signals;
	if (!completed && slippage === null && daysLate === null && pace === null) {
		return { confidence: null, reason: 'nothing_known' };
	}
	const rule = rules.find((candidate) => matches(candidate, signals));
	if (rule === undefined) return { confidence: null, reason: 'no_rule_matched' };
	return { confidence: rule.confidence, by: { rule }, signals };
}

/** Why a figure gives no colour: it is unknown, or known on too little weight; null where it gives one. */
export function colourless(figure: RolledUp): NoConfidenceReason | null {
	if (!figure.known) return figure.reason;
	return figure.partial ? 'coverage_below_threshold' : null;
}

/** The rank of a confidence, the best first. */
function rank(confidence: Confidence): number {
	return confidences.indexOf(confidence);
}

/**
 * A parent's confidence as that of its worst critical child. Children that are excluded don't count;
 * a silent one leaves it open, unless another is off track already. Undefined where no child that
 * counts is critical: then the parent's own signals decide.
 */
export function worstCriticalChild(
	children: { id: string; critical: boolean; computed: ComputedConfidence }[],
	signals: Signals
): ComputedConfidence | undefined {
	let worst: { id: string; confidence: Confidence } | undefined;
	let silent = false;
	for (const { id, critical, computed } of children) {
		if (!critical) continue;
		if (computed.confidence === null) {
			silent ||= !(excludedReasons as readonly string[]).includes(computed.reason);
		} else if (worst === undefined || rank(computed.confidence) > rank(worst.confidence)) {
			worst = { id, confidence: computed.confidence };
		}
	}
	if (silent && worst?.confidence !== 'off_track') {
		return { confidence: null, reason: 'critical_child_unknown' };
	}
	return worst && { confidence: worst.confidence, by: { childId: worst.id }, signals };
}

/** Whether the owner says better of its chances than the rules do; not where one of them says nothing. */
export const declaredIsBetter = (
	declared: Confidence | null,
	computed: Confidence | null
): boolean => declared !== null && computed !== null && rank(declared) < rank(computed);

/**
 * What is computed, declared and overridden, side by side.
 *
 * @param override the latest decision, whether or not it has expired
 */
export function confidenceFigure(
	computed: ComputedConfidence,
	declared: Confidence | null,
	override: ConfidenceOverride | null,
	asOf: IsoDate
): ConfidenceFigure {
	const standing = override !== null && asOf <= override.expiresOn ? override : null;
	const { confidence } = computed;
	return {
		computed,
		declared,
		declaredIsBetter: declaredIsBetter(declared, confidence),
		override: standing,
		shown: standing?.confidence ?? confidence
	};
}
