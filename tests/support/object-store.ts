/** A small object store that speaks S3, and reckons each request's signature again (AWS Signature Version 4). */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) =>
	createHmac('sha256', key).update(data).digest();

const encoded = (text: string) =>
	encodeURIComponent(text).replaceAll(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);

function queryOf({ searchParams }: URL): string {
	return [...searchParams]
		.map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
		.sort()
		.join('&');
}

interface Keys {
	keyId: string;
	secret: string;
	region: string;
}

/** Why a request is not signed as it should be; undefined: it is. */
function wrongWith(request: IncomingMessage, url: URL, body: Buffer, keys: Keys) {
	const { authorization = '', ...headers } = request.headers;
	const given =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
			authorization
		);
	if (!given) return 'no signature';
	const [, keyId, day = '', region = '', names = '', signature] = given;
	if (keyId !== keys.keyId || region !== keys.region) return 'another key';
	const said = String(headers['x-amz-content-sha256']);
	if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(body)) return 'another body';
	const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
	const canonical = [request.method, url.pathname, queryOf(url), lines.join(''), names, said].join(
		'\n'
	);
	const moment = String(headers['x-amz-date']);
	const scope = `${day}/${region}/s3/aws4_request`;
	const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
	const parts = [day, region, 's3', 'aws4_request'];
	const key = parts.reduce<string | Buffer>(hmac, `AWS4${keys.secret}`);
	return hmac(key, toSign).toString('hex') === signature ? undefined : 'another signature';
}

export interface ObjectStore {
	/** Of its bucket. */
	address: string;
	/** What lies there, by its key. */
	objects: Map<string, { bytes: Buffer; writtenAt: Date }>;
	/** What was refused, and why. */
	refused: string[];
	/** From now on it answers everything with this status; undefined: as it should. */
	failing: (status: number | undefined) => void;
	close: () => Promise<void>;
}

const atOnce = 2;

function listing(objects: ObjectStore['objects'], { searchParams }: URL): string {
	const prefix = searchParams.get('prefix') ?? '';
	const from = Number(searchParams.get('continuation-token')?.split('&')[1] ?? 0);
	const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
	const contents = keys
		.slice(from, from + atOnce)
		.map(
			(key) =>
				`<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.writtenAt.toISOString()}</LastModified></Contents>`
		);
	// a token may hold any sign
	const next =
		from + atOnce < keys.length
			? `<NextContinuationToken>at&amp;${from + atOnce}</NextContinuationToken>`
			: '';
	return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`;
}

export async function startObjectStore(keys: Keys): Promise<ObjectStore> {
	const objects: ObjectStore['objects'] = new Map();
	const refused: string[] = [];
	let failing: number | undefined;
	async function answer(request: IncomingMessage, response: ServerResponse) {
		const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		const wrong = wrongWith(request, url, body, keys);
		if (wrong) refused.push(`${request.method} ${wrong}`);
		if (wrong || failing) return response.writeHead(wrong ? 403 : failing!).end();
		const [, bucket, ...rest] = url.pathname.split('/');
		const key = rest.join('/');
		if (bucket !== 'bucket') return response.writeHead(404).end();
		if (key === '') return response.end(listing(objects, url));
		if (request.method === 'PUT') objects.set(key, { bytes: body, writtenAt: new Date() });
		if (request.method === 'DELETE') objects.delete(key);
		const found = objects.get(key);
		if (request.method === 'GET' && !found) return response.writeHead(404).end('<Error/>');
		return response.end(request.method === 'GET' ? found!.bytes : undefined);
	}
	const server = createServer((request, response) => void answer(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}/bucket`,
		objects,
		refused,
		failing: (status) => (failing = status),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
