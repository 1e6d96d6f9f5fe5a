import { openChecklist } from '#app/asked/checklists.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { checklistTable } from '#lib/server/open-data/checklists.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const known = { plan, scope, ...(await figures(db, plan, scope)) };
		const found = await openChecklist(db, known, event.params.checklist, event.url);
		return found && checklistTable(found);
	});
