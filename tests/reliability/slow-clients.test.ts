/** Clients that dawdle are let go by the server, and others are answered meanwhile. */
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { url } = await freshDatabase();
const server = await startServer({ databaseUrl: url, environment: { CLIENT_PATIENCE: '1' } });
const port = Number(new URL(server.address).port);

afterAll(() => server.stop());

async function dial(): Promise<{ socket: Socket; ended: Promise<unknown> }> {
	const socket = connect(port, '127.0.0.1').on('error', () => {});
	const ended = new Promise((done) => socket.on('close', done));
	await once(socket, 'connect');
	return { socket, ended };
}

/** Sends this, and then goes on with a byte at a time until the server ends it. */
async function drip(beginning: string): Promise<void> {
	const { socket, ended } = await dial();
	socket.resume().write(beginning);
	const dripping = setInterval(() => socket.writable && socket.write('a'), 100);
	await ended;
	clearInterval(dripping);
}

const headers = 'GET / HTTP/1.1\r\nX-Slow: ';
const form = [
	'POST /auth/sign-in HTTP/1.1',
	'Host: localhost',
	`Origin: ${server.origin}`,
	'Content-Type: application/x-www-form-urlencoded'
].join('\r\n');
const body = `${form}\r\nContent-Length: 100000\r\n\r\nemail=`;
const chunks = `${form}\r\nTransfer-Encoding: chunked\r\n\r\n`;

test.concurrent.for([
	['headers', headers],
	['a body', body],
	['a body in chunks', chunks]
])('who sends %s byte by byte is let go', async ([, beginning], { expect }) => {
	const all = Array.from({ length: 100 }, () => drip(beginning!));
	expect((await get(`${server.address}/`)).status).toBe(200);
	await Promise.all(all);
	expect((await get(`${server.address}/healthz`)).status).toBe(200);
});

test.concurrent('who asks for much and reads nothing is let go', async ({ expect }) => {
	const [font] = globSync('_app/immutable/assets/source-sans-3-extended*.woff2', {
		cwd: 'build/client'
	});
	const request = `GET /${font} HTTP/1.1\r\nHost: localhost\r\nX-Padding: ${'a'.repeat(8_000)}\r\n\r\n`;
	const { socket, ended } = await dial();
	// more than the buffers of both ends hold: what cannot be sent tells that the server has gone
	const requests = 4_000;
	socket.pause().write(request.repeat(requests));
	expect((await get(`${server.address}/`)).status).toBe(200);
	await ended;
	expect(socket.bytesRead).toBeLessThan(request.length * requests);
	expect((await get(`${server.address}/healthz`)).status).toBe(200);
});
