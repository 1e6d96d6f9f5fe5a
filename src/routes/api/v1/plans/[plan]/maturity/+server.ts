import { openMaturity } from '#app/asked/maturity.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { maturityDocument } from '#lib/server/open-data/maturity.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = { plan, scope, asOf: scope.asOf, ...(await figures(db, plan, scope)) };
		const shown = await openMaturity(db, known, event.locals.actor, event.url);
		return maturityDocument(known, shown, scope);
	});
