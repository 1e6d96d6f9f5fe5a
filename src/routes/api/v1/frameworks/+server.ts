import { answer, contentTag } from '#lib/server/open-data/answer.ts';
import { frameworkList } from '#lib/server/open-data/frameworks.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, request }) => {
	const frameworks = await frameworkList(locals.db);
	return answer(request, contentTag(frameworks), () => Promise.resolve({ frameworks }));
};
