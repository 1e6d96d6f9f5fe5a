import { evidenceActions } from '#app/evidence/evidence-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { frame } from '../../../opening.ts';
import { kpiEvidence } from '../evidence.ts';
import { openKpi } from '../kpi.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openKpi(locals, params.id, url);
	const { kpi } = opened;
	return {
		...frame(opened),
		title: m.evidence_page({ code: kpi.code }),
		...{ code: kpi.code, name: kpi.title, back: `/my/kpis/${kpi.id}` },
		requestId: crypto.randomUUID(),
		evidence: await kpiEvidence(locals, opened, url)
	};
};

export const actions: Actions = evidenceActions(async ({ locals, params, url }: RequestEvent) => {
	const { kpi } = await openKpi(locals, params.id, url);
	const of = { kind: 'kpi', id: kpi.id, shows: null } as const;
	return { of, back: `/my/kpis/${kpi.id}` };
});
