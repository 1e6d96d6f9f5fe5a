import { error } from '@sveltejs/kit';
import { SECURITY_CONTACT } from '$app/env/private';
import type { RequestHandler } from './$types';

/** RFC 9116 wants a day after which nobody relies on it: the first of a month, about half a year on. */
function expiry(now: Date): string {
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 6, 1)).toISOString();
}

/** Where to report a weakness of this installation, if its operator has said so. */
export const GET: RequestHandler = ({ url, locals }) => {
	if (!SECURITY_CONTACT) error(404, 'not_found');
	const lines = [
		`Contact: ${SECURITY_CONTACT}`,
		`Expires: ${expiry(locals.now)}`,
		'Preferred-Languages: en',
		`Canonical: ${url.origin}/.well-known/security.txt`
	];
	return new Response(`${lines.join('\n')}\n`, {
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
};
