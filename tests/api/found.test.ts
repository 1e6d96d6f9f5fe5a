import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({
		environment: { TANAW_TODAY: '2026-11-22', ORIGIN: 'https://tanaw.example' }
	});
});
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
	const since = [
		'/plans/badung/alignment',
		'/plans/badung/coverage',
		'/frameworks/badung-architecture'
	];
	for (const path of since) expect(addresses).toContain(`https://tanaw.example${path}`);
	expect(addresses.length).toBeGreaterThan(200);
	const sample = addresses.filter(
		(address, index) => index % 25 === 0 || since.includes(new URL(address).pathname)
	);
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
	expect(head.image).toBe('https://tanaw.example/plans/bangsamoro-demo/preview/leadership');
	expect((await headOf('/plans/bangsamoro')).description).not.toContain('Demonstration');
});

/** The points of a page's picture, and what it is of. */
async function pictureOf(path: string) {
	const { image = '' } = await headOf(path);
	const answer = await get(server.address + new URL(image).pathname);
	expect(answer.headers.get('content-type'), path).toBe('image/png');
	const bytes = Buffer.from(await answer.arrayBuffer());
	const { width, height } = await sharp(bytes).metadata();
	expect([width, height], path).toEqual([1200, 630]);
	return bytes.toString('base64');
}

test('every page of a plan has a picture of its own, with more than paper on it', async () => {
	const paths = ['', '/leadership', '/timeline', '/kpis', '/commitments', '/elements/2.1.1'];
	const pictures = [];
	for (const path of paths) pictures.push(await pictureOf(`/plans/bangsamoro-demo${path}`));
	expect(new Set(pictures).size).toBe(paths.length);
	for (const picture of pictures) {
		const { channels } = await sharp(Buffer.from(picture, 'base64')).stats();
		expect(channels[0]!.stdev).toBeGreaterThan(10);
	}
});

test('where nothing can be drawn the picture is the one of the site', async () => {
	expect(await pictureOf('/')).toBe(await pictureOf('/organisations/bicto'));
	const unknown = await get(`${server.address}/plans/bangsamoro-demo/preview/nothing`);
	expect(unknown.headers.get('location')).toBe('/preview.png');
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
