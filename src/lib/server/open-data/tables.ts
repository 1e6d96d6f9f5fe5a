/** The tables of a plan's pages, row by row, under the names that its documents have for them. */
import { owingAcronyms, shownState } from '#lib/domain/reporting/reporting.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { ElementRecord, KpiRecord } from '#lib/domain/records/records.ts';
import { table, valueOf, type Columns, type CsvTable } from './csv.ts';
import { moneyTable } from './part-tables.ts';
import type { ComparedPoint } from '#lib/domain/progress/curve.ts';
import { comparedDocument } from './figures-document.ts';
import type { FiguresDocument } from './shapes/figures.ts';

export const reasonOf = (figure: Knowable<number>) => (figure.known ? null : figure.reason);

interface ElementRow {
	element: ElementRecord;
	own: ElementFigures;
	parent: string | null;
}

/** In the plan's order: goals, objectives and activities, with their dates and figures. */
const elementColumns: Columns<ElementRow> = {
	kind: ({ element }) => element.kind,
	code: ({ element }) => element.code,
	title: ({ element }) => element.title,
	parent: ({ parent }) => parent,
	lead: ({ element }) =>
		element.owners.flatMap(({ role, acronym }) => (role === 'lead' ? [acronym] : [])).join(', '),
	state: ({ own }) => own.state,
	weight: ({ element }) => element.weight,
	effective_weight: ({ own }) => own.effectiveWeight,
	planned_start: ({ element }) => element.plannedStart,
	planned_end: ({ own, element }) => element.plannedEnd ?? own.plannedEnd,
	actual_start: ({ element }) => element.update?.actualStart ?? null,
	expected_end: ({ own }) => own.expectedEnd,
	days_late: ({ own }) => valueOf(own.daysLate),
	delivery_progress: ({ own }) => valueOf(own.delivery),
	delivery_progress_reason: ({ own }) => reasonOf(own.delivery),
	delivery_progress_coverage: ({ own }) => own.delivery.coverage,
	delivery_progress_partial: ({ own }) => own.delivery.partial,
	planned_progress: ({ own }) => valueOf(own.planned),
	slippage: ({ own }) => valueOf(own.slippage),
	attainment: ({ own }) => valueOf(own.attainment),
	confidence: ({ own }) => own.confidence.shown,
	reported_on: ({ own }) => own.reportedOn
};

/**
 * Elements with their figures, in the plan's order.
 *
 * @param name of the table
 * @param isAsked which of them; left out: all
 */
export function elementsTable(
	{ record, figures }: PlanWithFigures,
	name = 'elements',
	isAsked: (element: ElementRecord) => boolean = () => true
): CsvTable {
	const codes = new Map(record.elements.map(({ id, code }) => [id, code]));
	const rows = record.elements.filter(isAsked).flatMap((element) => {
		const own = figures.elements.get(element.id);
		const parent = codes.get(element.parentId ?? '') ?? null;
		return own === undefined ? [] : [{ element, own, parent }];
	});
	return table(name, elementColumns, rows);
}

interface KpiRow {
	kpi: KpiRecord;
	own: KpiFigures;
	element: string | null;
}

const kpiColumns: Columns<KpiRow> = {
	code: ({ kpi }) => kpi.code,
	title: ({ kpi }) => kpi.title,
	element: ({ element }) => element,
	unit: ({ kpi }) => kpi.unit.label,
	unit_kind: ({ kpi }) => kpi.unit.kind,
	direction: ({ kpi }) => kpi.direction,
	frequency: ({ kpi }) => kpi.frequency,
	result_level: ({ kpi }) => kpi.resultLevel,
	measured_until: ({ kpi }) => kpi.measuredUntil,
	baseline: ({ kpi }) => kpi.baselineValue,
	baseline_on: ({ kpi }) => kpi.baselineOn,
	range_low: ({ kpi }) => kpi.rangeLow,
	range_high: ({ kpi }) => kpi.rangeHigh,
	state: ({ own }) => own.state,
	measured_on: ({ own }) => own.measuredOn,
	kpi_value: ({ own }) => valueOf(own.value),
	kpi_value_reason: ({ own }) => reasonOf(own.value),
	kpi_due_value: ({ own }) => valueOf(own.due),
	kpi_gap: ({ own }) => valueOf(own.gap),
	target: ({ own }) => own.endTarget?.value ?? null,
	target_due_on: ({ own }) => own.endTarget?.dueOn ?? null,
	kpi_attainment: ({ own }) => valueOf(own.attainment),
	kpi_achievement: ({ own }) => valueOf(own.periodAchievement),
	kpi_outlook: ({ own }) => own.outlook.verdict
};

