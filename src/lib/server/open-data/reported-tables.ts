/** What was reported over time, as tables: a KPI's measurements, an activity's updates. */
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
