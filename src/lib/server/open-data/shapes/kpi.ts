/** A KPI with its parts and what was measured of it, as the API gives it. */
import type { IsoDate, KpiRecord } from '#lib/domain/records/records.ts';
import type { UnitKind } from '#lib/domain/records/vocabulary.ts';
import type { KpiTexts } from '#lib/kinds/kpi.ts';
import type {
	FieldProvenance,
	ObjectDocument,
	ProvenanceDocument,
	TemplateOriginDocument
} from './object.ts';

export interface MeasurementDocument {
	kind: 'measurement';
	id: string;
	measured_on: IsoDate;
	value: number;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
	/** Null: of the whole. */
	organisation_id: string | null;
	/** What was reported of its parts; of one that is not here nothing was. */
	cells: CellDocument[];
	provenance: ProvenanceDocument | null;
}

export interface CellDocument {
	/** The ids of its terms, in the order of their dimensions. */
	terms: string[];
	/** False: it was said that it does not apply. */
	applies: boolean;
	value: number | null;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
}

export interface DisaggregationDocument {
	dimensions: {
		id: string;
		name: string;
		/** Whether its terms come to the total. */
		adds_up: boolean;
		terms: { id: string; name: string }[];
	}[];
	/** Dimensions whose combinations are reported too, by their ids. */
	crosses: [string, string][];
}

/** How much of what is expected of the latest measurement was reported. */
export interface CellCoverageDocument {
	reported: number;
	/** Those expected that apply. */
	applicable: number;
	/** reported ÷ applicable; null: none applies. */
	coverage: number | null;
}

/** Its texts are those that `kinds` declares, by their names. */
export interface KpiDocument extends ObjectDocument<'kpi'>, KpiTexts {
	unit: string;
	unit_kind: UnitKind;
	direction: KpiRecord['direction'];
	frequency: KpiRecord['frequency'];
	over_time: KpiRecord['overTime'];
	over_organisations: KpiRecord['overOrganisations'];
	baseline: { value: number | null; on: IsoDate | null };
	/** The band of a range KPI; null for other directions. */
	range: { low: number; high: number; zero_distance: number | null } | null;
	tolerance: number;
	/** What of the chain of results it measures; null: not set. */
	result_level: KpiRecord['resultLevel'];
	/** A day after the plan's end; null: it is measured until the plan's end. */
	measured_until: IsoDate | null;
	/** By which parts its values are reported; null: by the total alone. */
	disaggregation: DisaggregationDocument | null;
	/** Its own terms of frameworks, by their codes. */
	terms: string[];
	targets: { due_on: IsoDate; value: number; provenance: ProvenanceDocument | null }[];
	measurements: MeasurementDocument[];
	field_provenance: FieldProvenance;
	/** Null: it was taken from none. */
	from_template: TemplateOriginDocument | null;
}
