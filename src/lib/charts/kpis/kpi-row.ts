/** What a table of KPIs shows of each. */
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { KpiRecord, KpiUnit } from '#lib/domain/records/records.ts';

export interface KpiRow extends Pick<
	KpiFigures,
	| 'value'
	| 'state'
	| 'due'
	| 'gap'
	| 'gapShare'
	| 'attainment'
	| 'position'
	| 'endTarget'
	| 'measuredOn'
	| 'comparedOn'
> {
	code: string;
	title: string;
	unit: KpiUnit;
	direction: KpiRecord['direction'];
	resultLevel: KpiRecord['resultLevel'];
	/** The band of a range KPI. */
	band: { low: number; high: number } | null;
	/** Its value to date after each measurement, oldest first. */
	values: { on: string; value: number }[];
	/** Behind its path, or due and not measured. */
	offPath: boolean;
}
