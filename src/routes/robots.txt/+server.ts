import type { RequestHandler } from './$types';

/** Pages of other days or against the adoption are many, and say the same as the plan's own. */
const words = (origin: string) => `User-agent: *
Disallow: /auth/
Disallow: /account
Disallow: /my
Disallow: /waiting
Disallow: /start
Disallow: /administration
Disallow: /*?*as_of=
Disallow: /*?*known_on=
Disallow: /*?*against=

Sitemap: ${origin}/sitemap.xml
`;

export const GET: RequestHandler = ({ url }) =>
	new Response(words(url.origin), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
