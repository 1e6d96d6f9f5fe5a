/** What the pages of one checklist begin with. */
import { error } from '@sveltejs/kit';
import * as checklists from '#lib/server/checklists/queries.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { itemsOf } from '#lib/domain/checklists/items.ts';
import { latestAnswers } from '#lib/domain/checklists/answers.ts';
import { inPlanOrder } from '#lib/server/elements/plan-order.ts';
import { editedPlan } from '../../edited.ts';

interface Asked {
	locals: App.Locals;
	params: { plan: string; checklist: string };
}

/** A checklist with all that stands in it now, or 404. */
export async function askedChecklist(event: Asked) {
	const { db } = event.locals;
	const plan: PlanRow = await editedPlan(event);
	const checklist =
		(await checklists.find(db, plan.id, event.params.checklist)) ?? error(404, 'not_found');
	const [against, answers, elements, closings] = await Promise.all([
		checklists.comparedWith(db, checklist.against),
		checklists.answersOf(db, checklist.id),
		checklists.namedElements(db, plan.id),
		checklists.closingsOf(db, checklist.id)
	]);
	return {
		...{ plan, checklist, against, closings },
		items: itemsOf(against.lines),
		latest: latestAnswers(answers),
		elements: inPlanOrder(elements)
	};
}

export type AskedChecklist = Awaited<ReturnType<typeof askedChecklist>>;
