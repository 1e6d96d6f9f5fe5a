import { version } from '../../../package.json';
import { EMBEDDED_PROGRAMS, TANAW_DATA } from '$app/env/private';
import { can } from '#lib/domain/records/permissions.ts';
import { answers, describe } from '#lib/server/operations/health.ts';
import type { RequestHandler } from './$types';

const embedded = EMBEDDED_PROGRAMS ? { data: TANAW_DATA, programs: EMBEDDED_PROGRAMS } : undefined;

/** For load balancers and watchdogs: whether this process and its database answer. */
export const GET: RequestHandler = async ({ locals: { db, actor } }) => {
	const well = await answers(db);
	const words = well ? 'ok' : 'unavailable';
	const details = well && can(actor, 'administer') ? await describe(db, embedded) : undefined;
	return Response.json(
		{ status: words, database: words, version, ...(details && { details }) },
		{ status: well ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
