import { askedCommitments } from '#app/asked/commitments.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { commitmentsTable } from '#lib/server/open-data/commitment-tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const known = await figures(db, plan, scope);
		const asked = askedCommitments(known, event.url.searchParams);
		return asked && commitmentsTable(known, asked.shown);
	});
