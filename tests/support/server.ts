/**
 * The built server, started as an operator would start it, on a free port and a database of its own.
 * Of use to Vitest and Playwright alike: it needs nothing of either.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { frontDoor, nodeOptions } from '../../scripts/prepare.js';

export interface TestServer {
	/** What the server calls itself: where it listens, unless the environment says ORIGIN. */
	origin: string;
	/** Where it listens: `http://127.0.0.1:PORT`. */
	address: string;
	/** The server's database, to prepare and to look behind its pages. */
	db: Db;
	/** Of the server's process. */
	pid: number;
	/** All that the server has printed so far. */
	output: () => string;
	/** Signs somebody in through a real one-time link and returns the value of a `Cookie` header. */
	signIn(email: string): Promise<string>;
	/** Ends it as an operator does and returns its exit code. */
	stop(): Promise<number | null>;
	/** Ends it as the kernel does, in the middle of whatever it does. */
	kill(): Promise<void>;
}

export interface ServerOptions {
	/** A database to use; without one the server runs its own, with the seeds, in a folder thrown away. */
	databaseUrl?: string;
	environment?: Record<string, string>;
	/** Where its own database lies, instead of the folder that is thrown away. */
	folder?: string;
	/** Where the built project lies, instead of here. */
	project?: string;
}

const startsWithinMilliseconds = 150_000;

/** A port of this machine on which nobody listens. */
export async function freePort(): Promise<number> {
	const holder = createServer().listen(0, '127.0.0.1');
	await once(holder, 'listening');
	const { port } = holder.address() as AddressInfo;
	holder.close();
	await once(holder, 'close');
	return port;
}

/** Waits for the line in which the server says its address. */
async function originOf(child: ChildProcess, output: () => string): Promise<string> {
	const deadline = Date.now() + startsWithinMilliseconds;
	while (Date.now() < deadline && child.exitCode === null) {
		const address = /^Tanaw is at (\S+)$/m.exec(output())?.[1];
		if (address) return address;
		await new Promise((done) => setTimeout(done, 50));
	}
	child.kill('SIGKILL');
	throw new Error(`The server did not start. It said:\n${output()}`);
}

function gather(child: ChildProcess): () => string {
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr])
		if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
	return () => lines.join('\n');
}

async function exited(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Uses a one-time link up, as the button on its page does, and returns the session's cookie. */
export async function useLink(link: string, address = new URL(link).origin): Promise<string> {
	const response = await fetch(new URL(new URL(link).pathname, address), {
		method: 'POST',
		redirect: 'manual',
		headers: {
			// without it SvelteKit answers in JSON, as to its own scripts
			accept: 'text/html',
			origin: new URL(link).origin,
			// as a browser that has opened the link, and keeps cookies
			cookie: 'tanaw-trial=1',
			'content-type': 'application/x-www-form-urlencoded'
		}
	});
	const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
	if (response.status !== 303 || !cookie) throw new Error(`The link gave ${response.status}.`);
	return cookie;
}

/** Starts the built server. Throws with what it printed where it does not come up. */
export async function startServer({
	databaseUrl,
	environment = {},
	folder: given,
	project = process.cwd()
}: ServerOptions = {}): Promise<TestServer> {
	if (!existsSync(frontDoor)) throw new Error('There is no build: run `npx vite build`.');
	const folder = given ?? mkdtempSync(join(tmpdir(), 'tanaw-server-'));
	const port = await freePort();
	const child = spawn(process.execPath, [...nodeOptions, frontDoor], {
		cwd: project,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env.PATH,
			HOST: '127.0.0.1',
			PORT: String(port),
			TANAW_DATA: folder,
			// tests act in every role; those of the second factor ask for it
			TANAW_SECOND_FACTOR: 'offered',
			...(databaseUrl && { DATABASE_URL: databaseUrl }),
			...environment
		}
	});
	const output = gather(child);
	const origin = await originOf(child, output);
	const url = databaseUrl ?? (await startEmbedded(folder)).superuserUrl;
	const db = connect(url, { connections: 2, applicationName: 'tanaw test' });
	const address = `http://127.0.0.1:${port}`;
	return {
		origin,
		address,
		db,
		pid: child.pid!,
		output,
		async signIn(email) {
			const link = await linkFor(db, email, origin);
			if (!link) throw new Error(`There is no enabled account ${email}.`);
			return await useLink(link, address);
		},
		async stop() {
			await db.destroy();
			child.kill('SIGTERM');
			await exited(child);
			if (!given) rmSync(folder, { recursive: true, force: true });
			return child.exitCode;
		},
		async kill() {
			child.kill('SIGKILL');
			await exited(child);
		}
	};
}
