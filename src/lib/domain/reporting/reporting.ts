/** Who has reported for a period, and who is overdue. */
import { daysBetween } from '../records/dates.ts';
import { latestUpdate } from '../progress/activity-progress.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord, IsoDate, PeriodRecord, ReportRecord } from '../records/records.ts';
import type { ReportingState } from '../records/vocabulary.ts';

export interface OrganisationReport {
	/** The organisation in whose report the figures stand. */
	organisationId: string;
	acronym: string;
	name: string;
	state: ReportingState;
	/** When it came into this state; null where nothing came. */
	since: IsoDate | null;
	reason: string | null;
	/** Submitted, returned, approved or published. */
	reported: boolean;
	/** Days past the due date while nothing is submitted; null where it reported or is not yet due. */
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

const reportedStates: readonly ReportingState[] = [
	'submitted',
	'returned',
	'approved',
	'published'
];

/**
 * A report's state as everybody sees it: a draft is the ministry's own until it is submitted, so that
 * nothing came.
 */
export function shownState({
	state,
	since
}: OrganisationReport): Pick<OrganisationReport, 'state' | 'since'> {
	return state === 'draft' ? { state: 'not_submitted', since: null } : { state, since };
}

interface Duty {
	organisationId: string;
	acronym: string;
	name: string;
	activityIds: string[];
}

/** Whether a report of an activity is owed for a period: it applies, is not cancelled, and was to begin by its end. */
function isOwed(
	{ applicable, updates, plannedStart }: ElementRecord,
	period: PeriodRecord
): boolean {
	const last = latestUpdate(updates, period.endsOn);
	if (!applicable || last?.delivery === 'cancelled') return false;
	return last !== null || plannedStart === null || plannedStart <= period.endsOn;
}

/** Who owes a report: leads of activities of which one is owed. */
function duties(elements: ElementRecord[], period: PeriodRecord): Map<string, Duty> {
	const byOrganisation = new Map<string, Duty>();
	for (const element of elements) {
		if (element.kind !== 'activity') continue;
		if (!isOwed(element, period)) continue;
		for (const owner of element.owners) {
			if (owner.role !== 'lead') continue;
			const { reportsThroughId: organisationId } = owner;
			let duty = byOrganisation.get(organisationId);
			if (duty === undefined) {
				const { reportsThroughAcronym: acronym, reportsThroughName: name } = owner;
				duty = { organisationId, acronym, name, activityIds: [] };
				byOrganisation.set(organisationId, duty);
			}
			duty.activityIds.push(element.id);
		}
	}
	return byOrganisation;
}

function organisationReport(
	duty: Duty,
	report: ReportRecord | undefined,
	period: PeriodRecord,
	knownOn: IsoDate
): OrganisationReport {
	// late from the day after the due day
	const overdue = daysBetween(period.dueOn, knownOn);
	const state = report?.state ?? (overdue <= 0 ? 'not_due' : 'not_submitted');
	const reported = reportedStates.includes(state);
	return {
		...duty,
		acronym: report?.acronym ?? duty.acronym,
		state,
		since: report?.since ?? null,
		reason: report?.reason ?? null,
		reported,
		daysOverdue: reported || overdue <= 0 ? null : overdue
	};
}

/**
 * How the lead organisations are with their reports for a period, whether or not it is due yet.
 *
 * @param knownOn the day on which that is asked
 */
export function reportingFigures(
	tree: PlanTree,
	period: PeriodRecord | null,
	knownOn: IsoDate
): ReportingFigures {
	const byState: Record<ReportingState, number> = {
		not_due: 0,
		not_submitted: 0,
		draft: 0,
		submitted: 0,
		returned: 0,
		approved: 0,
		published: 0
	};
	if (period === null) return { period, organisations: [], reported: 0, expected: 0, byState };
	const reports = new Map(
		tree.plan.reports
			.filter((report) => report.periodId === period.id)
			.map((report) => [report.organisationId, report])
	);
	const organisations = [...duties(tree.elements, period).values()]
		.map((duty) => organisationReport(duty, reports.get(duty.organisationId), period, knownOn))
		.sort((one, other) => (one.acronym < other.acronym ? -1 : 1));
	for (const { state } of organisations) byState[state] += 1;
	const reported = organisations.filter((organisation) => organisation.reported).length;
	return { period, organisations, reported, expected: organisations.length, byState };
}
