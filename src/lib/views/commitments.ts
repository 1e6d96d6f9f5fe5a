/** What the page of commitments kept shows, from a plan's rows and figures. */
import type { Move } from '#lib/domain/commitments/moves.ts';
import type {
	OwnedDate,
	OwnedFate,
	OwnerRecordOfDates
} from '#lib/domain/commitments/owner-record.ts';
import type { CommitmentName, CommitmentNames, PeriodRow } from '#lib/domain/commitments/rows.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Frequency } from '#lib/domain/records/vocabulary.ts';

/** What of them is asked for. */
export interface CommitmentsView {
	by: Frequency;
	/** A day of the period; empty: the latest that is over. */
	period: IsoDate | '';
	/** The code of a goal, or of any element; empty: the whole plan. */
	goal: string;
	/** The acronym of a lead; empty: all. */
	organisation: string;
}

/** What an address says of a view: only what differs from the plain page. */
export const parametersOf = ({ by, period, goal, organisation }: CommitmentsView) => ({
	...(by !== 'quarter' && { by }),
	...(period && { period }),
	...(goal && { goal }),
	...(organisation && { organisation })
});

/** As many periods fit under each other. */
const mostShown = 12;

/**
 * The periods that a picture shows: up to the one that holds the status date, the latest of them, with
 * the one that is asked for among them.
 */
export function periodsShown(all: PeriodRow[], asOf: IsoDate, shown?: IsoDate): PeriodRow[] {
	const begun = all.filter(({ startsOn }) => startsOn <= asOf || startsOn === shown);
	const at = begun.findIndex(({ startsOn }) => startsOn === shown);
	const last = at >= 0 && at < begun.length - mostShown ? at + mostShown / 2 : begun.length;
	return begun.slice(Math.max(0, last - mostShown), last);
}

export interface OwnedRow extends CommitmentName {
	due: IsoDate;
	fate: OwnedFate;
	endedOn: IsoDate | null;
	takenOver: { acronym: string; on: IsoDate } | null;
	moves: Move[];
}

export interface OwnerView extends Omit<OwnerRecordOfDates, 'dates' | 'organisationId'> {
	dates: number;
	/** Dates that were moved or taken over, or not kept; those moved most often first. */
	rows: OwnedRow[];
}

const ownedRow = (date: OwnedDate, names: CommitmentNames): OwnedRow => ({
	...names.commitment(date),
	...{ due: date.due, fate: date.fate, endedOn: date.endedOn },
	takenOver:
		date.takenOverOn !== null && date.takenOverFrom !== null
			? { acronym: names.organisation(date.takenOverFrom), on: date.takenOverOn }
			: null,
	moves: date.moves
});

/** An organisation's record in one plan. */
export function ownerView(record: OwnerRecordOfDates, names: CommitmentNames): OwnerView {
	const { dates, organisationId: _, ...figures } = record;
	const told = dates.filter(({ moves }) => moves.length > 0);
	const rows = told.toSorted((one, other) => other.moves.length - one.moves.length);
	return { ...figures, dates: dates.length, rows: rows.map((one) => ownedRow(one, names)) };
}
