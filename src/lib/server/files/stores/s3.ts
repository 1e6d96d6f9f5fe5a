/** Files in an object store that speaks S3: each request is signed, and waits no longer than it must. */
import type { AwsClient } from 'aws4fetch';
import { openedOnce } from '../../opened-once.ts';
import { checkName, isStoredName, type FileStore, type StoredName } from './store.ts';

export interface S3Settings {
	/** The bucket's address: `https://host/bucket`, perhaps with a folder in it. */
	address: string;
	region: string;
	keyId: string;
	secret: string;
	/** Milliseconds that one request may take. */
	patience?: number;
}

const usualPatience = 30_000;

/** The store answered that it does not do what it was asked to. */
class StoreRefused extends Error {
	override name = 'StoreRefused';
}

const textIn = (xml: string, tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string) =>
	text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!);

/** What one answer to a listing names; keys of others in the same bucket are left out. */
function namesIn(xml: string): StoredName[] {
	return [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, one = '']) => {
		const name = textIn(one, 'Key')?.split('/').at(-1) ?? '';
		const writtenAt = new Date(textIn(one, 'LastModified') ?? '');
		return isStoredName(name) && !Number.isNaN(writtenAt.getTime()) ? [{ name, writtenAt }] : [];
	});
}

export function storeInS3({
	address,
	region,
	keyId,
	secret,
	patience = usualPatience
}: S3Settings): FileStore {
	const base = new URL(address);
	const [bucket = '', ...folder] = base.pathname.split('/').filter(Boolean);
	const prefix = folder.map((one) => `${one}/`).join('');
	const addressOf = (name: string) => `${base.origin}/${bucket}/${prefix}${checkName(name)}`;
	// most processes never ask for a file
	const signing = openedOnce(async (): Promise<AwsClient> => {
		const { AwsClient } = await import('aws4fetch');
		const keys = { accessKeyId: keyId, secretAccessKey: secret };
		return new AwsClient({ ...keys, service: 's3', region, retries: 2 });
	});

	async function ask(url: string, init: RequestInit = {}): Promise<Response> {
		const signal = AbortSignal.timeout(patience);
		const response = await (await signing()).fetch(url, { ...init, signal, redirect: 'error' });
		if (response.ok || response.status === 404) return response;
		await response.body?.cancel();
		throw new StoreRefused(`the object store answered ${response.status}`);
	}

	async function* list(): AsyncGenerator<StoredName> {
		for (let next: string | undefined = ''; next !== undefined;) {
			const asked = new URLSearchParams({ 'list-type': '2', ...(prefix && { prefix }) });
			if (next) asked.set('continuation-token', next);
			const response = await ask(`${base.origin}/${bucket}?${asked}`);
			if (!response.ok) throw new StoreRefused('the object store has no such bucket');
			const xml = await response.text();
			yield* namesIn(xml);
			const token = textIn(xml, 'NextContinuationToken');
			next = token === undefined ? undefined : unescaped(token);
		}
	}

	return {
		async put(name, bytes) {
			const body = new Uint8Array(bytes);
			const { ok } = await ask(addressOf(name), { method: 'PUT', body });
			if (!ok) throw new StoreRefused('the object store has no such bucket');
		},
		async get(name) {
			const response = await ask(addressOf(name));
			return response.ok ? (response.body ?? undefined) : undefined;
		},
		async remove(name) {
			await ask(addressOf(name), { method: 'DELETE' });
		},
		list
	};
}
