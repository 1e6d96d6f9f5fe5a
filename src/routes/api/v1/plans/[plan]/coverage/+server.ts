import { askedCoverage } from '#app/asked/coverage.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { coverageDocument } from '#lib/server/open-data/coverage.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = await figures(db, plan, scope);
		const all = await frameworks(db, { plan, scope });
		const asked = askedCoverage(known, all, event.url.searchParams);
		return asked && coverageDocument(known, asked, scope);
	});
