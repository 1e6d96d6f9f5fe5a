import { m } from '#lib/paraglide/messages.js';
import { list } from '#lib/server/decisions/queries.ts';
import { editedPlan } from '../edited.ts';
import { savedWords } from '../saved-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const decisions = await list(event.locals.db, plan.id);
	const waits = ({ decided_on, withdrawn_on }: (typeof decisions)[number]) =>
		decided_on === null && withdrawn_on === null;
	return {
		title: m.decision_list_heading(),
		waiting: decisions.filter(waits),
		ended: decisions.filter((decision) => !waits(decision)),
		saved: savedWords(event.url, plan)
	};
};
