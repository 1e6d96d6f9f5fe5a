/** Who has not reported, and who must report again. */
import type { ActivityState } from '#lib/domain/progress/activity-progress.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import {
	owingAcronyms,
	shownState,
	type OrganisationReport
} from '#lib/domain/reporting/reporting.ts';
import { endedLeads } from '#lib/domain/reporting/without-lead.ts';
import type { ReportingState } from '#lib/domain/records/vocabulary.ts';
import { heaviest, nameOf, unpublishedOf, type ElementName, type Subject } from './subject.ts';

export interface SilentOrganisation {
	/** Who owes the report, or must send it again. */
	acronym: string;
	name: string;
	/** From whom the duty comes, where others had it that have ended. */
	takenOver: { acronym: string; on: IsoDate }[];
	state: ReportingState;
	/** When it came into this state; null where nothing came. */
	since: IsoDate | null;
	reason: string | null;
	daysOverdue: number | null;
	/** What stands still on the page for it, what weighs most first. */
	activities: ElementName[];
	/** How many activities it leads beyond those named. */
	more: number;
}

export interface Reporting {
	period: { label: string; endsOn: IsoDate; dueOn: IsoDate } | null;
	next: { label: string; dueOn: IsoDate } | null;
	reported: number;
	expected: number;
	approved: number;
	/** Returned, and silent, in that order of urgency: silent first, the longest overdue before others. */
	waiting: SilentOrganisation[];
	/** Whether the figures are those of a snapshot: of these nobody learns what was returned. */
	published: boolean;
	/** Of these: sent, and not in these figures yet. */
	unpublished: SilentOrganisation[];
	/** Leads that have ended and that nobody follows. */
	ended: { acronym: string; name: string; on: IsoDate; elements: ElementName[]; more: number }[];
}

/** As many activities are named for an organisation. */
const named = 2;

/** Whose a report is now, and from whom the duty comes. */
function owing(report: OrganisationReport) {
	const { acronym, name, owedBy, takenOver } = report;
	if (owedBy.length === 0) return { acronym, name, takenOver };
	return {
		acronym: owingAcronyms(report).join(', '),
		name: owedBy.map((heir) => heir.name).join(', '),
		takenOver: owedBy.slice(0, 1).map(({ on }) => ({ acronym, on }))
	};
}

/** One row for all that an organisation owes. */
function silentOrganisation(subject: Subject, reports: OrganisationReport[]): SilentOrganisation {
	const { elements, figures } = subject;
	const [report] = reports as [OrganisationReport];
	const led = heaviest(
		reports
			.flatMap(({ activityIds }) => activityIds)
			.flatMap((id) => figures.elements.get(id) ?? [])
			.filter(({ state }) => isCounted(state))
	).flatMap(({ id }) => elements.get(id) ?? []);
	const { state, since } = shownState(report);
	return {
		...owing(report),
		takenOver: reports
			.flatMap((one) => owing(one).takenOver)
			.map(({ acronym, on }) => ({ acronym, on })),
		state,
		since,
		reason: state === 'returned' ? report.reason : null,
		daysOverdue: report.daysOverdue,
		activities: led.slice(0, named).map(nameOf),
		more: Math.max(0, led.length - named)
	};
}

/** Leads that have ended by the day of knowing, each with some of what it led. */
function ended({ record, figures }: Subject): Reporting['ended'] {
	return endedLeads(record.elements, figures.knownOn).map(
		({ acronym, name, endedOn, elements }) => ({
			...{ acronym, name, on: endedOn },
			elements: elements.slice(0, named).map(nameOf),
			more: Math.max(0, elements.length - named)
		})
	);
}

/** Work that applies and is not cancelled. */
const isCounted = (state: ActivityState | null) =>
	state !== 'not_applicable' && state !== 'cancelled';

/** Of several reports that one organisation owes by now, as of two that were merged, one row. */
const rows = (subject: Subject, reports: OrganisationReport[]): SilentOrganisation[] =>
	[...Map.groupBy(reports, (one) => owing(one).acronym).values()].map((those) =>
		silentOrganisation(subject, those)
	);

/** How the offices stand with their reports for the latest period due. */
export function reporting(subject: Subject): Reporting {
	const { period, nextPeriod, reporting: reports } = subject.figures;
	const silent = reports.organisations.filter(({ reported }) => !reported);
	const returned = reports.organisations.filter(({ state }) => state === 'returned');
	return {
		period: period && { label: period.label, endsOn: period.endsOn, dueOn: period.dueOn },
		next: nextPeriod && { label: nextPeriod.label, dueOn: nextPeriod.dueOn },
		reported: reports.reported,
		expected: reports.expected,
		approved: reports.byState.approved + reports.byState.published,
		waiting: rows(subject, [...silent, ...returned]),
		published: subject.published,
		unpublished: rows(subject, unpublishedOf(subject)),
		ended: ended(subject)
	};
}
