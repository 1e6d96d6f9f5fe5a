import { answer, contentTag, problem } from '#lib/server/open-data/answer.ts';
import { frameworkDocument } from '#lib/server/open-data/frameworks.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const document = await frameworkDocument(locals.db, params.framework);
	if (!document) return problem('not_found');
	return answer(request, contentTag(document), () => Promise.resolve(document));
};
