/** What measurements say of the parts of a KPI, as SQL that reads it beside them. */
import { sql } from 'kysely';
import type { CellRecord } from '#lib/domain/records/disaggregation.ts';

/** The cells of a row of `measurement`; empty: nothing was said of any. */
export const cellsOfMeasurement = sql<CellRecord[]>`(
	select coalesce(json_agg(json_build_object(
		'key', cell, 'value', value, 'numerator', numerator, 'denominator', denominator
	) order by cell), '[]')
	from measurement_cell where measurement_id = measurement.id
)`.as('cells');
