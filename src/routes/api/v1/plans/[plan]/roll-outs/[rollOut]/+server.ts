import { openRollOut } from '#app/asked/roll-outs.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { rollOutDocument } from '#lib/server/open-data/roll-outs.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const found = await openRollOut(db, { plan, scope }, event.params.rollOut, event.url);
		return found && rollOutDocument(await figures(db, plan, scope), found, scope);
	});
