import { evidencePart } from '#app/evidence/evidence-part.ts';
import { ofKpi } from '#lib/server/evidence/queries.ts';
import type { OpenedKpi } from './kpi.ts';

/** The evidence of a KPI, and where more is sent to. */
export const kpiEvidence = async (
	{ db, actor }: App.Locals,
	{ kpi, plan, tasks }: OpenedKpi,
	url: URL
) =>
	evidencePart(await ofKpi(db, kpi.id), actor, url, {
		action: `/my/kpis/${kpi.id}/evidence`,
		plan,
		hasPeriods: tasks.record.periods.length > 0
	});
