/** What whoever delivers an activity thinks of its chances, and why: a word alone tells nobody what to do. */
import { reportedShare, plannedCurve } from '../progress/activity-progress.ts';
import { computeConfidence, declaredIsBetter } from '../progress/confidence.ts';
import { dayNumber, daysBetween, later } from '../records/dates.ts';
import type { ConfidenceRule } from '../records/confidence-rules.ts';
import type { IsoDate, MilestoneRecord } from '../records/records.ts';
import type { Confidence, DeliveryState } from '../records/vocabulary.ts';
import { isTooLong, type Problem } from './entered.ts';

/** What of an entry says how the activity stands. */
export interface Standing {
	delivery: DeliveryState | null;
	/** 0…100; null: left empty, or milestones say it. */
	percent: number | null;
	asOf: IsoDate | null;
	recoveryOn: IsoDate | null;
	reached: readonly { milestoneId: string; on: IsoDate | null }[];
}

export interface Declared {
	/** Null: nothing is declared. */
	declaredConfidence: Confidence | null;
	declaredReason: string | null;
}

/** How an activity was planned, and the plan's rules for confidence. */
export interface PlannedCourse {
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
	milestones: readonly MilestoneRecord[];
	rules: readonly ConfidenceRule[];
}

const isDoubt = (declared: Confidence | null) => declared === 'at_risk' || declared === 'off_track';

/**
 * What the plan's rules make of an entry by itself, on the day of which it speaks; null: they give none.
 * It is what the plan's pages compute once that day is their status date.
 */
export function computedOf(
	{ delivery, percent, asOf, recoveryOn, reached }: Standing,
	{ plannedStart, plannedEnd, milestones, rules }: PlannedCourse
): Confidence | null {
	if (asOf === null || delivery === null) return null;
	const days = new Map(reached.map(({ milestoneId, on }) => [milestoneId, on]));
	const then = milestones.map((one) => ({ ...one, reachedOn: days.get(one.id) ?? null }));
	const done = reportedShare(
		{ milestones: then },
		{ asOf, delivery, physicalPercent: percent },
		asOf
	);
	const curve = plannedCurve({ milestones: then, plannedStart, plannedEnd });
	const planned = curve({ on: asOf, number: dayNumber(asOf) });
	const end = recoveryOn ?? plannedEnd;
	const signals = {
		completed: delivery === 'completed',
		slippage: done === null || planned === null ? null : 100 * (done - planned),
		daysLate: plannedEnd && end ? daysBetween(plannedEnd, later(end, asOf)) : null,
		pace: null
	};
	return done === null ? null : computeConfidence(signals, [...rules]).confidence;
}

/**
 * A reason is needed where the activity is said to be at risk or off track, and where it is said to be
 * better than the plan's rules find it.
 *
 * @param course left out: the rules are not asked
 */
export function declaredProblems(
	entry: Standing & Declared,
	course: PlannedCourse | null
): Problem[] {
	const { declaredConfidence: declared, declaredReason: reason, asOf } = entry;
	const field = 'declared_reason';
	if (isTooLong(reason)) return [{ field, problem: 'reason_too_long' }];
	if (reason !== null) {
		return declared === null ? [{ field, problem: 'reason_without_confidence' }] : [];
	}
	if (isDoubt(declared)) return [{ field, problem: 'doubt_without_reason' }];
	if (course === null || !declaredIsBetter(declared, computedOf(entry, course))) return [];
	return [{ field, problem: 'better_without_reason', day: asOf! }];
}

/**
 * The reason of what was declared before. Before it had a field of its own it stood in the note, where
 * something was at risk or off track.
 */
export const reasonOf = ({
	declaredConfidence: declared,
	declaredReason: reason,
	note
}: Declared & { note: string | null }): string | null =>
	reason ?? (isDoubt(declared) ? note : null);
