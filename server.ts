/**
 * The front door in production: opens the database, brings it up to date, then serves the built
 * application with the headers that static files need too.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '#lib/server/db/open.ts';
import { seedAll, seedReference } from './seeds/run.ts';
import { firstSignInLink } from '#lib/server/auth/sign-in-links.ts';

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '127.0.0.1';
const shutdownSeconds = 10;

const say = (words: string) => console.log(words);

const database = await openDatabase({
	url: process.env.DATABASE_URL,
	folder: process.env.TANAW_DATA ?? '.tanaw',
	say
});
await seedReference(database.db);
if (database.embedded) await seedAll(database.db, say);

// the built application opens its own pool on the same database
process.env.DATABASE_URL = database.url;
process.env.PROTOCOL_HEADER = 'x-app-proto';
process.env.HOST_HEADER = 'x-app-host';
const { handler } = (await import('./build/handler.js' as string)) as {
	handler: (request: IncomingMessage, response: unknown, next: () => void) => void;
};

const server = createServer((request, response) => {
	const origin = new URL(process.env.ORIGIN ?? `http://${host}:${(server.address() as AddressInfo).port}`);
	// nobody outside may say what our own address is
	request.headers['x-app-proto'] = origin.protocol.slice(0, -1);
	request.headers['x-app-host'] = process.env.ORIGIN ? origin.host : (request.headers.host ?? origin.host);
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'same-origin');
	if (origin.protocol === 'https:')
		response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});
server.headersTimeout = 15_000;
server.requestTimeout = 60_000;

server.listen(port, host, async () => {
	const origin = process.env.ORIGIN ?? `http://${host}:${(server.address() as AddressInfo).port}`;
	say(`Tanaw is at ${origin}`);
	const link = await firstSignInLink(database.db, origin);
	if (link) say(`Sign in once as the first administrator: ${link}`);
});

let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	const closed = new Promise((done) => server.close(done));
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
	await closed;
	// the application closes its pool at this event
	process.emit('sveltekit:shutdown' as 'beforeExit', 0);
	await database.close();
	process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
