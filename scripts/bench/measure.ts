/** Times things one after the other and gives the median: these machines are noisy, and a mean lies. */
import { Agent, createServer, get, type OutgoingHttpHeaders } from 'node:http';
import { once as event } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Timing {
	/** Milliseconds. */
	median: number;
	fastest: number;
	runs: number;
}

/** A server in use has compiled what it runs often; so has one that was asked this often. */
export const warmUps = 60;

type Action = (run: number) => Promise<void>;

export const nothing: Action = async () => {};

/**
 * Runs `action` some times after a few that are not counted, whose numbers are negative.
 *
 * @param before done before each run, and not timed
 */
export async function time(
	runs: number,
	action: Action,
	before = nothing,
	uncounted = warmUps
): Promise<Timing> {
	const taken: number[] = [];
	for (let run = -uncounted; run < runs; run += 1) {
		await before(run);
		const began = performance.now();
		await action(run);
		if (run >= 0) taken.push(performance.now() - began);
	}
	taken.sort((a, b) => a - b);
	return { median: taken[Math.floor(runs / 2)]!, fastest: taken[0]!, runs };
}

/** How long something takes once, in milliseconds. */
export async function once<Result>(action: () => Promise<Result>): Promise<number> {
	const began = performance.now();
	await action();
	return performance.now() - began;
}

/** Fetches and reads a page to its end; anything but the expected status ends the measurement. */
export async function read(address: string, headers: Record<string, string> = {}): Promise<Buffer> {
	const response = await fetch(address, { headers, redirect: 'manual' });
	const bytes = Buffer.from(await response.arrayBuffer());
	if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
	return bytes;
}

/** Answers anything with the same bytes while `ask` asks: what the machine allows at best. */
export async function bare<Result>(
	bytes: Buffer,
	ask: (address: string) => Promise<Result>
): Promise<Result> {
	const server = createServer((_, response) => response.end(bytes));
	server.listen(0, '127.0.0.1');
	await event(server, 'listening');
	try {
		return await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

/** Asks on a kept connection; the page as it comes over the line. */
function over(agent: Agent, address: string, headers: OutgoingHttpHeaders): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const request = get(address, { agent, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				if (response.statusCode === 200) resolve(Buffer.concat(chunks));
				else reject(new Error(`${address} answered ${response.statusCode}`));
			});
		});
		request.on('error', reject);
	});
}

export interface Rate {
	perSecond: number;
	/** One page as it comes over the line, compressed where the server does so. */
	bytes: Buffer;
}

const connections = 16;
const seconds = 3;

/** How many pages come in a second where sixteen are asked for at a time; this process asks on the same machine. */
export async function rate(address: string, cookie = ''): Promise<Rate> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const headers = { cookie, 'accept-encoding': 'gzip' };
	const asking = async (end: number) => {
		let answered = 0;
		for (; performance.now() < end; answered += 1) await over(agent, address, headers);
		return answered;
	};
	const during = async (milliseconds: number) => {
		const end = performance.now() + milliseconds;
		const answered = await Promise.all(Array.from({ length: connections }, () => asking(end)));
		return answered.reduce((sum, one) => sum + one, 0) / (milliseconds / 1_000);
	};
	await during(1_000);
	const perSecond = await during(seconds * 1_000);
	const bytes = await over(agent, address, headers);
	agent.destroy();
	return { perSecond, bytes };
}
