/**
 * Commitments kept, by period: what was to end in each month, quarter or year of a plan's fiscal
 * calendar, and what became of it.
 *
 * The plan that counts as what was to end is the one of the period's first day: amendments made later
 * change nothing of it, and are told as moves. Of a period to come it is the one of the status date;
 * asked against the adoption, it is the plan as adopted for all periods.
 */
import { fromTheBeginning } from '../records/dates.ts';
import type { PlannedCourses } from '../records/committed.ts';
import { periodAt, type Period } from '../records/periods.ts';
import type { Committed, IsoDate, PlanRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import type { Frequency } from '../records/vocabulary.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import {
	changesOf,
	commitmentOf,
	committedOf,
	isWithin,
	plannedDatesOf,
	plannedOn,
	type Commitment,
	type PlannedDate,
	type PlannedThen
} from './commitment.ts';
import { fateOf, fates, type AskedOn, type Fate, type FateFound } from './fate.ts';
import { movesOf, type Move } from './moves.ts';

export interface Asked {
	frequency: Frequency;
	/** An element: what it is and all beneath it; null: the whole plan. */
	elementId: string | null;
	/** Organisations of which one led it then; null: whoever did. */
	organisationIds: readonly string[] | null;
}

export interface PeriodCommitment extends FateFound {
	commitment: Commitment;
	due: IsoDate;
	/** It came into the period after that began, so it was not to end in it. */
	added: boolean;
	/** Organisations that led it then. */
	leads: string[];
	/** Since the period began, and what reports expect otherwise than the plan. */
	moves: Move[];
}

export interface PeriodCommitments {
	period: Period;
	/** The day whose plan says what was to end; `-infinity`: as adopted. */
	plannedAsOf: IsoDate;
	/** It had ended by the status date. */
	over: boolean;
	/** Each once: those that were to end in it, then those that were added, by day. */
	commitments: PeriodCommitment[];
	/** How many were to end in it. */
	due: number;
	/** They add up to `due`. */
	counts: Record<Fate, number>;
	added: number;
	/**
	 * Of what was to end and applies, kept on its day or before: 0…1. Null while the period runs, where
	 * nothing was to end, and of fewer than five.
	 */
	share: number | null;
}

/** Of fewer a share says less than the counts. */
export const fewestForShare = 5;

/** What was to end and applies. */
export const applicableOf = ({ due, counts }: Pick<PeriodCommitments, 'due' | 'counts'>): number =>
	due - counts.not_applicable;

const leadsOn = ({ element }: PlannedDate, day: IsoDate): string[] =>
	element.leads
		.filter(({ from, until }) => from <= day && (until === null || until > day))
		.map(({ organisationId }) => organisationId);

/** What has to be said of moves in a period that began on a day. */
const movesSince = (moves: Move[], day: IsoDate): Move[] =>
	moves.filter(({ on, way, settled }) => on > day || (way === 'report' && !settled));

/** What may have been to end in a period. */
interface Candidates {
	period: Period;
	all: PlannedDate[];
}

/** For which days a plan's dates are sorted into periods, and into which. */
type Sorting = [asOf: IsoDate, frequency: Frequency, fiscalYearStartMonth: number];

/** The periods in which something ever was to end, by what was planned up to the status date. */
function periodsOf(date: PlannedDate, [asOf, frequency, startMonth]: Sorting): Period[] {
	const found = new Map<IsoDate, Period>();
	for (const day of changesOf(date)) {
		const due = day <= asOf ? plannedOn(date, day)?.due : null;
		if (!due) continue;
		const period = periodAt(frequency, due, startMonth);
		found.set(period.startsOn, period);
	}
	return [...found.values()];
}

const keptCandidates = new Remade<PlannedCourses, readonly Candidates[]>();

/** The periods in which something ever was to end, ascending; a report changes nothing of them. */
const candidatesOf = (courses: PlannedCourses, by: Sorting): readonly Candidates[] =>
	keptCandidates.make(courses, by, () => {
		const found = new Map<IsoDate, Candidates>();
		for (const date of plannedDatesOf(courses)) {
			for (const period of periodsOf(date, by)) {
				const of = found.get(period.startsOn);
				if (of) of.all.push(date);
				else found.set(period.startsOn, { period, all: [date] });
			}
		}
		return [...found.values()].sort((one, other) =>
			one.period.startsOn < other.period.startsOn ? -1 : 1
		);
	});

/** A plan's commitments, with what is asked for. */
class Reading {
	/** Ascending. */
	readonly candidates: readonly Candidates[];
	readonly #committed: Committed;
	readonly #asked: Asked;
	readonly #on: AskedOn;
	/** All moves of those dates that were asked for, each found once for all periods. */
	readonly #moves = new Map<PlannedDate, Move[]>();

