/** What of a KPI is edited; its columns are declared in `kinds`. Numbers are decimal text. */
import type { EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { columnsOf } from '#lib/kinds/field.ts';
import { kpi, type KpiColumns } from '#lib/kinds/kpi.ts';

export const kpiColumns = columnsOf(kpi);

export interface TargetField {
	due_on: string;
	value: string;
}

export interface KpiFields extends KpiColumns {
	/** By which parts its values are reported; null: only the total. */
	disaggregation: Disaggregation | null;
	/** By date. */
	targets: TargetField[];
	/** Ids of its own terms, of any frameworks. */
	terms: string[];
}

/** The same as it is sent: what is new of its parts has no ids yet. */
export interface SentKpi extends Omit<KpiFields, 'disaggregation'> {
	disaggregation: EnteredDisaggregation | null;
}

/** A KPI as its page shows it. */
export interface EditedKpi extends KpiFields {
	id: string;
	element_id: string;
	version: number;
	retired_at: Date | null;
	retired_reason: string | null;
	/** How many measurements were reported. */
	measurements: number;
}
