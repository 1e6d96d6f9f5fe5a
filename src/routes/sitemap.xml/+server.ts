import { error } from '@sveltejs/kit';
import { sitemap } from '#lib/server/sitemap/document.ts';
import { publicPages } from '#lib/server/sitemap/queries.ts';
import type { RequestHandler } from './$types';

/** Undefined where the address asks for what no list can have. */
function partOf(url: URL): number | null | undefined {
	const asked = url.searchParams.get('part');
	if (asked === null) return null;
	return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : undefined;
}

export const GET: RequestHandler = async ({ locals, url }) => {
	const part = partOf(url);
	const text =
		part === undefined ? undefined : sitemap(url.origin, await publicPages(locals.db), part);
	if (text === undefined) error(404, 'not_found');
	return new Response(text, {
		headers: {
			'content-type': 'application/xml; charset=utf-8',
			'cache-control': 'public, max-age=3600'
		}
	});
};
