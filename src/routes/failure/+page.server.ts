import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The error page for what `hooks.server.ts` refuses; for anybody outside it does not exist. */
export const load: PageServerLoad = ({ isSubRequest, url }) => {
	if (!isSubRequest) error(404, 'not_found');
	const { status, message = '', reference } = Object.fromEntries(url.searchParams);
	error(Number(status), message, { reference: reference || undefined });
};
