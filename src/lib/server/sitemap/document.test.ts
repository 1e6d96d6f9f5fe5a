import { expect, it } from 'vitest';
import { sitemap } from './document.ts';

const origin = 'https://tanaw.example';
const pages = ['/', '/plans/a', "/plans/a/elements/1&'2"].map((path) => ({
	path,
	changedOn: path === '/' ? null : '2026-10-30'
}));

it('lists addresses with the day of their last change', () => {
	const text = sitemap(origin, pages, null);
	expect(text).toContain('<url><loc>https://tanaw.example/</loc></url>');
	expect(text).toContain(
		'<url><loc>https://tanaw.example/plans/a</loc><lastmod>2026-10-30</lastmod></url>'
	);
	expect(text).toContain('/elements/1&amp;&apos;2</loc>');
});

it('is an index of parts where there are more than one file may hold', () => {
	const index = sitemap(origin, pages, null, 2);
	expect(index).toContain('<sitemapindex');
	expect(index?.match(/<loc>[^<]*/g)).toEqual([
		'<loc>https://tanaw.example/sitemap.xml?part=1',
		'<loc>https://tanaw.example/sitemap.xml?part=2'
	]);
	expect(sitemap(origin, pages, 2, 2)?.match(/<url>/g)).toHaveLength(1);
	expect(sitemap(origin, pages, 3, 2)).toBeUndefined();
});
