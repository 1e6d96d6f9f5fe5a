/** KPIs, their targets and measurements. */
import type { ColumnType, Generated } from 'kysely';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { kpi } from '#lib/kinds/kpi.ts';
import type { UnitKind } from '#lib/domain/records/vocabulary.ts';
import type { Id, Decimal, DecimalOrNull, Declared, InstantNow } from './columns.ts';

type Stored = Disaggregation | string | null;

export interface KpiTables {
	kpi: KpiTable;
	kpi_target: KpiTargetTable;
	measurement: MeasurementTable;
	measurement_cell: MeasurementCellTable;
}

export interface KpiTable extends Declared<typeof kpi, 'unit_kind'> {
	id: Id;
	element_id: string;
	/** Its element's; kept by a trigger. */
	plan_id: ColumnType<string, never, never>;
	position: number;
	unit_kind: Generated<UnitKind>;
	/** By which parts its values are reported; null: only the total. */
	disaggregation: ColumnType<Disaggregation | null, Stored | undefined, Stored>;
	retired_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	retired_reason: string | null;
	/** The KPI of a template that it was taken from; null: of none. */
	template_kpi_id: ColumnType<string | null, string | null | undefined, never>;
	version: Generated<number>;
}

export interface KpiTargetTable {
	id: Id;
	kpi_id: string;
	due_on: string;
	value: Decimal;
}

export interface MeasurementTable {
	id: Id;
	kpi_id: string;
	organisation_id: string | null;
	report_id: string | null;
	measured_on: string;
	value: Decimal;
	numerator: DecimalOrNull;
	denominator: DecimalOrNull;
	note: string | null;
	recorded_at: InstantNow;
	recorded_by: string | null;
	request_id: string | null;
}

export interface MeasurementCellTable {
	id: Id;
	measurement_id: string;
	/** The ids of its terms, in the order of their dimensions. */
	cell: string;
	/** Null: it was said that the cell does not apply. */
	value: DecimalOrNull;
	numerator: DecimalOrNull;
	denominator: DecimalOrNull;
}
