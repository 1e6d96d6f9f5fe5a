/** KPIs that are not where the path to their target says. */
import type { DatedValue } from '#lib/domain/kpis/attainment.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { IsoDate, KpiUnit } from '#lib/domain/records/records.ts';
import type { KpiDirection } from '#lib/domain/records/vocabulary.ts';
import { valuesOf } from '../kpi-pages.ts';
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
	/** The day for which both stand. */
	on: IsoDate;
	due: number | null;
	/** How far behind its path, as a share of the whole way, negative; null: unknown. */
	gapShare: number | null;
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
	const { value, due, gapShare } = figures;
	return [
		{
			code,
			title,
			unit,
			direction,
			values: valuesOf(figures).slice(-shown.values),
			now: value.known ? value.value : null,
			on: figures.comparedOn,
			reason: value.known ? null : value.reason,
			due: due.known ? due.value : null,
			gapShare: gapShare.known ? gapShare.value : null,
			band: rangeLow !== null && rangeHigh !== null ? { low: rangeLow, high: rangeHigh } : null,
			target: figures.endTarget
		}
	];
}

/** The KPIs furthest behind their path, then those that nobody measured. */
export function offPath(subject: Subject): OffPath {
	const { kpis, kpisMeasured } = subject.figures;
	const { behind, notMeasured } = subject.figures.kpisOffPath;
	const chosen = [...behind.slice(0, shown.behind), ...notMeasured.slice(0, shown.silent)];
	return {
		rows: chosen.flatMap((figures) => offPathRow(subject, figures)),
		behind: behind.length,
		silent: notMeasured.length,
		measured: kpisMeasured.measured,
		of: kpis.size
	};
}
