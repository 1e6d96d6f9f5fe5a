/** Commitments and their periods as pages, tables and documents show them: by names, without records. */
import type { IsoDate, PlanRecord } from '../records/records.ts';
import { committedOf, namedThen, type CommitmentKind } from './commitment.ts';
import type { Fate, FateFound } from './fate.ts';
import type { Move } from './moves.ts';
import type { OwnedDate } from './owner-record.ts';
import { applicableOf, type PeriodCommitment, type PeriodCommitments } from './periods.ts';

/** A commitment's name, and where it is. */
export interface CommitmentName {
	kind: CommitmentKind;
	code: string;
	title: string;
	/** Of the activity that a milestone is part of; null: it is one itself. */
	within: string | null;
	/** The activity's code where it has a page; null: it is planned no more. */
	page: string | null;
}

export interface CommitmentRow extends CommitmentName, FateFound {
	/** Acronyms. */
	leads: string[];
	due: IsoDate;
	added: boolean;
	moves: Move[];
}

export interface PeriodRow {
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
	/** `-infinity`: as adopted. */
	plannedAsOf: IsoDate;
	over: boolean;
	due: number;
	applicable: number;
	counts: Record<Fate, number>;
	added: number;
	/** Of what was moved, only in a report. */
	movedInReport: number;
	share: number | null;
}

/** Names of a plan's commitments and organisations on a day. */
export class CommitmentNames {
	readonly #plan: PlanRecord;
	readonly #asOf: IsoDate;
	readonly #pages: Map<string, string>;

	constructor(plan: PlanRecord, asOf: IsoDate) {
		this.#plan = plan;
		this.#asOf = asOf;
		this.#pages = new Map(plan.elements.map(({ id, code }) => [id, code]));
	}

	organisation(id: string): string {
		const names = committedOf(this.#plan).courses.names.get(id) ?? [];
		return (names.findLast(({ from }) => from <= this.#asOf) ?? names[0])?.acronym ?? '';
	}

	commitment({ commitment }: PeriodCommitment | OwnedDate): CommitmentName {
		const { kind, element, course } = commitment;
		const activity = namedThen(element, this.#asOf);
		const isActivity = kind === 'activity';
		return {
			...{ kind, code: activity.code },
			title: isActivity ? activity.title : namedThen(course, this.#asOf).title,
			within: isActivity ? null : activity.title,
			page: this.#pages.get(element.id) ?? null
		};
	}
}

export function commitmentRow(one: PeriodCommitment, names: CommitmentNames): CommitmentRow {
	const { fate, endedOn, daysLate, by, movedTo, due, added, leads, moves } = one;
	return {
		...names.commitment(one),
		...{ fate, endedOn, daysLate, by, movedTo, due, added },
		leads: leads.map((id) => names.organisation(id)).sort(),
		moves
	};
}

export function periodRow(of: PeriodCommitments): PeriodRow {
	const { period, plannedAsOf, over, due, counts, added, share, commitments } = of;
	const inReport = commitments.filter(
		(one) => !one.added && one.fate === 'moved' && one.by === 'report'
	);
	return {
		...period,
		...{ plannedAsOf, over, due, counts, added, share },
		applicable: applicableOf(of),
		movedInReport: inReport.length
	};
}
