/** What a ministry may say of an activity: the rules that an update must keep, whoever sends it. */
import { addMonths, later } from '../records/dates.ts';
import { declaredProblems, reasonOf, type PlannedCourse } from './declared-confidence.ts';
import { decimals, factDay, isTooLong, type PlanSpan, type Problem } from './entered.ts';
import type { IsoDate, MilestoneRecord } from '../records/records.ts';
import type { Confidence, DeliveryState, SlippageCause } from '../records/vocabulary.ts';

export interface ActivityEntry {
	/** Null: not chosen. */
	delivery: DeliveryState | null;
	/** 0…100; null: left empty, or taken from milestones. */
	percent: number | null;
	asOf: IsoDate | null;
	actualStart: IsoDate | null;
	actualEnd: IsoDate | null;
	slippageCause: SlippageCause | null;
	recoveryOn: IsoDate | null;
	/** What whoever delivers it thinks of it; null: nothing is said. */
	declaredConfidence: Confidence | null;
	declaredReason: string | null;
	note: string | null;
	/** For each of the activity's milestones, when it was reached; null: not yet. */
	reached: { milestoneId: string; on: IsoDate | null }[];
}

/** What an entry is held against. */
export interface ActivityContext extends PlanSpan {
	today: IsoDate;
	plannedStart: IsoDate | null;
	milestones: readonly Pick<MilestoneRecord, 'id' | 'reachedOn'>[];
	/** By which what is declared is held against the plan's rules; null: it is not. */
	course: PlannedCourse | null;
	/** What was reported last of the entry's day or an earlier one; null: nothing. */
	before: EarlierUpdate | null;
}

/** What of an earlier update a later one is compared with. */
export interface EarlierUpdate {
	/** 0…100; null: it has none, or has it from milestones. */
	percent: number | null;
	note: string | null;
}

/** Past this a recovery date is a slip of the finger. Work may well recover after the plan's end. */
const furthestRecoveryMonths = 60;

/** The field of a milestone's day. */
export const reachedField = (milestoneId: string) => `reached-${milestoneId}`;

/** The latest of the updates that speak of a day or an earlier one, as an entry for it is compared with. */
export function updateBefore<Update extends EarlierUpdate & { id: string; asOf: IsoDate }>(
	updates: readonly Update[],
	asOf: IsoDate | null
): EarlierUpdate | null {
	const earlier = updates.filter((update) => asOf !== null && update.asOf <= asOf);
	const [latest] = earlier.toSorted(
		(one, other) => other.asOf.localeCompare(one.asOf) || Number(other.id) - Number(one.id)
	);
	return latest ?? null;
}

function percentProblems({ delivery, percent }: ActivityEntry): Problem[] {
	const field = 'percent';
	if (percent === null) {
		const needed = delivery === 'in_progress' || delivery === 'on_hold';
		return needed ? [{ field, problem: 'required' }] : [];
	}
	if (percent < 0 || percent > 100) return [{ field, problem: 'percent_out_of_range' }];
	if (decimals(percent) > 2) return [{ field, problem: 'too_many_decimals' }];
	if (delivery === 'completed' && percent < 100) return [{ field, problem: 'completed_below_100' }];
	if (delivery === 'not_started' && percent > 0) return [{ field, problem: 'not_started_above_0' }];
	return [];
}

/** Whether other days are held against the as-of date: not where that day is wrong itself. */
const limits = (asOf: IsoDate, context: ActivityContext) =>
	factDay('as_of', asOf, context.today, context).length === 0;

function milestoneProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	return entry.reached.flatMap(({ milestoneId, on }): Problem[] => {
		const field = reachedField(milestoneId);
		if (on === null) {
			return entry.delivery === 'completed' ? [{ field, problem: 'milestone_open' }] : [];
		}
		if (entry.delivery === 'not_started') return [{ field, problem: 'milestone_reached' }];
		const wrong = factDay(field, on, context.today, context);
		if (wrong.length > 0 || entry.asOf === null || on <= entry.asOf) return wrong;
		return limits(entry.asOf, context) ? [{ field, problem: 'after_as_of', day: entry.asOf }] : [];
	});
}

/** A day on which work began or ended: no later than the day that the figures speak of. */
function actualDay(
	field: string,
	day: IsoDate | null,
	{ asOf }: ActivityEntry,
	context: ActivityContext
): Problem[] {
	if (day === null) return [];
	const wrong = factDay(field, day, context.today, context);
	if (wrong.length > 0 || asOf === null || day <= asOf) return wrong;
	return limits(asOf, context) ? [{ field, problem: 'after_as_of', day: asOf }] : [];
}

function startProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	if (entry.delivery === 'not_started' && entry.actualStart !== null) {
		return [{ field: 'actual_start', problem: 'start_without_work' }];
	}
	return actualDay('actual_start', entry.actualStart, entry, context);
}

function endProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	const field = 'actual_end';
	const { delivery, actualStart, actualEnd } = entry;
	if (actualEnd === null) {
		return delivery === 'completed' ? [{ field, problem: 'required' }] : [];
	}
	const ended = delivery === null || delivery === 'completed' || delivery === 'cancelled';
	if (!ended) return [{ field, problem: 'end_without_completion' }];
	const startStands = startProblems(entry, context).length === 0;
	if (startStands && actualStart !== null && actualEnd < actualStart) {
		return [{ field, problem: 'end_before_start', day: actualStart }];
	}
	return actualDay(field, actualEnd, entry, context);
}

function recoveryProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	const field = 'recovery_on';
	const { recoveryOn, delivery } = entry;
	if (recoveryOn === null || delivery === 'completed' || delivery === 'cancelled') return [];
	const { today, plannedStart, periodEnd } = context;
	if (recoveryOn < today) return [{ field, problem: 'in_past', day: today }];
	if (plannedStart !== null && recoveryOn < plannedStart) {
		return [{ field, problem: 'before_planned_start', day: plannedStart }];
	}
	const furthest = addMonths(later(today, periodEnd), furthestRecoveryMonths);
	return recoveryOn > furthest ? [{ field, problem: 'too_far', day: furthest }] : [];
}

const isOver = ({ delivery }: ActivityEntry) =>
	delivery === 'completed' || delivery === 'cancelled';

/** What is done, in percent of what there is to do; null where milestones say it, or nothing does. */
const donePercent = (entry: ActivityEntry, { milestones }: ActivityContext) =>
	settledPercent(entry, milestones.length > 0);

/** Less than was reported before: a percent that falls, or a milestone that is taken back. */
function fall(entry: ActivityEntry, context: ActivityContext): Partial<Problem> | undefined {
	const [before, after] = [context.before?.percent ?? null, donePercent(entry, context)];
	if (before !== null && after !== null && after < before) return { before, after };
	const reached = new Map(entry.reached.map(({ milestoneId, on }) => [milestoneId, on]));
	const { milestones } = context;
	const isBack = milestones.some(({ id, reachedOn }) => reachedOn !== null && !reached.get(id));
	if (!isBack) return undefined;
	const share = (count: number) => Math.round((100 * count) / milestones.length);
	return {
		before: share(milestones.filter(({ reachedOn }) => reachedOn !== null).length),
		after: share(entry.reached.filter(({ on }) => on !== null).length)
	};
}

/** What falls needs a reason: a note that says something else than the last one did. */
function fallProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	const isExplained = entry.note !== null && entry.note !== (context.before?.note ?? null);
	const found = isExplained ? undefined : fall(entry, context);
	return found ? [{ field: 'note', problem: 'fell_without_note', ...found }] : [];
}

/** All is done, and yet the work is said to go on. */
function doneProblems(entry: ActivityEntry, { milestones }: ActivityContext): Problem[] {
	const { delivery, percent, reached } = entry;
	const goesOn = delivery === 'in_progress' || delivery === 'on_hold';
	const isDone =
		milestones.length > 0
			? reached.length > 0 && reached.every(({ on }) => on !== null)
			: percent === 100;
	return goesOn && isDone ? [{ field: 'delivery', problem: 'done_in_progress' }] : [];
}

function noteProblems(entry: ActivityEntry): Problem[] {
	const { slippageCause, note } = entry;
	if (slippageCause === 'other' && note === null) {
		return [{ field: 'note', problem: 'other_without_note' }];
	}
	return isTooLong(note) ? [{ field: 'note', problem: 'note_too_long' }] : [];
}

/**
 * All that is wrong with an entry, in the order of the form; where nothing is, what is asked about it.
 * Nothing where it may be stored.
 */
export function activityProblems(entry: ActivityEntry, context: ActivityContext): Problem[] {
	const byMilestones = context.milestones.length > 0;
	const wrong = [
		...(entry.delivery === null ? [{ field: 'delivery', problem: 'not_chosen' } as const] : []),
		...(byMilestones ? milestoneProblems(entry, context) : percentProblems(entry)),
		...factDay('as_of', entry.asOf, context.today, context),
		...startProblems(entry, context),
		...endProblems(entry, context),
		...recoveryProblems(entry, context),
		...(isOver(entry) ? [] : declaredProblems(entry, context.course)),
		...noteProblems(entry),
		...fallProblems(entry, context)
	];
	return wrong.length > 0 ? wrong : doneProblems(entry, context);
}

function settledPercent({ delivery, percent }: ActivityEntry, byMilestones: boolean) {
	if (byMilestones) return null;
	if (delivery === 'not_started') return 0;
	return delivery === 'completed' ? 100 : percent;
}

/**
 * What is stored of an entry without problems: the percent that a state implies, and of work that is
 * over neither a recovery nor a confidence with its reason.
 */
export function settled(entry: ActivityEntry, byMilestones: boolean): ActivityEntry {
	const over = isOver(entry);
	return {
		...entry,
		percent: settledPercent(entry, byMilestones),
		recoveryOn: over ? null : entry.recoveryOn,
		declaredConfidence: over ? null : entry.declaredConfidence,
		declaredReason: over ? null : entry.declaredReason
	};
}

/** The entry that says nothing new of a later day: all that was said last, and the milestones as they stand. */
export const unchanged = (
	last: Omit<ActivityEntry, 'reached'>,
	milestones: readonly Pick<MilestoneRecord, 'id' | 'reachedOn'>[],
	asOf: IsoDate
): ActivityEntry => ({
	...{ delivery: last.delivery, percent: last.percent, asOf },
	...{ actualStart: last.actualStart, actualEnd: last.actualEnd },
	...{ slippageCause: last.slippageCause, recoveryOn: last.recoveryOn },
	...{ declaredConfidence: last.declaredConfidence, declaredReason: reasonOf(last) },
	note: last.note,
	reached: milestones.map(({ id, reachedOn }) => ({ milestoneId: id, on: reachedOn }))
});
