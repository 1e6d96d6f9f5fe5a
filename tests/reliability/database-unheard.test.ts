/**
 * The database away in all ways but being stopped (tests/security/database-away.test.ts): frozen,
 * silent, read-only, refused by a pooler. Each is answered with 503 within twice the patience, and is
 * over by itself; the log says so once.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { makePerson } from '../support/people.ts';
import { proxyTo } from '../support/proxy.ts';
import { get, post } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-unheard-'));
const database = await startEmbedded(folder);
const db = connect(database.ownerUrl, { connections: 1, applicationName: 'watching' });
await migrate(db);
const proxy = await proxyTo(database.ownerUrl);
const patienceSeconds = 4;
const server = await startServer({
	databaseUrl: proxy.url,
	environment: { DATABASE_PATIENCE: String(patienceSeconds), DATABASE_CONNECTIONS: '3' }
});
const { address } = server;
const { email } = await makePerson(db, { role: 'administrator' });
const cookie = await server.signIn(email);
const patience = { timeout: 150_000 };

afterAll(async () => {
	proxy.become('open');
	await server.stop();
	await db.destroy();
	await proxy.close();
	await database.stop();
	rmSync(folder, { recursive: true, force: true });
});

const account = () => get(`${address}/account`, { cookie });
const statusOf = async () => (await account()).status;

/** Twice as long as the patience is enough; a statement might run five times as long. */
async function inTime(answer: Promise<Response>): Promise<[number, string | null]> {
	const late = new Promise<never>((_, reject) =>
		setTimeout(() => reject(new Error('not answered in time')), patienceSeconds * 2_000).unref()
	);
	const { status, headers } = await Promise.race([answer, late]);
	return [status, headers.get('retry-after')];
}

const unavailable = [503, '5'];
const lines = (words: string) => server.output().split(words).length - 1;
let began: number;

/** More at once than there are connections, and of every kind. */
async function expectRefusals(): Promise<void> {
	const pages = Array.from({ length: 6 }, account);
	const form = post(`${address}/auth/sign-in`, { email, password: 'some wrong password' });
	for (const answer of [...pages, form]) expect(await inTime(answer)).toEqual(unavailable);
	expect((await get(`${address}/icon.svg`)).status).toBe(200);
	expect((await get(`${address}/healthz`)).status).toBe(503);
}

async function expectReturn(): Promise<void> {
	await expect.poll(statusOf, patience).toBe(200);
	await expect.poll(() => lines('The database answers again'), patience).toBe(began + 1);
	expect(lines('The database does not answer')).toBe(began + 1);
	expect(server.output()).not.toContain('    at ');
}

beforeEach(async () => {
	began = lines('The database does not answer');
	// so that there are connections to break
	expect(await Promise.all(Array.from({ length: 6 }, statusOf))).toEqual(Array(6).fill(200));
});

test('frozen: all of its processes stand still', async () => {
	const postmaster = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]!;
	const children = execFileSync('ps', ['-o', 'pid=', '--ppid', postmaster], { encoding: 'utf8' });
	const pids = [postmaster, ...children.trim().split(/\s+/)].map(Number);
	// children first: the postmaster must not see them stop
	for (const pid of pids.toReversed()) process.kill(pid, 'SIGSTOP');
	try {
		await expectRefusals();
	} finally {
		for (const pid of pids) process.kill(pid, 'SIGCONT');
	}
	await expectReturn();
});

test('silent: nothing comes through, on connections old and new', async () => {
	proxy.become('silent');
	await expectRefusals();
	proxy.become('open');
	await expectReturn();
});

test('deaf connections: what is sent on those that are there is lost, new ones are heard', async () => {
	proxy.forgetConnections();
	expect(await inTime(account())).toEqual(unavailable);
	await expectReturn();
});

test('refused by a pooler whose database is away', async () => {
	proxy.become('refusing');
	await expectRefusals();
	proxy.become('open');
	await expectReturn();
});

test('read-only: writing is refused, reading goes on, and the leader is found again', async () => {
	const reconnect = sql`
		select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and application_name not in ('watching')
	`;
	await sql`alter database tanaw set default_transaction_read_only = on`.execute(db);
	await reconnect.execute(db);
	const writing = () => post(`${address}/auth/sign-in`, { email, password: 'some wrong password' });
	await expect.poll(async () => (await get(`${address}/plans`)).status, patience).toBe(200);
	expect(await inTime(writing())).toEqual(unavailable);
	expect((await get(`${address}/plans`)).status).toBe(200);

	// as after a failover: connections that are there still lead to the standby
	await sql`alter database tanaw set default_transaction_read_only = off`.execute(db);
	await expect.poll(async () => (await writing()).status, patience).not.toBe(503);
	await expectReturn();
});
