import { askedCoverage } from '#app/asked/coverage.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { coverageTable } from '#lib/server/open-data/coverage.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const known = await figures(db, plan, scope);
		const all = await frameworks(db, { plan, scope });
		const asked = askedCoverage(known, all, event.url.searchParams);
		return asked && coverageTable(known, asked);
	});
