/**
 * Commitments kept, by period: what was to end in each month, quarter or year of a plan's fiscal
 * calendar, and what became of it.
 *
 * The plan that counts as what was to end is the one of the period's first day: amendments made later
 * change nothing of it, and are told as moves. Of a period to come it is the one of the status date;
 * asked against the adoption, it is the plan as adopted for all periods.
 */
import { fromTheBeginning } from '../records/dates.ts';
import { periodAt, type Period } from '../records/periods.ts';
import type { IsoDate, PlanRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import {
	changesOf,
	commitmentsOf,
	committedOf,
	isWithin,
	plannedOn,
	type Commitment,
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

const leadsOn = ({ element }: Commitment, day: IsoDate): string[] =>
	element.leads
		.filter(({ from, until }) => from <= day && (until === null || until > day))
		.map(({ organisationId }) => organisationId);

/** What has to be said of moves in a period that began on a day. */
const movesSince = (moves: Move[], day: IsoDate): Move[] =>
	moves.filter(({ on, way, settled }) => on > day || (way === 'report' && !settled));

/** A plan's commitments, with what is asked for. */
class Reading {
	readonly #plan: PlanRecord;
	readonly #days: StatusDays;
	readonly #asked: Asked;
	readonly #on: AskedOn;

	constructor(plan: PlanRecord, days: StatusDays, asked: Asked) {
		this.#plan = plan;
		this.#days = days;
		this.#asked = asked;
		const { asOf, knownOn } = days;
		this.#on = { asOf, knownOn, reading: committedOf(plan).reading, periods: plan.periods };
	}

	/** The day whose plan says what was to end in a period. */
	plannedAsOf({ startsOn }: Period): IsoDate {
		if (this.#on.reading === 'baseline') return fromTheBeginning;
		return startsOn < this.#days.asOf ? startsOn : this.#days.asOf;
	}

	/** The periods in which something ever was to end, by what was planned up to the status date. */
	periodsOf(commitment: Commitment): Period[] {
		const found = new Map<IsoDate, Period>();
		for (const day of changesOf(commitment)) {
			const due = day <= this.#days.asOf ? plannedOn(commitment, day)?.due : null;
			if (!due) continue;
			const period = periodAt(this.#asked.frequency, due, this.#plan.fiscalYearStartMonth);
			found.set(period.startsOn, period);
		}
		return [...found.values()];
	}

	/** What was to end in a period, or was added to it; undefined: neither. */
	in(period: Period, commitment: Commitment, moves: () => Move[]): PeriodCommitment | undefined {
		const day = this.plannedAsOf(period);
		const then = plannedOn(commitment, day);
		const now = plannedOn(commitment, this.#days.asOf);
		const isDue = this.#isPlannedIn(period, then);
		if (!isDue && (now?.standing !== 'planned' || !this.#isPlannedIn(period, now)))
			return undefined;
		const planned = (isDue ? then : now)!;
		const on = isDue ? day : this.#days.asOf;
		const leads = leadsOn(commitment, on);
		if (!this.#isAskedFor(commitment, on, leads)) return undefined;
		const due = planned.due!;
		return {
			...{ commitment, due, leads, added: !isDue },
			...fateOf(commitment, period, this.#on, { due, then: planned }),
			moves: movesSince(moves(), day)
		};
	}

	#isPlannedIn({ startsOn, endsOn }: Period, planned: PlannedThen | undefined): boolean {
		if (!planned || planned.standing === 'retired' || planned.due === null) return false;
		return planned.due >= startsOn && planned.due <= endsOn;
	}

	#isAskedFor({ element }: Commitment, on: IsoDate, leads: string[]): boolean {
		const { elementId, organisationIds } = this.#asked;
		if (organisationIds && !leads.some((id) => organisationIds.includes(id))) return false;
		if (elementId === null) return true;
		return isWithin(committedOf(this.#plan).courses, element, elementId, on);
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

/** A commitment's moves, found when they are first asked for. */
function movesOnce(commitment: Commitment, asOf: IsoDate): () => Move[] {
	let made: Move[] | undefined;
	return () => (made ??= movesOf(commitment, asOf));
}

/** What may have been to end in a period. */
interface Candidates {
	period: Period;
	all: { commitment: Commitment; moves: () => Move[] }[];
}

/** The periods in which something ever was to end, ascending. */
function candidatesOf(plan: PlanRecord, reading: Reading, { asOf }: StatusDays): Candidates[] {
	const found = new Map<IsoDate, Candidates>();
	for (const commitment of commitmentsOf(committedOf(plan))) {
		const one = { commitment, moves: movesOnce(commitment, asOf) };
		for (const period of reading.periodsOf(commitment)) {
			const of = found.get(period.startsOn);
			if (of) of.all.push(one);
			else found.set(period.startsOn, { period, all: [one] });
		}
	}
	return [...found.values()].sort((one, other) =>
		one.period.startsOn < other.period.startsOn ? -1 : 1
	);
}

/** What was to end in a period; undefined: nothing was. */
function commitmentsIn(
	{ period, all }: Candidates,
	reading: Reading,
	{ asOf }: StatusDays
): PeriodCommitments | undefined {
	const commitments = all.flatMap((one) => reading.in(period, one.commitment, one.moves) ?? []);
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
	const periods = candidatesOf(plan, reading, days);
	return periods.flatMap((one) => commitmentsIn(one, reading, days) ?? []);
}

/** Of the periods that had ended by the status date the latest in which something was to end; undefined: none. */
export function commitmentsOver(
	plan: PlanRecord,
	days: StatusDays,
	asked: Asked
): PeriodCommitments | undefined {
	const reading = new Reading(plan, days, asked);
	for (const one of candidatesOf(plan, reading, days).toReversed()) {
		if (one.period.endsOn > days.asOf) continue;
		const found = commitmentsIn(one, reading, days);
		if (found) return found;
	}
	return undefined;
}

/** Of some periods the latest that had ended by the status date; before the first, the next one. */
export const latestOver = (all: readonly PeriodCommitments[]): PeriodCommitments | undefined =>
	all.findLast(({ over }) => over) ?? all[0];
