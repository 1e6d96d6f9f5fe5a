/**
 * The front door in production: opens the database, brings it up to date, then serves the built
 * application with the headers that static files need too. The build bundles it with the application
 * (vite.config.ts), so that starting reads few files; it runs in the project's folder.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import { inTurn } from '#lib/server/db/in-turn.ts';
import { isDatabaseAway } from '#lib/server/db/away.ts';
import { NotStarted } from '#lib/server/db/embedded/not-started.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { seedAll, seedReference } from './seeds/run.ts';
import { keyFits } from '#lib/server/auth/second-factor/key-fits.ts';
import { keyFrom, sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { ruleOf } from '#lib/server/auth/second-factor-rule.ts';
import { firstSignInLink } from '#lib/server/auth/sign-in-links.ts';
import { fingerprintOf } from '#lib/server/operations/backup-format.ts';
import { defaultPort, originOf } from '#lib/server/origin.ts';
import { indexMissingPlans } from '#lib/server/search/commands.ts';
import { answeredHosts } from './src/app/front-door/hosts.ts';
import { answerUnparsed, refusalAt, refuseAt } from './src/app/front-door/refusals.ts';
import { securityHeaders } from './src/app/security-headers.ts';

const port = Number(process.env.PORT ?? defaultPort);
const host = process.env.HOST ?? '127.0.0.1';
const shutdownSeconds = 10;
/** How long a client may take to say what it wants; four times as long for what it sends or reads. */
const clientPatience = Number(process.env.CLIENT_PATIENCE ?? 15) * 1_000;
const connections = 4_000;

/** Whether the plans that ship with the tracker, and the demonstration, are written into its own database. */
const seeds = process.env.TANAW_SEEDS ?? 'all';
if (seeds !== 'all' && seeds !== 'none') {
	console.error(`TANAW_SEEDS is all or none, not ${seeds}.`);
	process.exit(1);
}

const say = (words: string) => console.log(words);

/** What has to be undone at the end, the latest first. */
const undo: (() => Promise<unknown>)[] = [];
let stopping = false;
async function stop(code = 0): Promise<void> {
	if (stopping) return;
	stopping = true;
	for (const step of undo.reverse()) await step();
	process.exit(code);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop());

const opening = openDatabase({
	url: process.env.DATABASE_URL,
	folder: process.env.TANAW_DATA ?? '.tanaw',
	watched: true,
	say
});
undo.push(async () => (await opening).close());
const database = await opening.catch((error: unknown) => {
	const isPlain = error instanceof NotStarted || isDatabaseAway(error);
	if (!isPlain) throw error;
	console.error(`The database cannot be opened. ${(error as Error).message}`);
	process.exit(1);
});
const { embedded } = database;
if (embedded) say(`The data lie in ${embedded.folder}; PostgreSQL runs from ${embedded.programs}.`);
try {
	await inTurn(database.db, async () => {
		await seedReference(database.db);
		if (embedded && seeds === 'all') await seedAll(database.db, say);
	});
} catch (error) {
	// told to stop meanwhile, a seed that was not yet written is not written; the next start does it
	if (!stopping) throw error;
}

process.env.TANAW_SECOND_FACTOR = ruleOf(process.env);
// the built application opens its own pool on the same database
process.env.DATABASE_URL = database.url;
if (embedded)
	Object.assign(process.env, {
		TANAW_DATA: embedded.folder,
		EMBEDDED_PROGRAMS: embedded.programs
	});
process.env.PROTOCOL_HEADER = 'x-app-proto';
process.env.HOST_HEADER = 'x-app-host';
// files; what ordinary forms may have is bounded where they are read
process.env.BODY_SIZE_LIMIT = '23M';
const { handler } = (await import(pathToFileURL('build/handler.js').href)) as {
	handler: (request: IncomingMessage, response: unknown, next: () => void) => void;
};

/** Our own address, known once we listen; a server that closes no longer tells its port. */
let origin: URL;

