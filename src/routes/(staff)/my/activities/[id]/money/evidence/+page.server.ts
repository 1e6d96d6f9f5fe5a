import { evidenceActions } from '#app/evidence/evidence-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { frame } from '../../../../opening.ts';
import { moneyEvidence } from '../evidence.ts';
import { openMoney } from '../money.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openMoney(locals, params.id);
	const { element } = opened;
	const code = m.report_money_kicker({ code: element.code });
	return {
		...frame(opened),
		title: m.evidence_page({ code }),
		...{ code, name: element.title, back: `/my/activities/${element.id}/money` },
		requestId: crypto.randomUUID(),
		evidence: await moneyEvidence(locals, opened, url)
	};
};

export const actions: Actions = evidenceActions(async ({ locals, params }: RequestEvent) => {
	const { element } = await openMoney(locals, params.id);
	const of = { kind: 'money', id: element.id, shows: null } as const;
	return { of, back: `/my/activities/${element.id}/money` };
});
