import { openMaturity } from '#app/asked/maturity.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { maturityTable } from '#lib/server/open-data/maturity.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const known = { plan, scope, asOf: scope.asOf, ...(await figures(db, plan, scope)) };
		return maturityTable(await openMaturity(db, known, event.locals.actor, event.url));
	});
