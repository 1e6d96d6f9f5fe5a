import { answer, contentTag } from '#lib/server/open-data/answer.ts';
import { maturityModelList } from '#lib/server/open-data/maturity-models.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, request }) => {
	const maturity_models = await maturityModelList(locals.db);
	return answer(request, contentTag(maturity_models), () => Promise.resolve({ maturity_models }));
};
