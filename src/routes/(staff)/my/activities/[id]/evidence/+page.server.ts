import { evidenceActions } from '#app/evidence/evidence-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { frame } from '../../../opening.ts';
import { openActivity } from '../activity.ts';
import { activityEvidence } from '../evidence.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openActivity(locals, params.id);
	const { element } = opened;
	return {
		...frame(opened),
		title: m.evidence_page({ code: element.code }),
		...{ code: element.code, name: element.title, back: `/my/activities/${element.id}` },
		requestId: crypto.randomUUID(),
		evidence: await activityEvidence(locals, opened, url)
	};
};

export const actions: Actions = evidenceActions(async ({ locals, params }: RequestEvent) => {
	const { element } = await openActivity(locals, params.id);
	const of = { kind: 'activity', id: element.id, shows: null } as const;
	return { of, back: `/my/activities/${element.id}` };
});
