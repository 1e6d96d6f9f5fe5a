import { copyOf } from '#lib/server/auth/personal-data/held.ts';
import { signedIn } from '../../signed-in.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const copy = await copyOf(locals.db, signedIn({ locals }).user.id);
	return new Response(JSON.stringify(copy, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="tanaw-personal-data.json"'
		}
	});
};
