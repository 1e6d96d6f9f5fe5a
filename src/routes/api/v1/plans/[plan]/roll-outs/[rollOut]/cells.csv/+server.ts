import { openRollOut } from '#app/asked/roll-outs.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { cellTable } from '#lib/server/open-data/roll-outs.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const found = await openRollOut(db, { plan, scope }, event.params.rollOut, event.url);
		return found && cellTable(found);
	});
