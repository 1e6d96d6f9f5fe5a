/** What of a KPI is edited; its columns are declared in `kinds`. Numbers are decimal text. */
import { columnsOf } from '#lib/kinds/field.ts';
import { kpi, type KpiColumns } from '#lib/kinds/kpi.ts';

export const kpiColumns = columnsOf(kpi);

export interface TargetField {
	due_on: string;
	value: string;
}

export interface KpiFields extends KpiColumns {
	/** By date. */
	targets: TargetField[];
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
