/** Stands between the server and its database, and lets the way between them break in every manner. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Manner =
	/** Passes everything on. */
	| 'open'
	/** Takes everything, passes nothing on, and says nothing. */
	| 'silent'
	/** Refuses as PgBouncer does whose database is away. */
	| 'refusing';

export interface Proxy {
	/** The database's URL through the proxy. */
	url: string;
	/** How connections are treated from now on, those that are there as well. */
	become(manner: Manner): void;
	/** Falls silent on the connections that are there; new ones are passed on. */
	forgetConnections(): void;
	close(): Promise<void>;
}

const refusal = 'server login has been failing, try again later (server_login_retry)';

/** PostgreSQL's message of an error, without the name of a routine, as a pooler sends it. */
function refusalMessage(): Buffer {
	const fields = Buffer.from(`SFATAL\0C08P01\0M${refusal}\0\0`);
	const length = Buffer.alloc(4);
	length.writeInt32BE(fields.length + 4);
	return Buffer.concat([Buffer.from('E'), length, fields]);
}

export async function proxyTo(databaseUrl: string): Promise<Proxy> {
	const wanted = new URL(databaseUrl);
	const path = `${wanted.searchParams.get('host')}/.s.PGSQL.5432`;
	let manner: Manner = 'open';
	const pairs = new Set<[Socket, Socket]>();
	const server = createServer((near) => {
		const far = connect(path);
		const pair: [Socket, Socket] = [near, far];
		for (const side of pair) side.on('error', () => {});
		if (manner === 'refusing') {
			far.destroy();
			near.once('data', () => near.end(refusalMessage()));
			return;
		}
		pairs.add(pair);
		if (manner === 'silent') return;
		near.pipe(far);
		far.pipe(near);
		near.on('close', () => far.destroy());
		far.on('close', () => near.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	function forgetConnections(): void {
		for (const [near, far] of pairs) {
			near.unpipe(far);
			far.unpipe(near);
			// whatever comes is lost, and nobody hears that an end was closed
			for (const side of [near, far]) side.removeAllListeners('close').resume();
		}
	}
	const url = new URL(databaseUrl);
	url.search = '';
	url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: url.href,
		forgetConnections,
		become(next) {
			manner = next;
			if (next === 'silent') forgetConnections();
			if (next === 'refusing') for (const [near] of pairs) near.destroy();
		},
		async close() {
			for (const side of [...pairs].flat()) side.destroy();
			server.close();
			await once(server, 'close');
		}
	};
}