	constructor(plan: PlanRecord, { asOf, knownOn }: StatusDays, asked: Asked) {
		const { periods, fiscalYearStartMonth } = plan;
		this.#committed = committedOf(plan);
		this.#asked = asked;
		this.#on = { asOf, knownOn, reading: this.#committed.reading, periods };
		const by: Sorting = [asOf, asked.frequency, fiscalYearStartMonth];
		this.candidates = candidatesOf(this.#committed.courses, by);
	}

	/** The day whose plan says what was to end in a period. */
	plannedAsOf({ startsOn }: Period): IsoDate {
		if (this.#on.reading === 'baseline') return fromTheBeginning;
		return startsOn < this.#on.asOf ? startsOn : this.#on.asOf;
	}

	/** What was to end in a period, or was added to it; undefined: neither. */
	in(period: Period, date: PlannedDate): PeriodCommitment | undefined {
		const day = this.plannedAsOf(period);
		const { asOf } = this.#on;
		const then = plannedOn(date, day);
		const now = plannedOn(date, asOf);
		const isDue = this.#isPlannedIn(period, then);
		if (!isDue && (now?.standing !== 'planned' || !this.#isPlannedIn(period, now)))
			return undefined;
		const planned = (isDue ? then : now)!;
		const on = isDue ? day : asOf;
		const leads = leadsOn(date, on);
		if (!this.#isAskedFor(date, on, leads)) return undefined;
		const due = planned.due!;
		const commitment = commitmentOf(date, this.#committed);
		return {
			...{ commitment, due, leads, added: !isDue },
			...fateOf(commitment, period, this.#on, { due, then: planned }),
			moves: movesSince(this.#movesOf(date, commitment), day)
		};
	}

	#movesOf(date: PlannedDate, commitment: Commitment): Move[] {
		const moves = this.#moves.get(date) ?? movesOf(commitment, this.#on.asOf);
		this.#moves.set(date, moves);
		return moves;
	}

	#isPlannedIn({ startsOn, endsOn }: Period, planned: PlannedThen | undefined): boolean {
		if (!planned || planned.standing === 'retired' || planned.due === null) return false;
		return planned.due >= startsOn && planned.due <= endsOn;
	}

	#isAskedFor({ element }: PlannedDate, on: IsoDate, leads: string[]): boolean {
		const { elementId, organisationIds } = this.#asked;
		if (organisationIds && !leads.some((id) => organisationIds.includes(id))) return false;
		if (elementId === null) return true;
		return isWithin(this.#committed.courses, element, elementId, on);
	}
}

function summed(
	period: Period,
	commitments: PeriodCommitment[],
	{ plannedAsOf, asOf }: { plannedAsOf: IsoDate; asOf: IsoDate }
): PeriodCommitments {
	const counts = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<Fate, number>;
	const wereDue = commitments.filter(({ added }) => !added);
	for (const { fate } of wereDue) counts[fate] += 1;
	const due = wereDue.length;
	const over = period.endsOn <= asOf;
	const applicable = applicableOf({ due, counts });
	const share = over && applicable >= fewestForShare ? counts.kept / applicable : null;
	const added = commitments.length - due;
	return { ...{ period, plannedAsOf, over, commitments }, due, counts, added, share };
}

const byDay = (one: PeriodCommitment, other: PeriodCommitment): number =>
	Number(one.added) - Number(other.added) ||
	(one.due < other.due ? -1 : Number(one.due > other.due));

/** What was to end in a period; undefined: nothing was. */
function commitmentsIn(
	{ period, all }: Candidates,
	reading: Reading,
	{ asOf }: StatusDays
): PeriodCommitments | undefined {
	const commitments = all.flatMap((date) => reading.in(period, date) ?? []);
	if (commitments.length === 0) return undefined;
	const plannedAsOf = reading.plannedAsOf(period);
	return summed(period, commitments.sort(byDay), { plannedAsOf, asOf });
}

/** What was to end in each period, and was added to it, as of a day; periods in which nothing was are left out. */
export function commitmentsByPeriod(
	plan: PlanRecord,
	days: StatusDays,
	asked: Asked
): PeriodCommitments[] {
	const reading = new Reading(plan, days, asked);
	return reading.candidates.flatMap((one) => commitmentsIn(one, reading, days) ?? []);
}

/** Of the periods that had ended by the status date the latest in which something was to end; undefined: none. */
export function commitmentsOver(
	plan: PlanRecord,
	days: StatusDays,
	asked: Asked
): PeriodCommitments | undefined {
	const reading = new Reading(plan, days, asked);
	for (const one of reading.candidates.toReversed()) {
		if (one.period.endsOn > days.asOf) continue;
		const found = commitmentsIn(one, reading, days);
		if (found) return found;
	}
	return undefined;
}

/** Of some periods the latest that had ended by the status date; before the first, the next one. */
export const latestOver = (all: readonly PeriodCommitments[]): PeriodCommitments | undefined =>
	all.findLast(({ over }) => over) ?? all[0];
