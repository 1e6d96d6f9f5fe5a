import { describe, expect, it } from 'vitest';
import { answered, PageStore, rendered, type RenderedPage } from './store.ts';

const html = (text: string, init: ResponseInit = {}) =>
	new Response(text, { ...init, headers: { 'content-type': 'text/html', ...init.headers } });

async function page(text: string): Promise<RenderedPage> {
	return (await rendered(html(text, { headers: { etag: '"1"' } })))!;
}

describe('a rendered page', () => {
	it('is sent as it was made, compressed or not', async () => {
		const kept = await page('<p>Ñandú</p>');
		const plain = answered(kept, false);
		expect(await plain.text()).toBe('<p>Ñandú</p>');
		expect(plain.headers.get('etag')).toBe('"1"');
		expect(plain.headers.has('content-encoding')).toBe(false);
		const short = answered(kept, true);
		expect(short.headers.get('content-encoding')).toBe('gzip');
		expect(short.headers.get('vary')).toBe('Accept-Encoding');
		const unpacked = new Response(short.body!.pipeThrough(new DecompressionStream('gzip')));
		expect(await unpacked.text()).toBe('<p>Ñandú</p>');
	});

	it.each([
		['an error', html('', { status: 404 })],
		['a redirect', new Response(null, { status: 303, headers: { location: '/' } })],
		['what sets a cookie', html('', { headers: { 'set-cookie': 'a=b' } })],
		['data', Response.json({})]
	])('is not made of %s', async (_, response) => {
		expect(await rendered(response)).toBeNull();
	});
});

describe('the store', () => {
	const failing = () => Promise.reject(new Error('must not be made'));

	it('makes one page for all who ask at once', async () => {
		const store = new PageStore(1_000_000);
		let made = 0;
		const make = () => ((made += 1), page('one'));
		const [first, second] = await Promise.all([store.get('a', make), store.get('a', make)]);
		expect(made).toBe(1);
		expect(second).toBe(first);
		expect(await store.get('a', failing)).toBe(first);
	});

	it('keeps neither what must not be kept nor what failed', async () => {
		const store = new PageStore(1_000_000);
		expect(await store.get('a', () => Promise.resolve(null))).toBeNull();
		await expect(store.get('a', failing)).rejects.toThrow('must not be made');
		const made = await page('one');
		expect(await store.get('a', () => Promise.resolve(made))).toBe(made);
	});

	it('forgets what nobody has asked for longest', async () => {
		const store = new PageStore(1_300);
		const [a, b, c] = await Promise.all([page('a'), page('b'), page('c')]);
		await store.get('a', () => Promise.resolve(a));
		await store.get('b', () => Promise.resolve(b));
		await store.get('a', failing);
		await store.get('c', () => Promise.resolve(c));
		expect(await store.get('a', failing)).toBe(a);
		await expect(store.get('b', failing)).rejects.toThrow('must not be made');
	});

	it('holds its bound whatever it is asked for: pages with their keys and headers', async () => {
		const most = 1_000_000;
		const store = new PageStore(most);
		const kept = await page('p'.repeat(400));
		for (let i = 0; i < 20_000; i += 1) {
			await store.get(`${i} ${'long'.repeat(i % 200)}`, () => Promise.resolve({ ...kept }));
			expect(store.bytes).toBeLessThanOrEqual(most);
		}
		expect(store.bytes).toBeGreaterThan(most / 2);
	});

	it('keeps no page that alone is larger', async () => {
		const store = new PageStore(1_000);
		const made = await page('a');
		await store.get('key'.repeat(1_000), () => Promise.resolve(made));
		expect(store.bytes).toBe(0);
	});
});
