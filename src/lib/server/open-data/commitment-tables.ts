/** Commitments kept as tables: by period, and each of one period. */
import { fates, type Fate } from '#lib/domain/commitments/fate.ts';
import type { Move } from '#lib/domain/commitments/moves.ts';
import type { OwnerRecordOfDates, OwnedDate } from '#lib/domain/commitments/owner-record.ts';
import type { PeriodCommitments } from '#lib/domain/commitments/periods.ts';
import {
	commitmentRow,
	CommitmentNames,
	periodRow,
	type CommitmentName,
	type CommitmentRow,
	type PeriodRow
} from '#lib/domain/commitments/rows.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { table, type Columns, type CsvTable } from './csv.ts';

/** As adopted there is no day. */
export const plannedAsOf = (day: IsoDate): IsoDate | null =>
	day === fromTheBeginning ? null : day;

const nameColumns: Columns<CommitmentName> = {
	kind: ({ kind }) => kind,
	code: ({ code }) => code,
	title: ({ title }) => title,
	activity: ({ within, title }) => within ?? title
};

const daysOf = (moves: readonly Move[]): number =>
	moves.reduce((sum, { days, settled }) => sum + (settled ? 0 : (days ?? 0)), 0);

const namesOf = (moves: readonly Move[]): string =>
	moves.flatMap(({ amendment }) => amendment?.title ?? []).join('; ');

const counted = (moves: readonly Move[]) => moves.filter(({ settled }) => !settled);

interface MovedRow {
	moves: readonly Move[];
}

const moveColumns: Columns<MovedRow> = {
	times_moved: ({ moves }) => counted(moves).length,
	days_moved: ({ moves }) => daysOf(moves),
	moved_by: ({ moves }) => [...new Set(counted(moves).map(({ way }) => way))].join('; '),
	amendments: ({ moves }) => namesOf(moves)
};

interface OfPeriod extends CommitmentRow {
	period: string;
}

const commitmentColumns: Columns<OfPeriod> = {
	period: ({ period }) => period,
	...nameColumns,
	lead: ({ leads }) => leads.join(', '),
	due_on: ({ due }) => due,
	added: ({ added }) => added,
	fate: ({ fate }) => fate,
	by: ({ by }) => by,
	moved_to: ({ movedTo }) => movedTo,
	ended_on: ({ endedOn }) => endedOn,
	days_late: ({ daysLate }) => daysLate,
	...moveColumns
};

/** Each commitment of a period; none where there is no such period. */
export function commitmentsTable(
	{ record, figures }: PlanWithFigures,
	of: PeriodCommitments | undefined
): CsvTable {
	const names = new CommitmentNames(record, figures.asOf);
	const rows = (of?.commitments ?? []).map((one) => ({
		...commitmentRow(one, names),
		period: of?.period.label ?? ''
	}));
	return table('commitments', commitmentColumns, rows);
}

const fateColumn = (fate: Fate): [string, (row: PeriodRow) => number] => [
	fate,
	({ counts }) => counts[fate]
];

/** What became of what was to end, a row a period. */
export function periodsTable(all: readonly PeriodCommitments[]): CsvTable {
	const columns: Columns<PeriodRow> = {
		period: ({ label }) => label,
		starts_on: ({ startsOn }) => startsOn,
		ends_on: ({ endsOn }) => endsOn,
		planned_as_of: (row) => plannedAsOf(row.plannedAsOf),
		over: ({ over }) => over,
		due: ({ due }) => due,
		...Object.fromEntries(fates.map(fateColumn)),
		moved_in_report: ({ movedInReport }) => movedInReport,
		added: ({ added }) => added,
		applicable: ({ applicable }) => applicable,
		kept_share: ({ share }) => share
	};
	return table('commitment_periods', columns, all.map(periodRow));
}

/** Each date that an organisation answered for. */
export function ownedTable(
	{ record, figures }: PlanWithFigures,
	slug: string,
	of: OwnerRecordOfDates | undefined
): CsvTable {
	const names = new CommitmentNames(record, figures.asOf);
	const columns: Columns<CommitmentName & OwnedDate> = {
		...nameColumns,
		due_on: ({ due }) => due,
		fate: ({ fate }) => fate,
		ended_on: ({ endedOn }) => endedOn,
		taken_over_on: ({ takenOverOn }) => takenOverOn,
		taken_over_from: ({ takenOverFrom: from }) => (from ? names.organisation(from) : null),
		...moveColumns
	};
	const rows = (of?.dates ?? []).map((one) => ({ ...one, ...names.commitment(one) }));
	return table(`${slug}-commitments`, columns, rows);
}
