import { derivationOf } from '#app/asked/explanations.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { derivationDocument } from '#lib/server/open-data/derivation-document.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const asked = event.url.searchParams;
		const known = await figures(db, plan, scope);
		const derivation = derivationOf(known, asked);
		return derivation && derivationDocument(derivation, plan.currency);
	});
