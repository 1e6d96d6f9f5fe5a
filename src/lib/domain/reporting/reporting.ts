/** Who has reported for a period, and who is overdue. */
import { daysBetween } from '../records/dates.ts';
import { heirOn } from '../records/heirs.ts';
import { latestUpdate } from '../progress/activity-progress.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type {
	ElementRecord,
	Heir,
	IsoDate,
	OwnerRecord,
	PeriodRecord,
	ReportRecord
} from '../records/records.ts';
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
	/** The period's day, or its own. */
	dueOn: IsoDate;
	/** Submitted, returned, approved or published. */
	reported: boolean;
	/** Days past the due date while nothing is submitted; null where it reported or is not yet due. */
	daysOverdue: number | null;
	/** The activities that it leads, in the plan's order. */
	activityIds: string[];
	/** Where it has ended and nothing came, or what came was returned: who owes the report since. */
	owedBy: Heir[];
	/** From whom it took over what it leads. */
	takenOver: Heir[];
}

/** Who owes a report, by acronym: its organisation, or where that has ended those that follow it. */
export const owingAcronyms = ({ acronym, owedBy }: OrganisationReport): string[] =>
	owedBy.length > 0 ? owedBy.map((heir) => heir.acronym) : [acronym];

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
	owedBy: Heir[];
	takenOver: Heir[];
}

/** What was asked: of which period, on which day, and which reports are known. */
interface Asked {
	period: PeriodRecord;
	knownOn: IsoDate;
	/** By organisation. */
	reports: ReadonlyMap<string, ReportRecord>;
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

const isIn = (report: ReportRecord | undefined): boolean =>
	report !== undefined && reportedStates.includes(report.state);

/** Who owes, or handed in, the report of an activity, by its lead. */
type Owing = Omit<Duty, 'activityIds'>;

/** Whoever had the duty before the one that has it on the status date, and handed a report in: it still counts. */
function handedInBefore(
	{ takenOver, reportedBefore }: OwnerRecord,
	{ reports }: Asked
): Owing | undefined {
	for (const one of [takenOver, reportedBefore]) {
		if (!one || !isIn(reports.get(one.reportsThroughId))) continue;
		const { reportsThroughId: organisationId, acronym, name } = one;
		return { organisationId, acronym, name, owedBy: [], takenOver: [] };
	}
	return undefined;
}

function owingOf(owner: OwnerRecord, asked: Asked): Owing {
	const before = handedInBefore(owner, asked);
	if (before) return before;
	const { knownOn } = asked;
	const { reportsThroughId: organisationId, reportsThroughAcronym, reportsThroughName } = owner;
	const heir = heirOn(owner.heirs, knownOn);
	const passedOn = heir !== undefined && heir.reportsThroughId !== organisationId;
	return {
		organisationId,
		acronym: reportsThroughAcronym,
		name: reportsThroughName,
		owedBy: passedOn ? [heir] : [],
		takenOver: owner.takenOver ? [owner.takenOver] : []
	};
}

/** All of two lists, each once; mostly there is nobody to add. */
function joined(heirs: Heir[], others: readonly Heir[]): Heir[] {
	if (others.length === 0) return heirs;
	return [...new Map([...heirs, ...others].map((heir) => [heir.organisationId, heir])).values()];
}

/** Who owes a report: leads of activities of which one is owed. */
function duties(elements: ElementRecord[], asked: Asked): Map<string, Duty> {
	const byOrganisation = new Map<string, Duty>();
	for (const element of elements) {
		if (element.kind !== 'activity') continue;
		if (!isOwed(element, asked.period)) continue;
		for (const owner of element.owners) {
			if (owner.role !== 'lead') continue;
			const owing = owingOf(owner, asked);
			const duty = byOrganisation.get(owing.organisationId);
			if (duty === undefined) {
				byOrganisation.set(owing.organisationId, { ...owing, activityIds: [element.id] });
				continue;
			}
			duty.activityIds.push(element.id);
			duty.owedBy = joined(duty.owedBy, owing.owedBy);
			duty.takenOver = joined(duty.takenOver, owing.takenOver);
		}
	}
	return byOrganisation;
}

/**
 * The report for a duty: its organisation's own, else, where that has ended, its successors' once all of
 * them handed one in since.
 */
function reportOf({ organisationId, owedBy }: Duty, { reports }: Asked): ReportRecord | undefined {
	const own = reports.get(organisationId);
	const settled = isIn(own) && own?.state !== 'returned';
	if (settled || owedBy.length === 0) return own;
	const theirs = owedBy.flatMap(({ on, reportsThroughId }) => {
		const report = reports.get(reportsThroughId);
		const since = report?.since ?? null;
		return report && isIn(report) && since !== null && since >= on ? [report] : [];
	});
	const last = theirs
		.toSorted((one, other) => ((one.since ?? '') < (other.since ?? '') ? -1 : 1))
		.at(-1);
	return theirs.length === owedBy.length ? last : own;
}

function organisationReport(duty: Duty, asked: Asked): OrganisationReport {
	const { period, knownOn } = asked;
	const report = reportOf(duty, asked);
	// late from the day after the due day
	const dueOn = report?.dueOn ?? period.dueOn;
	const overdue = daysBetween(dueOn, knownOn);
	const isBegun = report !== undefined && report.state !== 'not_submitted';
	const state = isBegun ? report.state : overdue <= 0 ? 'not_due' : 'not_submitted';
	const reported = reportedStates.includes(state);
	return {
		...duty,
		dueOn,
		owedBy: reported && state !== 'returned' ? [] : duty.owedBy,
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
	const asked = { period, knownOn, reports };
	const organisations = [...duties(tree.elements, asked).values()]
		.map((duty) => organisationReport(duty, asked))
		.sort((one, other) => (one.acronym < other.acronym ? -1 : 1));
	for (const { state } of organisations) byState[state] += 1;
	const reported = organisations.filter((organisation) => organisation.reported).length;
	return { period, organisations, reported, expected: organisations.length, byState };
}
