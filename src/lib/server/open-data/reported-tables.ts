/** What was reported over time, as tables: a KPI's measurements, an activity's updates. */
import { cellGroups, type CellGroup, type ExpectedCell } from '#lib/domain/kpis/expected-cells.ts';
import type { CellRecord } from '#lib/domain/records/disaggregation.ts';
import type { ElementRecord, KpiRecord, MeasurementRecord } from '#lib/domain/records/records.ts';
import type { Change } from '../plans/changes.ts';
import type { HistoryRow } from '../plans/element-history.ts';
import { markOf, table, type CsvTable } from './csv.ts';

/** @param acronyms of organisations, by id */
export function measurementsTable(kpi: KpiRecord, acronyms: Map<string, string>): CsvTable {
	return table<MeasurementRecord>(
		`${kpi.code}-measurements`,
		{
			kpi: () => kpi.code,
			title: () => kpi.title,
			unit: () => kpi.unit.label,
			measured_on: ({ measuredOn }) => measuredOn,
			value: ({ value }) => value,
			numerator: ({ numerator }) => numerator,
			denominator: ({ denominator }) => denominator,
			organisation: ({ organisationId }) => acronyms.get(organisationId ?? '') ?? null,
			recorded_at: ({ recordedAt }) => new Date(recordedAt).toISOString()
		},
		kpi.measurements
	);
}

export function historyTable(element: ElementRecord, history: HistoryRow[]): CsvTable {
	return table<HistoryRow>(
		`${element.code}-history`,
		{
			code: () => element.code,
			title: () => element.title,
			reported_as_of: ({ asOf }) => asOf,
			delivery: ({ delivery }) => delivery,
			physical_percent: ({ percent }) => percent,
			recovery_on: ({ recoveryOn }) => recoveryOn,
			slippage_cause: ({ slippageCause }) => slippageCause,
			declared: ({ declaredConfidence }) => declaredConfidence,
			declared_reason: ({ declaredReason }) => declaredReason,
			note: ({ note }) => note,
			organisation: ({ acronym }) => acronym,
			recorded_at: ({ recordedAt }) => recordedAt.toISOString(),
			corrected: ({ stands }) => !stands
		},
		history
	);
}

/** What was reported on all plans, the latest first. */
export function changesTable(changes: Change[]): CsvTable {
	return table<Change>(
		'changes',
		{
			plan: ({ planSlug }) => planSlug,
			plan_title: ({ planTitle }) => planTitle,
			demonstration: markOf,
			code: ({ code }) => code,
			title: ({ title }) => title,
			recorded_on: ({ recordedOn }) => recordedOn,
			reported_as_of: ({ asOf }) => asOf,
			delivery: ({ delivery }) => delivery,
			physical_percent: ({ percent }) => percent,
			organisation: ({ acronym }) => acronym
		},
		changes
	);
}

interface CellRow {
	measurement: MeasurementRecord;
	cell: ExpectedCell;
	group: CellGroup;
	said: CellRecord | undefined;
}

/** Each measurement by each of its expected cells, also of those of which nothing was said. */
function cellRows(kpi: KpiRecord): CellRow[] {
	const groups = kpi.disaggregation === null ? [] : cellGroups(kpi.disaggregation);
	return kpi.measurements.flatMap((measurement) =>
		groups.flatMap((group) =>
			group.cells.map((cell) => {
				const said = measurement.cells?.find(({ key }) => key === cell.key);
				return { measurement, cell, group, said };
			})
		)
	);
}

/** @param acronyms of organisations, by id */
export function cellsTable(kpi: KpiRecord, acronyms: Map<string, string>): CsvTable {
	return table<CellRow>(
		`${kpi.code}-cells`,
		{
			kpi: () => kpi.code,
			title: () => kpi.title,
			unit: () => kpi.unit.label,
			measured_on: ({ measurement }) => measurement.measuredOn,
			dimension: ({ group }) => group.dimensions[0]?.name ?? null,
			term: ({ cell }) => cell.terms[0]?.name ?? null,
			dimension_2: ({ group }) => group.dimensions[1]?.name ?? null,
			term_2: ({ cell }) => cell.terms[1]?.name ?? null,
			state: ({ said }) =>
				said === undefined ? 'not_reported' : said.value === null ? 'not_applicable' : 'reported',
			value: ({ said }) => said?.value ?? null,
			numerator: ({ said }) => said?.numerator ?? null,
			denominator: ({ said }) => said?.denominator ?? null,
			organisation: ({ measurement }) => acronyms.get(measurement.organisationId ?? '') ?? null,
			recorded_at: ({ measurement }) => new Date(measurement.recordedAt).toISOString()
		},
		cellRows(kpi)
	);
}
