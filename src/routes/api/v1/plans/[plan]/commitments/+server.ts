import { askedCommitments } from '#app/asked/commitments.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { commitmentsDocument } from '#lib/server/open-data/commitments-document.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(event, async (db, plan, scope) => {
		const known = await figures(db, plan, scope);
		const asked = askedCommitments(known, event.url.searchParams);
		return asked && commitmentsDocument(known, asked, scope);
	});
