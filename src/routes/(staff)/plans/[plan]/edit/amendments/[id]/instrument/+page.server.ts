import { error, type RequestEvent as AnyEvent } from '@sveltejs/kit';
import { evidenceActions } from '#app/evidence/evidence-form.ts';
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/queries.ts';
import { editedPlan } from '../../../edited.ts';
import { instrumentEvidence } from '../evidence.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

type Asked = Pick<AnyEvent<{ plan: string; id: string }>, 'locals' | 'params'>;

async function asked({ locals, params }: Asked) {
	const plan = await editedPlan({ locals, params });
	const found = await amendments.find(locals.db, plan.id, params.id);
	const amendment = found ?? error(404, 'not_found');
	return { plan, amendment, back: `/plans/${plan.slug}/edit/amendments/${amendment.id}` };
}

export const load: PageServerLoad = async (event) => {
	const { plan, amendment, back } = await asked(event);
	return {
		title: m.evidence_page({ code: amendment.title }),
		...{ name: amendment.title, back },
		evidence: await instrumentEvidence(event.locals, plan, amendment, event.url)
	};
};

export const actions: Actions = evidenceActions(async (event: RequestEvent) => {
	const { plan, amendment, back } = await asked(event);
	return { of: { kind: 'amendment', id: amendment.id, planId: plan.id } as const, back };
});
