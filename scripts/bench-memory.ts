/**
 * npm run bench:memory [-- REQUESTS]: how much memory the built server takes while it answers many mixed
 * requests, most of them for addresses that nobody asks for twice. The aim is less than 400 MB after
 * 200,000.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { startServer, type TestServer } from '../tests/support/server.ts';

const requests = Number(process.argv[2] ?? 200_000);
const atOnce = 16;
const demonstration = '/plans/bangsamoro-demo';

const two = (number: number) => String(number).padStart(2, '0');

/** A day that differs for a few thousand requests in a row. */
const dayOf = (n: number) => `20${two(10 + (n % 40))}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;

type Asked = [method: 'GET' | 'POST', path: string, body?: string];

/** What clients of all kinds ask for, in turn. */
const kinds: ((n: number) => Asked)[] = [
	() => ['GET', '/'],
	() => ['GET', `${demonstration}/leadership`],
	(n) => ['GET', `${demonstration}/leadership?as_of=${dayOf(n)}`],
	(n) => ['GET', `${demonstration}?utm_source=${n}`],
	(n) => ['GET', `${demonstration}/timeline?organisation=${n}`],
	(n) => ['GET', `/plans?page=${n}&x=${'y'.repeat(n % 3_000)}`],
	(n) => ['GET', `/plans/unknown-${n}`],
	(n) => ['GET', `/api/v1/plans/bangsamoro-demo/figures?as_of=${dayOf(n)}`],
	(n) => ['GET', `/?q=word${n}`],
	(n) => ['POST', `${demonstration}?n=${n}`, `typed=${n}`],
	() => ['GET', '/healthz']
];

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

/** Asks and throws the answer away; its status. */
function ask(server: TestServer, [method, path, body]: Asked): Promise<number> {
	const headers = {
		accept: 'text/html',
		'accept-encoding': 'gzip',
		origin: server.origin,
		...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' })
	};
	return new Promise((resolve, reject) => {
		const sent = request(server.address + path, { method, agent, headers }, (answer) => {
			answer.resume();
			answer.on('end', () => resolve(answer.statusCode!));
		});
		// a connection that was kept may be closed just as it is used again: then it is asked anew
		sent.on('error', (error: NodeJS.ErrnoException) => {
			if (sent.reusedSocket && error.code === 'ECONNRESET')
				resolve(ask(server, [method, path, body]));
			else reject(error);
		});
		sent.end(body);
	});
}

/** What the system says that a process holds in memory, in MB. */
function residentMegabytes(pid: number): number {
	const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1_024;
}

const server = await startServer();
const statuses = new Map<number, number>();
let next = 0;

async function client(): Promise<void> {
	while (next < requests) {
		const n = next++;
		const status = await ask(server, kinds[n % kinds.length]!(Math.floor(n / kinds.length)));
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		if (next % 10_000 === 0)
			console.log(`${next} requests: ${residentMegabytes(server.pid).toFixed(0)} MB`);
	}
}

try {
	console.log(`started: ${residentMegabytes(server.pid).toFixed(0)} MB`);
	await Promise.all(Array.from({ length: atOnce }, client));
	console.log([...statuses].map(([status, count]) => `${status}: ${count}`).join(', '));
} finally {
	agent.destroy();
	await server.stop();
}
