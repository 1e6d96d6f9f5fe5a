import { askedAxis } from '#app/asked/axis.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { axisFiguresDocument } from '#lib/server/open-data/axis-figures.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = await figures(db, plan, scope);
		const all = await frameworks(db, { plan, scope });
		const asked = askedAxis(known, all, event.url.searchParams.get('by'));
		return asked && axisFiguresDocument(known, asked, scope);
	});
