/** Times things one after the other and gives the median: these machines are noisy, and a mean lies. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Timing {
	/** Milliseconds. */
	median: number;
	fastest: number;
	runs: number;
}

const warmUps = 5;

/** Runs `once` some times after a few that are not counted. */
export async function time(runs: number, action: (run: number) => Promise<void>): Promise<Timing> {
	for (let run = 0; run < warmUps; run += 1) await action(run - warmUps);
	const taken: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		const began = performance.now();
		await action(run);
		taken.push(performance.now() - began);
	}
	taken.sort((a, b) => a - b);
	return { median: taken[Math.floor(runs / 2)]!, fastest: taken[0]!, runs };
}

/** Fetches and reads a page to its end; anything but the expected status ends the measurement. */
export async function read(address: string, headers: Record<string, string> = {}): Promise<Buffer> {
	const response = await fetch(address, { headers, redirect: 'manual' });
	const bytes = Buffer.from(await response.arrayBuffer());
	if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
	return bytes;
}

/** The same bytes from a server that does nothing else: what the machine allows at best. */
export async function bare(bytes: Buffer, runs: number): Promise<Timing> {
	const server = createServer((_, response) => response.end(bytes));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const timing = await time(runs, async () => void (await read(address)));
	server.close();
	return timing;
}