/** A browser would put the headers of a 304 on the page it kept, whose own policy has hashes. */
function leaveKeptPolicyAlone(response: ServerResponse): void {
	const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
	response.writeHead = (...given: unknown[]) => {
		if (given[0] === 304) response.removeHeader('content-security-policy');
		return writeHead(...given);
	};
}

/** What SvelteKit renders is compressed here; static files lie compressed beside themselves. */
const compress = compression({ level: 5, threshold: 1_024 });

/** A client that dawdles is let go: it would hold a connection and what it has not yet read. */
const patience = {
	headersTimeout: clientPatience,
	requestTimeout: clientPatience * 4,
	connectionsCheckingInterval: Math.min(clientPatience, 5_000)
};

const unanswered = new Set<ServerResponse>();

/** The connection would else stay open for a next request. */
function closeAfter(response: ServerResponse): void {
	if (!response.headersSent) response.setHeader('connection', 'close');
}

const isOurs = answeredHosts(process.env);

const server = createServer({ ...patience, requireHostHeader: false }, (request, response) => {
	unanswered.add(response);
	response.once('close', () => unanswered.delete(response));
	if (stopping) closeAfter(response);
	response.setHeaders(new Map(Object.entries(securityHeaders(origin.protocol))));
	const refused = refusalAt(request, isOurs);
	if (refused) {
		refuseAt(request, response, refused);
		return;
	}
	// nobody outside may say what our own address is
	request.headers['x-app-proto'] = origin.protocol.slice(0, -1);
	request.headers['x-app-host'] = process.env.ORIGIN
		? origin.host
		: (request.headers.host ?? origin.host);
	leaveKeptPolicyAlone(response);
	// an old worker would go on serving an old application
	if (request.url === '/service-worker.js') response.setHeader('cache-control', 'no-cache');
	compress(request as never, response as never, () =>
		handler(request, response, () => {
			response.statusCode = 404;
			response.end();
		})
	);
});
answerUnparsed(
	server,
	() => securityHeaders(origin.protocol),
	(socket) => [...unanswered].some((response) => response.socket === socket && response.headersSent)
);
// ends a connection through which nothing could be sent, too
server.setTimeout(clientPatience * 4);
server.maxConnections = connections;

let greeting = Promise.resolve();

/** Lets what is in flight finish, within reason; the application closes its pool at the event. */
undo.push(async () => {
	const closed = new Promise((done) => server.close(done));
	for (const response of unanswered) closeAfter(response);
	setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
	await closed;
	// it writes, and whoever writes is waited for before the database is closed
	await greeting;
	// what the application has still to finish
	const unfinished: Promise<unknown>[] = [];
	process.emit('sveltekit:shutdown' as 'beforeExit', unfinished as never);
	const enough = new Promise((done) => setTimeout(done, shutdownSeconds * 1000).unref());
	await Promise.race([Promise.allSettled(unfinished), enough]);
});
server.on('error', (error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE';
	console.error(taken ? `Port ${port} is in use: set PORT to another.` : error.message);
	void stop(1);
});
/** Said before anybody's code is refused for it. */
async function sayWhetherKeyFits(): Promise<void> {
	const key = () => keyFrom(process.env.TANAW_KEY, process.env.TANAW_DATA ?? '.tanaw');
	if (await keyFits(database.db, sealWith(key))) return;
	console.error(
		`The key here (${fingerprintOf(key())}) does not open the second factors in this database. ` +
			'Give the key under which they were set up (TANAW_KEY, or the file key in TANAW_DATA), ' +
			'or let people set up anew: npm run sign-in -- EMAIL --reset-second-factor'
	);
}
async function greet(): Promise<void> {
	say(`Tanaw is at ${origin.origin}`);
	await sayWhetherKeyFits();
	const link = await firstSignInLink(database.db, origin.origin);
	if (link) say(`Sign in once as the first administrator, within a day: ${link}`);
	await indexMissingPlans(database.db, () => stopping);
}
server.listen(port, host, () => {
	origin = new URL(originOf(process.env, (server.address() as AddressInfo).port));
	greeting = greet();
});
