/** Commitments kept, as the API sends them. */
import type { Move } from '#lib/domain/commitments/moves.ts';
import { ownerRecords, type OwnerRecordOfDates } from '#lib/domain/commitments/owner-record.ts';
import type { Asked, PeriodCommitments } from '#lib/domain/commitments/periods.ts';
import { commitmentRow, CommitmentNames, periodRow } from '#lib/domain/commitments/rows.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import { plannedAsOf } from './commitment-tables.ts';
import type {
	CommitmentDocument,
	CommitmentPeriodDocument,
	CommitmentsDocument,
	MoveDocument,
	OwnerRecordDocument
} from './shapes/commitments.ts';

const moveDocument = ({ on, from, to, days, way, amendment, settled }: Move): MoveDocument => ({
	...{ on, from, to, days, way, settled },
	amendment: amendment && {
		id: amendment.id,
		title: amendment.title,
		instrument: amendment.instrument?.number ?? null
	}
});

function commitmentDocuments(
	{ commitments }: PeriodCommitments,
	names: CommitmentNames
): CommitmentDocument[] {
	return commitments.map((one) => {
		const row = commitmentRow(one, names);
		return {
			...{ kind: row.kind, id: one.commitment.id, code: row.code, title: row.title },
			activity: row.within ?? row.title,
			leads: row.leads,
			due_on: row.due,
			...{ added: row.added, fate: row.fate, by: row.by },
			...{ moved_to: row.movedTo, ended_on: row.endedOn, days_late: row.daysLate },
			moves: row.moves.map(moveDocument)
		};
	});
}

function periodDocument(of: PeriodCommitments, names: CommitmentNames): CommitmentPeriodDocument {
	const row = periodRow(of);
	return {
		...{ label: row.label, starts_on: row.startsOn, ends_on: row.endsOn },
		...{ planned_as_of: plannedAsOf(row.plannedAsOf), over: row.over },
		...{ due: row.due, counts: row.counts, moved_in_report: row.movedInReport },
		...{ added: row.added, applicable: row.applicable, kept_share: row.share },
		commitments: commitmentDocuments(of, names)
	};
}

function ownerDocument(record: OwnerRecordOfDates, names: CommitmentNames): OwnerRecordDocument {
	const { organisationId: id, dates, counts, movedDates, later, earlier, removed, ways } = record;
	return {
		...{ id, acronym: names.organisation(id), dates: dates.length, counts },
		...{ moved_dates: movedDates, moved_later: later, moved_earlier: earlier },
		...{ taken_away: removed, ways, taken_over: record.takenOver }
	};
}

interface AskedPeriods {
	asked: Asked;
	view: { period: string };
	periods: PeriodCommitments[];
	shown: PeriodCommitments | undefined;
}

/** The periods that are asked for: one where the address names one, else all; and every owner's record. */
export function commitmentsDocument(
	{ record, figures }: PlanWithFigures,
	{ asked, view, periods, shown }: AskedPeriods,
	{ reading }: { reading: PlanReading }
): CommitmentsDocument {
	const names = new CommitmentNames(record, figures.asOf);
	const sent = view.period === '' ? periods : shown ? [shown] : [];
	const owners = [...ownerRecords(record, figures.reckoned.days).values()];
	const { id, slug: code, title, demonstration } = record;
	return {
		...{ kind: 'commitments', plan: { kind: 'plan', id, code, title, demonstration } },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision: record.revision },
		by: asked.frequency,
		periods: sent.map((one) => periodDocument(one, names)),
		owners: owners
			.map((one) => ownerDocument(one, names))
			.sort((one, other) => (one.acronym < other.acronym ? -1 : 1))
	};
}
