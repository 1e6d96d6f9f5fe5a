/**
 * An owner's record of moved dates: of the dates that an organisation answered for as lead, how many
 * were kept, and how often, by how much and by what they were moved while it did. A date counts as the
 * plan had it when the organisation began to answer for it: one that was taken over, from that day on.
 */
import type { LeadSpan } from '../records/committed.ts';
import { later } from '../records/dates.ts';
import type { IsoDate, PeriodRecord, PlanRecord } from '../records/records.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import { latestDue } from '../records/periods.ts';
import { changesOf, commitmentsOf, committedOf, plannedOn, type Commitment } from './commitment.ts';
import { movesOf, moveWays, type Move, type MoveWay } from './moves.ts';
import { declaredEnd, endedBy, isCancelled, isToldOf } from './reported-end.ts';

/**
 * What became of a date in an owner's hands; exactly one holds. `late`: it ended after it. `moved`: it has
 * not ended, and another day is planned or expected. `passed_on`: another organisation leads it by now.
 */
export const ownedFates = [
	'kept',
	'late',
	'moved',
	'open',
	'not_reported',
	'dropped',
	'passed_on',
	'not_due',
	'not_applicable'
] as const;
export type OwnedFate = (typeof ownedFates)[number];

export interface OwnedDate {
	commitment: Commitment;
	/** As it was when the organisation began to answer for it. */
	due: IsoDate;
	fate: OwnedFate;
	endedOn: IsoDate | null;
	/** Since when another organisation has led it that this one took it over from; null: from none. */
	takenOverOn: IsoDate | null;
	takenOverFrom: string | null;
	/** Of the time in which it led, settled ones left out. */
	moves: Move[];
}

export interface OwnerRecordOfDates {
	organisationId: string;
	dates: OwnedDate[];
	/** They add up to the number of dates. */
	counts: Record<OwnedFate, number>;
	/** Dates that were moved at least once. */
	movedDates: number;
	/** Moves to a later day. */
	later: {
		times: number;
		/** Days, over all of them. */
		total: number;
		/** The middle number of days (median); null: none. */
		middle: number | null;
		longest: number | null;
	};
	/** Moves to an earlier day, and dates that were taken away. */
	earlier: number;
	removed: number;
	/** How often, by each way. */
	ways: Record<MoveWay, number>;
	takenOver: number;
}

/** The middle one of some numbers, or the mean of the two in the middle; null of none. */
function middleOf(numbers: readonly number[]): number | null {
	const sorted = numbers.toSorted((one, other) => one - other);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}

interface About {
	days: StatusDays;
	periods: readonly PeriodRecord[];
}

interface Held {
	span: LeadSpan;
	/** The first day on which it answered for the date as set then. */
	since: IsoDate;
	due: IsoDate;
}

/** The date that an organisation had first, while it led; undefined: it had none by the status date. */
function heldFirst(commitment: Commitment, span: LeadSpan, asOf: IsoDate): Held | undefined {
	const [came = ''] = changesOf(commitment);
	const first = later(span.from, came);
	const days = [first, ...changesOf(commitment).filter((day) => day > first)];
	for (const since of days) {
		if (since > asOf || (span.until !== null && since >= span.until)) return undefined;
		const then = plannedOn(commitment, since);
		if (then && then.standing !== 'retired' && then.due !== null)
			return { span, since, due: then.due };
	}
	return undefined;
}

function fateOf(commitment: Commitment, { span, due }: Held, about: About): OwnedFate {
	const { asOf, knownOn } = about.days;
	const isPassedOn = span.until !== null && span.until <= asOf;
	const ended = endedBy(commitment, asOf);
	if (ended !== null && (!isPassedOn || ended < span.until!)) return ended <= due ? 'kept' : 'late';
	if (isPassedOn) return 'passed_on';
	const now = plannedOn(commitment, asOf);
	if (now?.standing === 'not_applicable') return 'not_applicable';
	if (now?.standing !== 'planned' || isCancelled(commitment, asOf)) return 'dropped';
	if (now.due !== due) return 'moved';
	if ((declaredEnd(commitment, asOf) ?? due) !== due) return 'moved';
	if (due > asOf) return 'not_due';
	if (isToldOf(commitment, due, asOf)) return 'open';
	const reportDue = latestDue(about.periods, asOf, knownOn)?.endsOn ?? '';
	return about.periods.length === 0 || reportDue >= due ? 'not_reported' : 'not_due';
}

/** The moves while it led; the plan's own of the day on which it began are in the date that it took over. */
function movesWithin(commitment: Commitment, { span, since }: Held, asOf: IsoDate): Move[] {
	return movesOf(commitment, asOf).filter(({ on, way, settled }) => {
		const isSince = way === 'report' ? on >= since : on > since;
		return !settled && isSince && (span.until === null || on < span.until);
	});
}

function takenOver({ element }: Commitment, { from, organisationId }: LeadSpan) {
	const before = element.leads.find(
		(other) => other.until === from && other.organisationId !== organisationId
	);
	return before
		? { takenOverOn: from, takenOverFrom: before.organisationId }
		: { takenOverOn: null, takenOverFrom: null };
}

function summed(organisationId: string, dates: OwnedDate[]): OwnerRecordOfDates {
	const counts = Object.fromEntries(ownedFates.map((fate) => [fate, 0])) as Record<
		OwnedFate,
		number
	>;
	for (const { fate } of dates) counts[fate] += 1;
	const moves = dates.flatMap((date) => date.moves);
	const ways = Object.fromEntries(
		moveWays.map((way) => [way, moves.filter((one) => one.way === way).length])
	) as Record<MoveWay, number>;
	const days = moves.flatMap((one) => one.days ?? []);
	const delays = days.filter((one) => one > 0);
	return {
		...{ organisationId, dates, counts, ways },
		movedDates: dates.filter((date) => date.moves.length > 0).length,
		later: {
			times: delays.length,
			total: delays.reduce((sum, one) => sum + one, 0),
			middle: middleOf(delays),
			longest: delays.length > 0 ? Math.max(...delays) : null
		},
		earlier: days.length - delays.length,
		removed: moves.length - days.length,
		takenOver: dates.filter(({ takenOverOn }) => takenOverOn !== null).length
	};
}

/** The records of all organisations that led something with a date by the status date, by their ids. */
export function ownerRecords(plan: PlanRecord, days: StatusDays): Map<string, OwnerRecordOfDates> {
	const about: About = { days, periods: plan.periods };
	const dates = new Map<string, OwnedDate[]>();
	for (const commitment of commitmentsOf(committedOf(plan)))
		for (const span of commitment.element.leads) {
			const held = heldFirst(commitment, span, days.asOf);
			if (!held) continue;
			const date: OwnedDate = {
				...{ commitment, due: held.due, fate: fateOf(commitment, held, about) },
				endedOn: endedBy(commitment, days.asOf),
				...takenOver(commitment, span),
				moves: movesWithin(commitment, held, days.asOf)
			};
			dates.set(span.organisationId, [...(dates.get(span.organisationId) ?? []), date]);
		}
	return new Map([...dates].map(([id, own]) => [id, summed(id, own)]));
}
