/** KPIs that are not where the path to their target says. */
import { valueHistory } from '#lib/domain/kpis/aggregation.ts';
import type { DatedValue } from '#lib/domain/kpis/attainment.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { IsoDate, KpiUnit } from '#lib/domain/records/records.ts';
import type { KpiDirection } from '#lib/domain/records/vocabulary.ts';
import type { Subject } from './subject.ts';

export interface OffPathRow {
	code: string;
	title: string;
	unit: KpiUnit;
	direction: KpiDirection;
	/** The latest values, ascending. */
	values: DatedValue[];
	/** Null: see `reason`. */
	now: number | null;
	reason: UnknownReason | null;
	due: number | null;
	/** The band, where being inside it is met. */
	band: { low: number; high: number } | null;
	target: { dueOn: IsoDate; value: number } | null;
}

export interface OffPath {
	rows: OffPathRow[];
	/** KPIs behind their path, those not shown too. */
	behind: number;
	silent: number;
	/** KPIs with a measurement that counts. */
	measured: number;
	/** All KPIs of the plan. */
	of: number;
}

const shown = { behind: 5, silent: 2, values: 12 };

function offPathRow({ kpis }: Subject, figures: KpiFigures): OffPathRow[] {
	const kpi = kpis.get(figures.id);
	if (kpi === undefined) return [];
	const { code, title, unit, direction, rangeLow, rangeHigh } = kpi;
	const { fresh, value, due } = figures;
	const reason = figures.gap.known ? null : figures.gap.reason;
	return [
		{
			code,
			title,
			unit,
			direction,
			values: valueHistory(kpi).slice(-shown.values),
			now: fresh && value.known ? value.value : null,
			reason: fresh && value.known ? null : reason,
			due: due.known ? due.value : null,
			band: rangeLow !== null && rangeHigh !== null ? { low: rangeLow, high: rangeHigh } : null,
			target: figures.endTarget
		}
	];
}

/** The KPIs furthest behind their path, then those that nobody measured. */
export function offPath(subject: Subject): OffPath {
	const { kpisOffPath, kpis, kpisMeasured } = subject.figures;
	const behind = kpisOffPath.filter(({ gap }) => gap.known);
	const silent = kpisOffPath.filter(({ gap }) => !gap.known);
	const chosen = [...behind.slice(0, shown.behind), ...silent.slice(0, shown.silent)];
	return {
		rows: chosen.flatMap((figures) => offPathRow(subject, figures)),
		behind: behind.length,
		silent: silent.length,
		measured: kpisMeasured.measured,
		of: kpis.size
	};
}
