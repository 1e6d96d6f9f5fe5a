/** Several servers of one embedded database: the last one to leave stops it, and no other. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-two-'));
const postmaster = join(folder, 'data', 'postmaster.pid');
const patience = { timeout: 150_000 };
const databasePid = () => Number(readFileSync(postmaster, 'utf8').split('\n')[0]);
const pages = async ({ address }: TestServer) => (await get(`${address}/plans`)).status;

afterAll(async () => {
	if (existsSync(postmaster)) await (await startEmbedded(folder)).stop();
	rmSync(folder, { recursive: true, force: true });
});

/** Until nobody asks anything: all that is left is that each server says it is there. */
async function untilQuiet(): Promise<void> {
	const { superuserUrl } = await startEmbedded(folder);
	const watching = connect(superuserUrl, { connections: 1, applicationName: 'watching' });
	const busy = sql<{ count: number }>`
		select count(*)::int from pg_stat_activity
		where backend_type = 'client backend' and application_name not like '%is here'
			and application_name not in ('watching', 'tanaw test')
	`;
	await expect.poll(async () => (await busy.execute(watching)).rows[0]!.count, patience).toBe(0);
	await watching.destroy();
}

const first = await startServer({ folder });
const second = await startServer({ folder });

test('stopping the one that started it leaves it to the other, however quiet that one is', async () => {
	const pid = databasePid();
	await untilQuiet();
	expect(await first.stop()).toBe(0);
	expect([databasePid(), await pages(second)]).toEqual([pid, 200]);
});

test('ended by a hand it comes back, and who uses it is known all the same', async () => {
	process.kill(databasePid(), 'SIGKILL');
	await expect.poll(() => second.output(), patience).toContain('The database is running again.');
	const third = await startServer({ folder });
	const pid = databasePid();
	await untilQuiet();
	expect(await third.stop()).toBe(0);
	expect([databasePid(), await pages(second)]).toEqual([pid, 200]);
	expect(await second.stop()).toBe(0);
	expect(existsSync(postmaster)).toBe(false);
});

test('stopping both at once stops it; one that comes meanwhile has it running', async () => {
	const leaving = await Promise.all([startServer({ folder }), startServer({ folder })]);
	const stopping = leaving.map((server) => server.stop());
	const coming = await startServer({ folder });
	expect(await Promise.all(stopping)).toEqual([0, 0]);
	expect(await pages(coming)).toBe(200);
	expect(await coming.stop()).toBe(0);
	expect(existsSync(postmaster)).toBe(false);
});
