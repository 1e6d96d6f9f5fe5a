import { tableAnswer } from '#app/plan-answer.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { historyTable } from '#lib/server/open-data/reported-tables.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { record } = await figures(db, plan, scope);
		const element = record.elements.find(({ code }) => code === event.params.code);
		if (element?.kind !== 'activity') return undefined;
		return historyTable(element, await elementHistory(db, asKnown(plan, scope), element));
	});
