/** Rendered pages, compressed once: most readers of a plan ask for what nobody has changed meanwhile. */
import { promisify } from 'node:util';
import { gzip, gunzipSync } from 'node:zlib';

const compress = promisify(gzip);

/** A page as it goes over the line. */
export interface RenderedPage {
	headers: [name: string, value: string][];
	gzipped: Uint8Array<ArrayBuffer>;
}

/** What only the answer being sent may carry. */
const ofOneAnswer = new Set(['content-length', 'date', 'set-cookie']);

/** The page or picture of a response, or null where it must not be kept: an error, a redirect, a cookie. */
export async function rendered(response: Response): Promise<RenderedPage | null> {
	const isPage = /^(text\/html|image\/svg)/.test(response.headers.get('content-type') ?? '');
	if (response.status !== 200 || !isPage || response.headers.has('set-cookie')) return null;
	const gzipped = await compress(await response.arrayBuffer(), { level: 6 });
	const headers = [...response.headers].filter(([name]) => !ofOneAnswer.has(name));
	return { headers, gzipped: new Uint8Array(gzipped) };
}

/** The page as an answer to somebody who reads gzip, or does not. */
export function answered({ headers, gzipped }: RenderedPage, readsGzip: boolean): Response {
	const answer = new Response(readsGzip ? gzipped : new Uint8Array(gunzipSync(gzipped)), {
		headers
	});
	answer.headers.append('vary', 'Accept-Encoding');
	if (readsGzip) answer.headers.set('content-encoding', 'gzip');
	return answer;
}

/** Of what the store itself needs for a page, in bytes. */
const overhead = 512;
const bytesOfCharacter = 2;

/** What a page takes with its key, in bytes, reckoned high rather than low. */
function sizeOf(key: string, { headers, gzipped }: RenderedPage): number {
	const characters = headers.reduce(
		(sum, [name, value]) => sum + name.length + value.length,
		key.length
	);
	return gzipped.byteLength + characters * bytesOfCharacter + overhead;
}

/**
 * Pages by all that they show, no more than some bytes of them with their keys. Of those asked for at once under one key one is made; the least
 * recently asked for go when there are too many.
 */
export class PageStore {
	readonly #pages = new Map<string, RenderedPage>();
	readonly #making = new Map<string, Promise<RenderedPage | null>>();
	readonly #mostBytes: number;
	#bytes = 0;

	constructor(mostBytes: number) {
		this.#mostBytes = mostBytes;
	}

	/** What all that is kept takes, in bytes. */
	get bytes(): number {
		return this.#bytes;
	}

	/** @param make gives null for what must not be kept; those who waited for it get null too */
	async get(key: string, make: () => Promise<RenderedPage | null>): Promise<RenderedPage | null> {
		const found = this.#pages.get(key);
		if (found) {
			this.#pages.delete(key);
			this.#pages.set(key, found);
			return found;
		}
		const making = this.#making.get(key) ?? this.#make(key, make);
		return await making;
	}

	async #make(key: string, make: () => Promise<RenderedPage | null>): Promise<RenderedPage | null> {
		const making = make();
		this.#making.set(key, making);
		try {
			const page = await making;
			if (page) this.#keep(key, page);
			return page;
		} finally {
			this.#making.delete(key);
		}
	}

	#keep(key: string, page: RenderedPage): void {
		this.#pages.set(key, page);
		this.#bytes += sizeOf(key, page);
		for (const [oldest, old] of this.#pages) {
			if (this.#bytes <= this.#mostBytes) return;
			this.#pages.delete(oldest);
			this.#bytes -= sizeOf(oldest, old);
		}
	}
}
