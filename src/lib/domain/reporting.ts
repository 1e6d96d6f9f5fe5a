/** Who has reported for a period, and who is overdue. */
import type { IsoDate, PeriodRecord } from './records.ts';
import type { ReportingState } from './vocabulary.ts';

export interface OrganisationReport {
	/** The organisation in whose report the figures stand. */
	organisationId: string;
	acronym: string;
	state: ReportingState;
	/** When it came into this state; null where nothing came. */
	since: IsoDate | null;
	reason: string | null;
	/** Submitted, returned, approved or published. */
	reported: boolean;
	/** Days past the due date while nothing is submitted; null otherwise. */
	daysOverdue: number | null;
	/** The activities that it leads, in the plan's order. */
	activityIds: string[];
}

export interface ReportingFigures {
	period: PeriodRecord | null;
	/** Lead organisations that owe a report, by acronym. */
	organisations: OrganisationReport[];
	/** How many of them reported. */
	reported: number;
	expected: number;
	/** How many are in each state. */
	byState: Record<ReportingState, number>;
}
