import { answer, contentTag, problem } from '#lib/server/open-data/answer.ts';
import { maturityModelDocument } from '#lib/server/open-data/maturity-models.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const document = await maturityModelDocument(locals.db, params.model);
	if (!document) return problem('not_found');
	return answer(request, contentTag(document), () => Promise.resolve(document));
};
