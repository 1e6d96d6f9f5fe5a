/** The parts of a KPI as its page shows them. */
import { cellsOn, latestMeasurements, type GroupFigures } from '#lib/domain/kpis/cells.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { IsoDate, KpiRecord, KpiUnit } from '#lib/domain/records/records.ts';

export interface CellsShown {
	unit: KpiUnit;
	measuredOn: IsoDate | null;
	/** Whether several organisations measure it, each for its own. */
	byOrganisations: boolean;
	groups: GroupFigures[];
	/** The KPI's value to date, beside those of its parts; null: unknown. */
	total: number | null;
	/** Whether the latest measurements have values of terms that are not expected now. */
	hasFormer: boolean;
}

/** What is known of a KPI's parts on a day; null where it has none. */
export function kpiCells(kpi: KpiRecord, figures: KpiFigures, asOf: IsoDate): CellsShown | null {
	const cells = cellsOn(kpi, asOf);
	if (cells === null) return null;
	const { groups, measuredOn } = cells;
	const expected = new Set(groups.flatMap((group) => group.cells.map(({ key }) => key)));
	const latest = latestMeasurements(kpi, asOf);
	return {
		...{ unit: kpi.unit, measuredOn, groups },
		byOrganisations: latest.length > 1,
		total: figures.value.known ? figures.value.value : null,
		hasFormer: latest.some(({ cells: said = [] }) => said.some(({ key }) => !expected.has(key)))
	};
}
