import { openChecklist } from '#app/asked/checklists.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { checklistDocument } from '#lib/server/open-data/checklists.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = { plan, scope, ...(await figures(db, plan, scope)) };
		const found = await openChecklist(db, known, event.params.checklist, event.url);
		return found && checklistDocument(known, found, scope);
	});
