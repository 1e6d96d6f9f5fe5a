/** Who has not reported, and who must report again. */
import type { ActivityState } from '#lib/domain/progress/activity-progress.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { shownState, type OrganisationReport } from '#lib/domain/reporting/reporting.ts';
import type { ReportingState } from '#lib/domain/records/vocabulary.ts';
import { nameOf, type ElementName, type Subject } from './subject.ts';

export interface SilentOrganisation {
	acronym: string;
	name: string;
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
}

/** As many activities are named for an organisation. */
const named = 2;

function silentOrganisation(subject: Subject, report: OrganisationReport): SilentOrganisation {
	const { elements, figures } = subject;
	const led = report.activityIds
		.filter((id) => isCounted(figures.elements.get(id)?.state))
		.toSorted((one, other) => weightOf(subject, other) - weightOf(subject, one))
		.flatMap((id) => elements.get(id) ?? []);
	const { state, since } = shownState(report);
	return {
		acronym: report.acronym,
		name: report.name,
		state,
		since,
		reason: state === 'returned' ? report.reason : null,
		daysOverdue: report.daysOverdue,
		activities: led.slice(0, named).map(nameOf),
		more: Math.max(0, led.length - named)
	};
}

/** Work that applies and is not cancelled. */
const isCounted = (state: ActivityState | null | undefined) =>
	state !== 'not_applicable' && state !== 'cancelled';

function weightOf({ figures }: Subject, id: string): number {
	return figures.elements.get(id)?.effectiveWeight ?? 0;
}

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
		waiting: [...silent, ...returned].map((report) => silentOrganisation(subject, report))
	};
}
