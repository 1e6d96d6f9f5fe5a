import { m } from '#lib/paraglide/messages.js';
import { kpiGroups } from '#lib/views/kpi-pages.ts';
import { mayEdit, readPlan } from '#app/plan-page.ts';
import { limits } from '#lib/domain/figures/limits.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { plan, record, figures, asOf, today, days } = await readPlan(event);
	const offPathOnly = event.url.searchParams.get('show') === 'off_path';
	const groups = kpiGroups(record, figures);
	return {
		limits: limits(
			{ record, figures },
			{ within: { elements: new Set(), kpis: new Set(figures.kpis.keys()) }, coverage: null }
		),
		title: m.kpi_title({ plan: plan.short_title ?? plan.title }),
		...{ asOf, today, days },
		offPathOnly,
		mayEdit: mayEdit(event.locals),
		counts: {
			all: record.kpis.length,
			offPath: figures.kpisOffPath.behind.length + figures.kpisOffPath.notMeasured.length,
			...figures.kpisMeasured
		},
		attainment: figures.attainment,
		groups: offPathOnly
			? groups
					.map((group) => ({ ...group, kpis: group.kpis.filter((kpi) => kpi.offPath) }))
					.filter((group) => group.kpis.length > 0)
			: groups
	};
};
