/** From the start of the process to the first page, by `npm start` on a database that is running. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../tests/support/server.ts';
import type { Timing } from './measure.ts';

const runs = 7;

/** The least that a Node process can do which listens and answers. */
const bareServer =
	"require('node:http').createServer((_, r) => r.end('ok')).listen(process.env.PORT, '127.0.0.1')";

/** Asks until somebody listens; anything but a page ends the measurement. */
async function firstPage(child: ChildProcess, address: string, headers: Headers): Promise<void> {
	while (child.exitCode === null) {
		const response = await fetch(address, { headers, redirect: 'manual' }).catch(() => undefined);
		if (response?.status === 200) return void (await response.arrayBuffer());
		if (response) throw new Error(`${address} answered ${response.status}`);
		await pause(5);
	}
	throw new Error(`What should answer at ${address} has ended.`);
}

interface Start {
	args: string[];
	path?: string;
	headers?: Headers;
	environment?: Record<string, string>;
}

async function start({
	args,
	path = '/',
	headers = new Headers(),
	environment = {}
}: Start): Promise<number> {
	const port = await freePort();
	const env = { PATH: process.env.PATH, PORT: String(port), ...environment };
	const began = performance.now();
	const child = spawn(process.execPath, args, { stdio: 'ignore', env });
	try {
		await firstPage(child, `http://127.0.0.1:${port}${path}`, headers);
		return performance.now() - began;
	} finally {
		if (child.kill('SIGTERM')) await once(child, 'exit');
	}
}

/** The first start is not counted: it leaves behind what Node has compiled. */
async function repeated(what: Start): Promise<Timing> {
	const taken: number[] = [];
	for (let run = 0; run <= runs; run += 1) taken.push(await start(what));
	const sorted = taken.slice(1).sort((a, b) => a - b);
	return { median: sorted[Math.floor(runs / 2)]!, fastest: sorted[0]!, runs };
}

/** Until the page at `path` is answered whole, and what of it a bare Node process takes. */
export async function starting(
	databaseUrl: string,
	path: string,
	cookie: string
): Promise<[Timing, string]> {
	const environment = { DATABASE_URL: databaseUrl, TANAW_SECOND_FACTOR: 'offered' };
	const page = { args: ['scripts/start.js'], path, headers: new Headers({ cookie }), environment };
	const whole = await repeated(page);
	const bare = await repeated({ args: ['-e', bareServer] });
	return [whole, `bare Node ${bare.median.toFixed(0)} ms`];
}
