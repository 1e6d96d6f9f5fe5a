import { version } from '../../../package.json';
import { answers } from '#lib/server/operations/health.ts';
import type { RequestHandler } from './$types';

/** For load balancers and watchdogs: whether this process and its database answer. */
export const GET: RequestHandler = async ({ locals }) => {
	const well = await answers(locals.db);
	const words = well ? 'ok' : 'unavailable';
	return Response.json(
		{ status: words, database: words, version },
		{ status: well ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
