import { openChecklists } from '#app/asked/checklists.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { checklistsDocument } from '#lib/server/open-data/checklists.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = { plan, scope, ...(await figures(db, plan, scope)) };
		return checklistsDocument(known, await openChecklists(db, known, event.url), scope);
	});
