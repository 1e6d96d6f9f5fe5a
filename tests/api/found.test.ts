import { afterAll, beforeAll, expect, test } from 'vitest';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({
		environment: { TANAW_TODAY: '2026-11-22', ORIGIN: 'https://tanaw.example' }
	});
}, 90_000);
afterAll(() => server.stop());

const textOf = async (path: string) => (await get(server.address + path)).text();

test('robots.txt leads to the sitemap, and away from what is not public', async () => {
	const text = await textOf('/robots.txt');
	expect(text).toContain('Sitemap: https://tanaw.example/sitemap.xml');
	for (const path of ['/auth/', '/my', '/account', '/administration'])
		expect(text).toContain(`Disallow: ${path}\n`);
});

test('every address of the sitemap is a page', async () => {
	const text = await textOf('/sitemap.xml');
	const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? '');
	expect(addresses).toContain('https://tanaw.example/plans/bangsamoro-demo/elements/2.1.1');
	expect(addresses.length).toBeGreaterThan(200);
	const sample = addresses.filter((_, index) => index % 25 === 0);
	for (const address of sample)
		expect((await get(server.address + new URL(address).pathname)).status, address).toBe(200);
	expect((await get(`${server.address}/sitemap.xml?part=2`)).status).toBe(404);
	expect((await get(`${server.address}/sitemap.xml?part=x`)).status).toBe(404);
});

test('pages of a plan have the day of its last revision', async () => {
	const text = await textOf('/sitemap.xml');
	expect(text).toMatch(
		/\/plans\/bangsamoro-demo\/leadership<\/loc><lastmod>\d{4}-\d\d-\d\d<\/lastmod>/
	);
});

/** What a page says of itself in its head. */
async function headOf(path: string) {
	const page = await textOf(path);
	const content = (name: string) =>
		new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(page)?.[1];
	return {
		description: content('description'),
		title: content('og:title'),
		image: content('og:image'),
		canonical: /<link rel="canonical" href="([^"]*)"/.exec(page)?.[1]
	};
}

test('a page describes itself, with its address whatever its day, and a picture', async () => {
	const path = '/plans/bangsamoro-demo/leadership';
	const head = await headOf(`${path}?as_of=2026-06-30`);
	expect(head.canonical).toBe(`https://tanaw.example${path}`);
	expect(head.description).toMatch(/^Demonstration: invented figures\. Leadership/);
	expect(head.image).toBe('https://tanaw.example/preview.png');
	const picture = await get(`${server.address}/preview.png`);
	expect(picture.headers.get('content-type')).toBe('image/png');
	expect((await headOf('/plans/bangsamoro')).description).not.toContain('Demonstration');
});

test('a description is different on every page', async () => {
	const paths = [
		'',
		'/leadership',
		'/timeline',
		'/kpis',
		'/commitments',
		'/elements/2.1.1',
		'/elements/2.1.2'
	];
	const heads = await Promise.all(paths.map((path) => headOf(`/plans/bangsamoro-demo${path}`)));
	expect(new Set(heads.map(({ description }) => description)).size).toBe(paths.length);
});

test('a figure keeps in its address which it is', async () => {
	const path = '/plans/bangsamoro-demo/explain?figure=delivery_progress&of=plan';
	const head = await headOf(`${path}&as_of=2026-06-30`);
	expect(head.canonical).toBe(`https://tanaw.example${path.replace('&', '&amp;')}`);
});

test('pages that are not public, or not there, are described nowhere', async () => {
	expect((await headOf('/auth/sign-in')).description).toBeUndefined();
	expect((await headOf('/plans/nothing')).description).toBeUndefined();
});
