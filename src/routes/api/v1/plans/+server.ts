import { answer, entityTag } from '#lib/server/open-data/answer.ts';
import { planDocuments } from '#lib/server/open-data/plan-document.ts';
import * as plans from '#lib/server/facts/plans.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, request }) => {
	const revisions = (await plans.list(locals.db)).flatMap((plan) => [plan.id, plan.revision]);
	return answer(request, entityTag(['v1', ...revisions]), async () => ({
		plans: await planDocuments(locals.db)
	}));
};
