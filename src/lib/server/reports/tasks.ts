/** What an organisation has to report in a plan, and how much of it the report at hand still waits for. */
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import {
	activityAwaited,
	kpiAwaited,
	lineAwaited,
	reportAtHand,
	stateFor,
	type EntryState,
	type ReportAtHand
} from '#lib/domain/reporting/open-report.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	OwnerRecord,
	PeriodRecord,
	PlanRecord
} from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import { draftOn } from '#lib/domain/records/scope.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import { record } from '../facts/record.ts';
import type { PlanRow } from '../facts/plans.ts';
import { duties } from './queries.ts';

export interface ActivityTask {
	element: ElementRecord;
	figures: ElementFigures;
	state: EntryState;
	/** Its lead, where that one's report still waits for the activity and this one does not. */
	waitsFor: OwnerRecord | null;
}
export interface KpiTask {
	kpi: KpiRecord;
	figures: KpiFigures;
	state: EntryState;
}
export interface MoneyTask {
	element: ElementRecord;
	lines: { line: BudgetLineRecord; state: EntryState }[];
}

export interface Tasks {
	record: PlanRecord;
	/** The status date of the figures. */
	asOf: IsoDate;
	report: ReportAtHand | null;
	/** The first period that has yet to begin, of those opened so far. */
	next: PeriodRecord | null;
	activities: ActivityTask[];
	kpis: KpiTask[];
	/** By activity, its lines that are allotted; an activity without any is left out. */
	money: MoneyTask[];
}

/** How many entries the report at hand still waits for. */
export interface Remaining {
	activities: number;
	kpis: number;
	lines: number;
}

/** The report that takes what an organisation enters today; see `reportAtHand`. */
export function reportOf(
	record: PlanRecord,
	organisationId: string,
	today: IsoDate
): ReportAtHand | null {
	const own = record.reports.filter((report) => report.organisationId === organisationId);
	const reports = new Map(own.map((report) => [report.periodId, report]));
	return reportAtHand(record.periods, reports, today);
}

type Report = ReportAtHand | null;

/** The lead for whose own report an activity is awaited. */
function awaitedLead(record: PlanRecord, element: ElementRecord, today: IsoDate) {
	const lead = element.owners.find(({ role }) => role === 'lead');
	const report = lead ? reportOf(record, lead.reportsThroughId, today) : null;
	if (!lead || !report) return null;
	const state = stateFor(report, (period) => activityAwaited(element, period));
	return state === 'awaited' ? lead : null;
}

function activityTasks(
	plan: PlanWithFigures,
	ids: Set<string>,
	report: Report,
	today: IsoDate
): ActivityTask[] {
	return plan.record.elements.flatMap((element) => {
		const figures = plan.figures.elements.get(element.id);
		if (!ids.has(element.id) || !figures) return [];
		if (figures.state === 'not_applicable') return [];
		const state = stateFor(report, (period) => activityAwaited(element, period));
		const waitsFor = state === 'not_due' ? awaitedLead(plan.record, element, today) : null;
		return [{ element, figures, state, waitsFor }];
	});
}

function kpiTasks(plan: PlanWithFigures, ids: Set<string>, report: Report): KpiTask[] {
	const { fiscalYearStartMonth, kpis } = plan.record;
	return kpis.flatMap((kpi) => {
		const figures = plan.figures.kpis.get(kpi.id);
		if (!ids.has(kpi.id) || !figures) return [];
		const state = stateFor(report, (period) => kpiAwaited(kpi, period, fiscalYearStartMonth));
		return [{ kpi, figures, state }];
	});
}

function moneyTasks({ record }: PlanWithFigures, ids: Set<string>, report: Report): MoneyTask[] {
	const byElement = Map.groupBy(record.budgetLines, ({ elementId }) => elementId);
	return record.elements.flatMap((element) => {
		const all = ids.has(element.id) ? (byElement.get(element.id) ?? []) : [];
		const allotted = all.filter(({ allotment }) => allotment !== null);
		if (allotted.length === 0) return [];
		const lines = allotted.map((line) => ({
			line,
			state: stateFor(report, (period) => lineAwaited(line, period))
		}));
		return [{ element, lines }];
	});
}

/** What an organisation, with those that report through it, has to enter in a plan as of today. */
export async function tasks(
	db: Db,
	plan: PlanRow,
	organisationId: string,
	today: IsoDate
): Promise<Tasks> {
	// what is owed follows from all that was reported, the figures stand for the plan's status date
	const latest = await record(db, plan, draftOn(today, today));
	const asOf = statusDate(latest.periods, today);
	const [{ figures }, ids] = await Promise.all([
		figuresOf(db, plan, draftOn(asOf, today)),
		duties(db, plan.id, [organisationId])
	]);
	const known = { record: latest, figures };
	const report = reportOf(known.record, organisationId, today);
	return {
		record: known.record,
		asOf,
		report,
		next: known.record.periods.find(({ startsOn }) => startsOn > today) ?? null,
		activities: activityTasks(known, ids.activities, report, today),
		kpis: kpiTasks(known, ids.kpis, report),
		money: moneyTasks(known, ids.money, report)
	};
}

const awaited = ({ state }: { state: EntryState }) => state === 'awaited';

export function remaining({ activities, kpis, money }: Tasks): Remaining {
	return {
		activities: activities.filter(awaited).length,
		kpis: kpis.filter(awaited).length,
		lines: money.flatMap(({ lines }) => lines).filter(awaited).length
	};
}
