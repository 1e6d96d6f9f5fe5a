import { openRollOuts } from '#app/asked/roll-outs.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { rollOutsDocument } from '#lib/server/open-data/roll-outs.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const shown = await openRollOuts(db, { plan, scope }, event.url);
		return rollOutsDocument(await figures(db, plan, scope), shown, scope);
	});
