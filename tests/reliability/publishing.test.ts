/** A publication whose process is killed in its middle is taken up by another: all of it once, or nothing. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/connect.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { close } from '#lib/server/periods/commands.ts';
import { people, reportedPeriod } from '../../scripts/bench/reported-period.ts';
import { fill } from '../../scripts/bench/synthetic.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startMailServer } from '../support/mail-server.ts';

const organisations = 200;
const { db, url } = await freshDatabase();
await fill(db, { plans: 1, activities: 1_000, updates: 2, organisations });
const planner = await people(db);
const periodId = await reportedPeriod(db, planner, 'bench-1');
const plan = (await plans.find(db, 'bench-1'))!;
await close(db, planner, plan, periodId);
// what was told of before is none of this test's
await sql`update mail set state = 'withheld', ended_at = now()`.execute(db);

const office = await startMailServer();
const ended: (() => Promise<unknown>)[] = [() => office.stop()];
afterAll(async () => {
	for (const end of ended.toReversed()) await end();
});

async function appOn(): Promise<TestServer> {
	const server = await startServer({
		databaseUrl: url,
		environment: {
			TANAW_TODAY: '2027-01-31',
			// a lock is waited for as long as a test may hold it
			DATABASE_PATIENCE: '60',
			TANAW_MAIL: office.url,
			TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>'
		}
	});
	ended.push(() => server.stop().catch(() => {}));
	return server;
}

const page = `/plans/bench-1/periods/${periodId}`;
const snapshots = () => db.selectFrom('snapshot').select(['version']).execute();
const steps = (state: string) =>
	db
		.selectFrom('report_transition')
		.where('state', '=', sql<'published'>`${state}`)
		.select('report_id')
		.execute();
const told = () =>
	db.selectFrom('notice').where('kind', '=', 'published').select('mail_id').execute();

/** Nothing is kept while the act goes on; it ends where the snapshot would be written. */
async function whileNothingIsKept(at: Db, act: () => Promise<void>): Promise<void> {
	await at.transaction().execute(async (trx) => {
		await sql`lock table snapshot in share mode`.execute(trx);
		await act();
	});
}

test('killed half-way nothing of it is there, and the next process publishes all of it once', async () => {
	const first = await appOn();
	const cookie = await first.signIn('planner@example.org');
	await whileNothingIsKept(db, async () => {
		const asked = post(`${first.address}${page}?/published`, {}, { cookie });
		expect((await asked).headers.get('location')).toBe(`${page}?publishing`);
		await untilSomebodyWaits(db);
		const words = async () =>
			await wordsOf(await get(`${first.address}${page}?publishing`, { cookie }));
		await expect.poll(words, { timeout: 90_000 }).toContain('Steps done: 3 of 4');
		expect(await words()).toContain('The snapshot is kept, and ministries are told going on');
		// the figures that everybody reads are those of before
		expect(await snapshots()).toEqual([]);
		await first.kill();
	});
	expect([await snapshots(), await steps('published'), await told()]).toEqual([[], [], []]);

	const second = await appOn();
	await expect.poll(async () => (await snapshots()).length, { timeout: 90_000 }).toBe(1);
	const done = await get(`${second.address}${page}?publishing`, { cookie });
	expect(done.headers.get('location')).toBe(`${page}?saved=published`);
	expect(await snapshots()).toEqual([{ version: 1 }]);
	expect(await steps('published')).toHaveLength(organisations);
	expect(await told()).toHaveLength(organisations);
	const { tries, problem } = await db
		.selectFrom('publishing')
		.select(['tries', 'problem'])
		.executeTakeFirstOrThrow();
	expect({ tries, problem }).toEqual({ tries: 2, problem: null });
	await office.arrived(organisations);
	const readers = office.mails.map((mail) => /^To: (.*?)\r?$/m.exec(mail)?.[1]);
	expect(new Set(readers).size).toBe(readers.length);
});

test('two processes that look at once publish it once; pressed twice it is asked for once', async () => {
	const [one, other] = [await appOn(), await appOn()];
	const cookie = await one.signIn('planner@example.org');
	const fields = { reason: 'One ministry sent a new figure.', request_id: crypto.randomUUID() };
	const answers = await Promise.all(
		[one, other, one].map(({ address }) => post(`${address}${page}?/published`, fields, { cookie }))
	);
	expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
	await expect.poll(async () => (await snapshots()).length, { timeout: 90_000 }).toBe(2);
	const again = await post(`${one.address}${page}?/published`, {}, { cookie });
	expect(again.status).toBe(400);
	expect(await wordsOf(again)).toContain('Nothing was approved since the last publication');
	expect((await snapshots()).map(({ version }) => version)).toEqual([1, 2]);
	const asked = await db.selectFrom('publishing').select('ended_at').execute();
	expect(asked).toHaveLength(2);
	expect(asked.every(({ ended_at }) => ended_at !== null)).toBe(true);
});

test('what cannot be published any more when its turn comes says so, and nothing of it is public', async () => {
	const server = await appOn();
	const cookie = await server.signIn('planner@example.org');
	await db
		.insertInto('publishing')
		.values({ plan_id: plan.id, period_id: periodId, reason: null, asked_by: planner.id })
		.execute();
	const problem = () =>
		db.selectFrom('publishing').orderBy('id', 'desc').select('problem').executeTakeFirst();
	await expect.poll(problem, { timeout: 90_000 }).toEqual({ problem: 'nothing_to_publish' });
	const words = await wordsOf(await get(server.address + page, { cookie }));
	expect(words).toContain('The period was not published, and nothing of it is public.');
	expect(await snapshots()).toHaveLength(2);
});
