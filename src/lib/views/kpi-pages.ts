/** KPIs as their pages show them, from a plan's rows and figures. */
import type { KpiRow } from '#lib/charts/kpis/kpi-row.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { measuringEnd } from '#lib/domain/entries/plan-days.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { KpiRecord, PlanRecord } from '#lib/domain/records/records.ts';
import { nameOf, type ElementName } from './outline.ts';

export interface KpiGroup {
	element: ElementName;
	kpis: KpiRow[];
}

/** Its value to date after each measurement, oldest first. */
export const valuesOf = ({ series }: KpiFigures): KpiRow['values'] =>
	series.flatMap(({ on, value }) => (value === null ? [] : [{ on, value }]));

export function bandOf({ rangeLow, rangeHigh }: KpiRecord): KpiRow['band'] {
	return rangeLow === null || rangeHigh === null ? null : { low: rangeLow, high: rangeHigh };
}

function rowOf(kpi: KpiRecord, figures: KpiFigures, offPath: boolean): KpiRow {
	const { value, state, due, gap, gapShare, attainment, position } = figures;
	const { endTarget, measuredOn, comparedOn } = figures;
	const { code, title, unit, direction, resultLevel } = kpi;
	return {
		...{ code, title, unit, direction, resultLevel, band: bandOf(kpi), values: valuesOf(figures) },
		...{ value, state, due, gap, gapShare, attainment, position },
		...{ endTarget, measuredOn, comparedOn, offPath }
	};
}

/** Some KPIs as a list shows them. */
export function kpiRows(kpis: KpiRecord[], figures: PlanFigures): KpiRow[] {
	const { behind, notMeasured } = figures.kpisOffPath;
	const offPath = new Set([...behind, ...notMeasured].map((kpi) => kpi.id));
	return kpis.map((kpi) => rowOf(kpi, figures.kpis.get(kpi.id)!, offPath.has(kpi.id)));
}

/** All KPIs by the element they measure, in the plan's order. */
export function kpiGroups(record: PlanRecord, figures: PlanFigures): KpiGroup[] {
	const kpis = Map.groupBy(record.kpis, (kpi) => kpi.elementId);
	return record.elements.flatMap((element) => {
		const own = kpis.get(element.id);
		return own === undefined ? [] : [{ element: nameOf(element), kpis: kpiRows(own, figures) }];
	});
}

/** The last day of which a value of it may come, where the plan has an end, and whether that is after it. */
function untilOf(kpi: KpiRecord, plan: PlanRecord) {
	const measuredUntil = measuringEnd(kpi, plan);
	return { measuredUntil, isAfterPlan: measuredUntil !== plan.periodEnd };
}

/** One KPI with its whole history. */
export function kpiPage(record: PlanRecord, figures: PlanFigures, kpi: KpiRecord) {
	const figure = figures.kpis.get(kpi.id)!;
	const element = record.elements.find((candidate) => candidate.id === kpi.elementId);
	const { outlook, periodAchievement, periodTarget, windowPartial } = figure;
	const { behind, notMeasured } = figures.kpisOffPath;
	const offPath = [...behind, ...notMeasured].some(({ id }) => id === kpi.id);
	return {
		...rowOf(kpi, figure, offPath),
		...{ outlook, periodAchievement, periodTarget, windowPartial },
		element: element ? nameOf(element) : null,
		frequency: kpi.frequency,
		overTime: kpi.overTime,
		overOrganisations: kpi.overOrganisations,
		baselineValue: kpi.baselineValue,
		baselineOn: kpi.baselineOn,
		rangeZeroDistance: kpi.rangeZeroDistance,
		...untilOf(kpi, record),
		targets: kpi.targets,
		terms: kpi.terms.map(({ code }) => code),
		measurements: kpi.measurements.toReversed().slice(0, 100)
	};
}
