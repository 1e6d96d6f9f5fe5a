/** What an edit of a plan does besides what it says: for whom to look at before it is done. */
import type { PlanWithFigures } from '../figures/plan-figures.ts';
import type { ElementRecord, IsoDate, KpiRecord, ReportRecord } from '../records/records.ts';
import type { OwnerRole, ReportingState } from '../records/vocabulary.ts';
import {
	difference,
	nameOf,
	type NamedElement,
	type PlanDifference,
	type Sides
} from './difference.ts';

/** Somebody answers for an element that did not before. */
export interface NewDuty {
	element: NamedElement;
	organisation: { id: string; acronym: string; name: string };
	role: OwnerRole;
	/** The next report on it, where it leads an activity; null: none falls due. */
	nextReport: { label: string; dueOn: IsoDate } | null;
}

/** A report that was sent speaks of elements that are planned otherwise from now on. */
export interface TouchedReport {
	organisation: { id: string; acronym: string };
	period: string;
	state: ReportingState;
	/** When it came into this state. */
	since: IsoDate;
	elements: NamedElement[];
}

export interface Effects {
	/** The day of the figures. */
	on: IsoDate;
	difference: PlanDifference;
	duties: NewDuty[];
	reports: TouchedReport[];
}

/** A plan on a day without an edit and with it. */
export interface BeforeAndAfter {
	before: PlanWithFigures;
	after: PlanWithFigures;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
	new Map(rows.map((row) => [row.id, row]));

function newDuties({ before, after }: BeforeAndAfter): NewDuty[] {
	const earlier = byId(before.record.elements);
	const next = after.figures.nextPeriod;
	return after.record.elements.flatMap((element) => {
		const had = new Set(
			earlier.get(element.id)?.owners.map(({ organisationId, role }) => `${role} ${organisationId}`)
		);
		const isReported = element.kind === 'activity' && next !== null;
		return element.owners
			.filter(({ organisationId, role }) => !had.has(`${role} ${organisationId}`))
			.map(({ organisationId: id, acronym, name, role }) => ({
				element: nameOf(element),
				organisation: { id, acronym, name },
				role,
				nextReport: isReported && role === 'lead' ? { label: next.label, dueOn: next.dueOn } : null
			}));
	});
}

/** What of an element a report on it was made from. */
const reportedFrom = (element: ElementRecord, kpis: readonly KpiRecord[]): string =>
	JSON.stringify([
		element.applicable,
		element.plannedStart,
		element.plannedEnd,
		element.owners.map(({ organisationId, role }) => [role, organisationId]),
		element.milestones.map(({ id, title, weight, plannedOn }) => [id, title, weight, plannedOn]),
		kpis.map((kpi) => [
			...[kpi.id, kpi.unit, kpi.direction, kpi.overTime, kpi.overOrganisations, kpi.baselineValue],
			...[kpi.targets, kpi.rangeLow, kpi.rangeHigh]
		])
	]);

/** Elements that were there before and are planned otherwise, or no more. */
function replanned({ before, after }: BeforeAndAfter): ElementRecord[] {
	const later = byId(after.record.elements);
	const of = ({ record }: PlanWithFigures) =>
		Map.groupBy(record.kpis, ({ elementId }) => elementId);
	const [kpisBefore, kpisAfter] = [of(before), of(after)];
	return before.record.elements.filter((element) => {
		const is = later.get(element.id);
		const was = reportedFrom(element, kpisBefore.get(element.id) ?? []);
		return !is || reportedFrom(is, kpisAfter.get(is.id) ?? []) !== was;
	});
}

type SentReport = ReportRecord & { since: IsoDate; label: string };

const sent: readonly ReportingState[] = ['submitted', 'returned', 'approved', 'published'];

/** Of the latest period that fell due and of later ones, the reports that were sent. */
function sentReports({ record, figures }: PlanWithFigures): SentReport[] {
	const from = figures.period?.endsOn ?? '';
	const periods = byId(record.periods.filter(({ endsOn }) => endsOn >= from));
	return record.reports.flatMap((report) => {
		const period = periods.get(report.periodId);
		const { since } = report;
		const isSent = period && since !== null && sent.includes(report.state);
		return isSent ? { ...report, since, label: period.label } : [];
	});
}

function touchedReports(of: BeforeAndAfter): TouchedReport[] {
	const elements = replanned(of);
	const ledThrough = (organisationId: string) =>
		elements.filter(({ owners }) =>
			owners.some(
				({ role, reportsThroughId }) => role === 'lead' && reportsThroughId === organisationId
			)
		);
	return sentReports(of.before)
		.map(({ organisationId: id, acronym, label: period, state, since }) => ({
			...{ organisation: { id, acronym }, period, state, since },
			elements: ledThrough(id).map(nameOf)
		}))
		.filter((report) => report.elements.length > 0);
}

/** @param of a plan on one day, as known on one day */
export const effects = (of: BeforeAndAfter): Effects => ({
	on: of.after.figures.asOf,
	difference: difference(of.before, of.after),
	duties: newDuties(of),
	reports: touchedReports(of)
});

/** By how much a share of 0…1 moves before it is shown: half of a tenth of a percent. */
const shown = 0.0005;

function moves({ before, after }: Sides<number>, least: number): boolean {
	if (before === null || after === null) return before !== after;
	return Math.abs(after - before) >= least;
}

/** Whether any figure of the whole or of a goal that both have becomes another, or a weight does. */
function figuresMove({ whole, goals, weights }: PlanDifference): boolean {
	const all = [whole, ...goals.map(({ figures }) => figures)];
	return (
		weights.length > 0 ||
		all.some(
			({ delivery, planned, slippage, attainment, coverage }) =>
				[delivery, planned, attainment, coverage].some((sides) => moves(sides, shown)) ||
				moves(slippage, 100 * shown)
		)
	);
}

/** Whether there is anything to say of an edit before it is done. */
export const isWorthAsking = ({ difference: made, duties, reports }: Effects): boolean =>
	figuresMove(made) || duties.length > 0 || reports.length > 0;

/** Of all days the first on which figures become others; else the last. */
export function effectsOn(days: readonly BeforeAndAfter[]): Effects | null {
	const all = days.map(effects);
	return all.find((one) => figuresMove(one.difference)) ?? all.at(-1) ?? null;
}
