/** What became of planned dates, as the API gives it. */
import type { CommitmentKind } from '#lib/domain/commitments/commitment.ts';
import type { Fate } from '#lib/domain/commitments/fate.ts';
import type { MoveWay } from '#lib/domain/commitments/moves.ts';
import type { OwnedFate } from '#lib/domain/commitments/owner-record.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type { Frequency } from '#lib/domain/records/vocabulary.ts';
import type { FiguresDocument } from './figures.ts';

/** How a date was moved. */
export interface MoveDocument {
	/** From when the plan has the other date, or of which day the report speaks. */
	on: IsoDate;
	from: IsoDate;
	/** Null: the date was taken away. */
	to: IsoDate | null;
	days: number | null;
	way: MoveWay;
	amendment: { id: string; title: string; instrument: string | null } | null;
	/** Said in a report, and then followed by the plan: no move of its own. */
	settled: boolean;
}

/** The planned end of an activity, or the day of a milestone. */
export interface CommitmentDocument {
	kind: CommitmentKind;
	id: string;
	/** Of the activity. */
	code: string;
	title: string;
	activity: string;
	/** Acronyms of who led it then. */
	leads: string[];
	/** As the plan had it then. */
	due_on: IsoDate;
	/** It came into the period after that began: not among those that were due in it. */
	added: boolean;
	fate: Fate;
	by: MoveWay | null;
	moved_to: IsoDate | null;
	ended_on: IsoDate | null;
	days_late: number | null;
	/** Since the period began. */
	moves: MoveDocument[];
}

export interface CommitmentPeriodDocument {
	label: string;
	starts_on: IsoDate;
	ends_on: IsoDate;
	/** The day whose plan says what was to end; null: as adopted. */
	planned_as_of: IsoDate | null;
	over: boolean;
	due: number;
	/** They add up to `due`. */
	counts: Record<Fate, number>;
	/** Of those moved, how many only in a report. */
	moved_in_report: number;
	added: number;
	/** `due` without what does not apply. */
	applicable: number;
	/** Kept on the day or before ÷ applicable, 0…1; null while the period runs, and of fewer than five. */
	kept_share: number | null;
	commitments: CommitmentDocument[];
}

/** What became of the dates that an organisation answered for as lead. */
export interface OwnerRecordDocument {
	id: string;
	acronym: string;
	dates: number;
	/** They add up to `dates`. */
	counts: Record<OwnedFate, number>;
	moved_dates: number;
	/** In days; `middle` is the median. */
	moved_later: { times: number; total: number; middle: number | null; longest: number | null };
	moved_earlier: number;
	taken_away: number;
	ways: Record<MoveWay, number>;
	/** Dates taken over from other organisations, each counted from that day. */
	taken_over: number;
}

/** What was to end in each period, and what became of it. */
export interface CommitmentsDocument {
	kind: 'commitments';
	plan: FiguresDocument['plan'];
	as_of: IsoDate;
	known_on: IsoDate;
	/** `baseline`: what was to end is what the plan set when it was adopted. */
	reading: PlanReading;
	revision: number;
	by: Frequency;
	periods: CommitmentPeriodDocument[];
	owners: OwnerRecordDocument[];
}