/**
 * KPIs with their figures.
 *
 * @param name of the table
 * @param asked which of them, in their order; left out: all
 */
export function kpisTable(
	{ record, figures }: PlanWithFigures,
	name = 'kpis',
	asked = record.kpis
): CsvTable {
	const codes = new Map(record.elements.map(({ id, code }) => [id, code]));
	const rows = asked.flatMap((kpi) => {
		const own = figures.kpis.get(kpi.id);
		return own === undefined ? [] : [{ kpi, own, element: codes.get(kpi.elementId) ?? null }];
	});
	return table(name, kpiColumns, rows);
}

/** A point at the end of each reporting period, as in the document of figures. */
function curve(plan: PlanWithFigures): CsvTable {
	const points = comparedDocument(plan);
	const isAmended = points.some(({ adopted }) => adopted !== undefined);
	return table<ComparedPoint>(
		'curve',
		{
			on: ({ on }) => on,
			planned: ({ planned }) => planned,
			...(isAmended && { planned_as_adopted: ({ adopted }: ComparedPoint) => adopted ?? null }),
			done: ({ done }) => done,
			coverage: ({ coverage }) => coverage
		},
		points
	);
}

function activityCounts({ figures }: PlanWithFigures): CsvTable {
	return table<[string, number]>(
		'activity_counts',
		{ state: ([state]) => state, count: ([, count]) => count },
		Object.entries(figures.activityCounts)
	);
}

function reporting({ figures }: PlanWithFigures): CsvTable {
	return table(
		'reporting',
		{
			organisation: (report) => owingAcronyms(report).join(', '),
			period: () => figures.reporting.period?.label ?? null,
			due_on: () => figures.reporting.period?.dueOn ?? null,
			state: (report) => shownState(report).state,
			reported: ({ reported }) => reported,
			days_overdue: ({ daysOverdue }) => daysOverdue
		},
		figures.reporting.organisations
	);
}

interface SlipRow {
	element: ElementRecord;
	own: ElementFigures;
}

/** Activities by how far they are behind, the furthest first, with the reason that was reported. */
function slips({ record, figures }: PlanWithFigures): CsvTable {
	const elements = new Map(record.elements.map((element) => [element.id, element]));
	const rows = figures.slips.flatMap((own) => {
		const element = elements.get(own.id);
		return element === undefined ? [] : [{ element, own }];
	});
	return table<SlipRow>(
		'slips',
		{
			code: ({ element }) => element.code,
			title: ({ element }) => element.title,
			lead: ({ element }) => element.owners.find(({ role }) => role === 'lead')?.acronym ?? null,
			slippage: ({ own }) => valueOf(own.slippage),
			slippage_on: () => figures.slippageOn,
			days_late: ({ own }) => valueOf(own.daysLate),
			slippage_cause: ({ element }) => element.update?.slippageCause ?? null,
			note: ({ element }) => element.update?.note ?? null,
			reported_as_of: ({ element }) => element.update?.asOf ?? null
		},
		rows
	);
}

/** KPIs behind their path, the furthest first, then those that are due and were not measured. */
function offPath(plan: PlanWithFigures): CsvTable {
	const { behind, notMeasured } = plan.figures.kpisOffPath;
	const kpis = new Map(plan.record.kpis.map((kpi) => [kpi.id, kpi]));
	const asked = [...behind, ...notMeasured].flatMap(({ id }) => kpis.get(id) ?? []);
	return kpisTable(plan, 'off_path', asked);
}

/** The tables of a plan that are made of its figures, by their names in addresses. */
export const planTables: Record<string, (plan: PlanWithFigures) => CsvTable> = {
	elements: (plan) => elementsTable(plan),
	kpis: (plan) => kpisTable(plan),
	curve,
	activity_counts: activityCounts,
	reporting,
	slips,
	off_path: offPath,
	money: ({ figures }) => moneyTable(figures)
};

/** The figures of the plan as a whole, money among them. */
export function headlineTable({ headline }: FiguresDocument): CsvTable {
	const rows = Object.entries(headline).flatMap(([figure, document]) =>
		typeof document === 'object' && document !== null ? [{ figure, ...document }] : []
	);
	return table(
		'headline',
		{
			figure: ({ figure }) => figure,
			value: ({ value }) => value,
			unit: ({ unit }) => unit,
			currency: ({ currency }) => currency ?? null,
			reason: ({ reason }) => reason ?? null,
			coverage: ({ coverage }) => coverage ?? null,
			partial: ({ partial }) => partial ?? null
		},
		rows
	);
}
