import { derivationOf } from '#app/asked/explanations.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { derivationTable } from '#lib/server/open-data/part-tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const asked = event.url.searchParams;
		const known = await figures(db, plan, scope);
		const derivation = derivationOf(known, asked);
		return derivation && derivationTable(derivation);
	});
