/** What an organisation has to report in a plan, and how much of it the report at hand still waits for. */
import type { ElementFigures } from '#lib/domain/element-figures.ts';
import type { KpiFigures } from '#lib/domain/kpi-figures.ts';
import {
	activityAwaited,
	kpiAwaited,
	lineAwaited,
	reportAtHand,
	type EntryState,
	type ReportAtHand
} from '#lib/domain/open-report.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	PlanRecord
} from '#lib/domain/records.ts';
import type { Db } from '../db/connect.ts';
import { figures as figuresOf, type PlanWithFigures } from '../plans/figures.ts';
import type { PlanRow } from '../plans/queries.ts';
import { duties } from './queries.ts';

export interface ActivityTask {
	element: ElementRecord;
	figures: ElementFigures;
	state: EntryState;
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
	report: ReportAtHand | null;
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
	const states = new Map(own.map(({ periodId, state }) => [periodId, state]));
	return reportAtHand(record.periods, states, today);
}

type Period = ReportAtHand['period'] | null;

function activityTasks(plan: PlanWithFigures, ids: Set<string>, period: Period): ActivityTask[] {
	return plan.record.elements.flatMap((element) => {
		const figures = plan.figures.elements.get(element.id);
		if (!ids.has(element.id) || !figures) return [];
		const { state } = figures;
		if (state.state === 'excluded' && state.reason === 'not_applicable') return [];
		return [{ element, figures, state: activityAwaited(element, period) }];
	});
}

function kpiTasks(plan: PlanWithFigures, ids: Set<string>, period: Period): KpiTask[] {
	const { fiscalYearStartMonth, kpis } = plan.record;
	return kpis.flatMap((kpi) => {
		const figures = plan.figures.kpis.get(kpi.id);
		if (!ids.has(kpi.id) || !figures) return [];
		return [{ kpi, figures, state: kpiAwaited(kpi, period, fiscalYearStartMonth) }];
	});
}

function moneyTasks({ record }: PlanWithFigures, ids: Set<string>, period: Period): MoneyTask[] {
	const byElement = Map.groupBy(record.budgetLines, ({ elementId }) => elementId);
	return record.elements.flatMap((element) => {
		const all = ids.has(element.id) ? (byElement.get(element.id) ?? []) : [];
		const lines = all.filter(({ allotment }) => allotment !== null);
		if (lines.length === 0) return [];
		return [{ element, lines: lines.map((line) => ({ line, state: lineAwaited(line, period) })) }];
	});
}

/** What an organisation, with those that report through it, has to enter in a plan as of today. */
export async function tasks(
	db: Db,
	plan: PlanRow,
	organisationId: string,
	today: IsoDate
): Promise<Tasks> {
	const [known, ids] = await Promise.all([
		figuresOf(db, plan, today, today),
		duties(db, plan.id, [organisationId])
	]);
	const report = reportOf(known.record, organisationId, today);
	const period = report?.period ?? null;
	return {
		record: known.record,
		report,
		activities: activityTasks(known, ids.activities, period),
		kpis: kpiTasks(known, ids.kpis, period),
		money: moneyTasks(known, ids.money, period)
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
