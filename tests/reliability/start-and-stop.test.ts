import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { frontDoor } from '../../scripts/prepare.js';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-start-'));
const postmaster = join(folder, 'data', 'postmaster.pid');

async function start(port: number): Promise<ChildProcess> {
	const child = spawn(process.execPath, [frontDoor], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { PATH: process.env.PATH, PORT: String(port), TANAW_DATA: folder }
	});
	for await (const chunk of child.stdout!) if (String(chunk).includes('Tanaw is at')) break;
	return child;
}

async function health(port: number): Promise<unknown> {
	const response = await fetch(`http://127.0.0.1:${port}/healthz`);
	return { status: response.status, body: await response.json() };
}

const well = { status: 200, body: { status: 'ok', database: 'ok', version: expect.any(String) } };

/** PostgreSQL removes this file as its last act. */
function databasePid(): number {
	return Number(readFileSync(postmaster, 'utf8').split('\n')[0]);
}

afterAll(async () => {
	if (existsSync(postmaster)) await (await startEmbedded(folder)).stop();
	rmSync(folder, { recursive: true, force: true });
});

test('SIGTERM ends the server and its database; after a kill -9 the next start simply works', async () => {
	const first = await start(4801);
	expect(await health(4801)).toEqual(well);
	first.kill('SIGTERM');
	const [code] = (await once(first, 'exit')) as [number | null];
	expect(code).toBe(0);
	expect(existsSync(postmaster)).toBe(false);

	const second = await start(4802);
	const left = databasePid();
	second.kill('SIGKILL');
	await once(second, 'exit');

	const third = await start(4803);
	expect(databasePid()).toBe(left);
	expect(await health(4803)).toEqual(well);
	third.kill('SIGINT');
	await once(third, 'exit');
	expect(existsSync(postmaster)).toBe(false);
});
