import type {
	Frequency,
	KpiDirection,
	OverOrganisationsRule,
	OverTimeRule
} from '#lib/domain/records/vocabulary.ts';

/** What of a KPI is edited; named as the columns and the provenance are. Numbers are decimal text. */
export interface KpiColumns {
	code: string;
	title: string;
	definition: string | null;
	unit: string;
	direction: KpiDirection;
	frequency: Frequency;
	over_time: OverTimeRule;
	over_organisations: OverOrganisationsRule;
	baseline_value: string | null;
	baseline_on: string | null;
	/** The band and its distance: set for direction `range`, else null. */
	range_low: string | null;
	range_high: string | null;
	range_zero_distance: string | null;
	tolerance: string;
	means_of_verification: string | null;
	/** The organisation that enters its measurements. */
	reporter_id: string | null;
}

export const kpiColumns = [
	'code',
	'title',
	'definition',
	'unit',
	'direction',
	'frequency',
	'over_time',
	'over_organisations',
	'baseline_value',
	'baseline_on',
	'range_low',
	'range_high',
	'range_zero_distance',
	'tolerance',
	'means_of_verification',
	'reporter_id'
] as const satisfies readonly (keyof KpiColumns)[];

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
