/** A plan's KPIs, each reckoned once while nothing is measured of it. */
import { kpiFigures, lastEnded, type KpiFigures } from '../kpis/kpi-figures.ts';
import type { PlanProgress } from '../progress/plan-progress.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { KpiRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';

const keptKpi = new Remade<KpiRecord, KpiFigures>();
const keptKpis = new Remade<KpiRecord[], Map<string, KpiFigures>>();

/** The figures of all KPIs of a plan, by their ids; a report on activities moves none. */
export function kpisOf(
	{ plan, outline }: PlanTree,
	{ day }: PlanProgress
): Map<string, KpiFigures> {
	const { kpis, fiscalYearStartMonth } = plan;
	const of = [day.on, day.due?.endsOn, fiscalYearStartMonth];
	return keptKpis.make(kpis, [...of, outline.inapplicable], () => {
		const ended = lastEnded(day, fiscalYearStartMonth);
		const made = new Map<string, KpiFigures>();
		for (const kpi of kpis) {
			const applies = !outline.inapplicable.has(kpi.elementId);
			const figures = () => kpiFigures(kpi, day.on, ended, applies);
			made.set(kpi.id, keptKpi.make(kpi, [...of, applies], figures));
		}
		return made;
	});
}
