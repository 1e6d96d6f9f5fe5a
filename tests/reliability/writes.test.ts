/** Writers who come at once, who come twice, and a server that is told to stop or killed meanwhile. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
	newestUpdate,
	report,
	reportOn,
	savedId,
	traces,
	type Activity
} from '../support/writer.ts';

const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const start = () => startServer({ databaseUrl: url, environment: { TANAW_TODAY: '2026-11-22' } });

let server: TestServer;
let first: Activity;
let second: Activity;

async function signIn(): Promise<void> {
	const { address } = server;
	const cookie = await server.signIn(`reporter.${plan.milg}@example.org`);
	first = { address, cookie, id: plan.ofMilg, asOf: '2026-09-30' };
	second = { ...first, cookie: await server.signIn('planner.all@example.org') };
}

beforeAll(async () => {
	server = await start();
	await signIn();
});
afterAll(async () => {
	await server.stop();
});

let before: Awaited<ReturnType<typeof traces>>;
beforeEach(async () => {
	before = await traces(db, 'small');
});

/** All or nothing: as many rows, entries of the log and steps of the revision. */
async function expectWhole(): Promise<void> {
	const after = await traces(db, 'small');
	expect(after.updates.length - before.updates.length).toBe(after.revision - before.revision);
	expect(after.updates.filter((id) => !after.logged.has(id))).toEqual([]);
	expect(await verify(db)).toMatchObject({ sound: true });
}

test('the same form sent six times at once is one row, and each is answered alike', async () => {
	const requestId = crypto.randomUUID();
	const answers = await Promise.all(Array.from({ length: 6 }, () => report(first, { requestId })));
	const ids = new Set(answers.map(savedId));
	expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(303));
	expect([...ids]).toEqual([await newestUpdate(db, first.id)]);
	expect((await traces(db, 'small')).updates.length).toBe(before.updates.length + 1);
	await expectWhole();
});

test('of two who report at once from the same state one is stored, the other sees both', async () => {
	const seen = await newestUpdate(db, first.id);
	const answers = await Promise.all([
		report(first, { seen, note: 'What the ministry says.' }),
		report(second, { seen, note: 'What the office says.' })
	]);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
	const page = await answers.find(({ status }) => status === 409)!.text();
	expect(page).toContain('What the ministry says.');
	expect(page).toContain('What the office says.');
	await expectWhole();
});

/** Keeps writers of the log waiting. */
async function whileLogIsHeld<T>(work: () => Promise<T>): Promise<T> {
	return await db.connection().execute(async (held) => {
		await sql`select pg_advisory_lock(hashtext('audit_entry'))`.execute(held);
		try {
			return await work();
		} finally {
			await sql`select pg_advisory_unlock(hashtext('audit_entry'))`.execute(held);
		}
	});
}

async function waiting(): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int from pg_stat_activity
		where datname = current_database() and wait_event = 'advisory'
	`.execute(db);
	return rows[0]!.count;
}

test('told to stop, the server finishes what is in flight, refuses what is new, and exits with 0', async () => {
	// the first link's making is in the log as well, and must not be taken for a request in flight
	await expect.poll(() => server.output()).toContain('/auth/link/');
	const seen = await newestUpdate(db, first.id);
	const { sent, stopped } = await whileLogIsHeld(async () => {
		const inFlight = report(first, { seen });
		await expect.poll(waiting).toBe(1);
		const stopping = server.stop();
		await expect
			.poll(() => get(`${server.address}/icon.svg`).then(String, () => 'refused'))
			.toBe('refused');
		return { sent: inFlight, stopped: stopping };
	});
	const answer = await sent;
	expect(savedId(answer)).toBe(await newestUpdate(db, first.id));
	expect(await stopped).toBe(0);
	await expectWhole();
	server = await start();
	await signIn();
});

test('killed while two write: each acknowledged row is there, whole, and no half ones', async () => {
	const acknowledged: string[] = [];
	let enough = () => {};
	const ten = new Promise<void>((done) => (enough = done));
	const seen = await newestUpdate(db, first.id);
	const hear = (id: string) => {
		acknowledged.push(id);
		if (acknowledged.length === 10) enough();
	};
	const writing = [first, second].map((one, index) =>
		reportOn({ ...one, id: [plan.ofMilg, plan.ofMpw][index]! }, hear, index === 0 ? seen : '')
	);
	await ten;
	await server.kill();
	await Promise.all(writing);
	server = await start();
	const { updates } = await traces(db, 'small');
	expect(acknowledged.filter((id) => !updates.includes(id))).toEqual([]);
	await expectWhole();
});
