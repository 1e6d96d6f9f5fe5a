import { derivationOf } from '#app/explanations.ts';
import { derivationDocument } from '#lib/server/open-data/derivation-document.ts';
import { planAnswer } from '#lib/server/open-data/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, asOf, today) => {
		const known = await figures(db, plan, asOf, today);
		const asked = event.url.searchParams;
		const derivation = await derivationOf(
			db,
			{ plan, asOf, today, ...known },
			asked.get('figure'),
			asked.get('of')
		);
		return derivation && derivationDocument(derivation, plan.currency);
	});
