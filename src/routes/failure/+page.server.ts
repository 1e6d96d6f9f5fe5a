import { error } from '@sveltejs/kit';
import { take } from '#app/failures.ts';
import type { PageServerLoad } from './$types';

/** The error page for what `hooks.server.ts` refuses; for anybody outside it does not exist. */
export const load: PageServerLoad = ({ isSubRequest, url }) => {
	const failure = isSubRequest ? take(url.searchParams.get('of') ?? '') : undefined;
	if (!failure) error(404, 'not_found');
	const { status, message, ...more } = failure;
	error(status, message, more);
};
