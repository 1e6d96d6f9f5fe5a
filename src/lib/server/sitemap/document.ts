/** The sitemap as the protocol writes it: one list, or an index of several. */
import type { PublicPage } from './queries.ts';

/** The protocol allows no more in one file. */
export const mostAddresses = 50_000;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');

function wrapped(element: 'urlset' | 'sitemapindex', lines: string[]): string {
	const head = `<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="${namespace}">`;
	return [head, ...lines, `</${element}>\n`].join('\n');
}

function entry(origin: string, { path, changedOn }: PublicPage): string {
	const changed = changedOn === null ? '' : `<lastmod>${changedOn}</lastmod>`;
	return `<url><loc>${escaped(origin + path)}</loc>${changed}</url>`;
}

/**
 * @param part 1, 2 …: that part of the list; null: the whole, or the index of its parts where it is long
 * @returns undefined where there is no such part
 */
export function sitemap(
	origin: string,
	pages: PublicPage[],
	part: number | null,
	most = mostAddresses
): string | undefined {
	const parts = Math.ceil(pages.length / most);
	if (part === null && parts > 1) {
		const numbers = Array.from({ length: parts }, (_, index) => index + 1);
		return wrapped(
			'sitemapindex',
			numbers.map((one) => `<sitemap><loc>${origin}/sitemap.xml?part=${one}</loc></sitemap>`)
		);
	}
	const first = ((part ?? 1) - 1) * most;
	const shown = pages.slice(first, first + most);
	if (shown.length === 0) return undefined;
	return wrapped(
		'urlset',
		shown.map((page) => entry(origin, page))
	);
}
