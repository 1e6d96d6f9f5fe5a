/** What may happen to the database that comes along: two who start it, a kill, a full disk. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { verify } from '#lib/server/writing/chain.ts';
import { planFolders } from '../../seeds/folders.ts';
import { nextPeriod, openPeriod } from '../support/open-period.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';
import { smallDisk } from '../support/small-disk.ts';
import { newestUpdate, report, reportOn, savedId, traces } from '../support/writer.ts';

const plan = 'bangsamoro-demo';
const disk = smallDisk();
const { folder } = disk;
const environment = { TANAW_TODAY: '2026-11-22' };
const [server, other] = await Promise.all([
	startServer({ folder, environment }),
	startServer({ folder, environment })
]);
await openPeriod(server, nextPeriod);
const { db, address } = server;
const cookie = await server.signIn('milg.focal@demo.example.org');
const { id } = await db
	.selectFrom('element')
	.innerJoin('plan', 'plan.id', 'element.plan_id')
	.where('plan.slug', '=', plan)
	.where('element.code', '=', '4.2.6')
	.select('element.id')
	.executeTakeFirstOrThrow();
const activity = { address, cookie, id };
const patience = { timeout: 150_000 };

afterAll(async () => {
	disk.empty();
	await server.stop();
	disk.remove();
});

const health = async () => (await get(`${address}/healthz`)).status;

async function expectAll(acknowledged: string[]): Promise<void> {
	const { updates, logged } = await traces(db, plan);
	expect(acknowledged.filter((one) => !updates.includes(one) || !logged.has(one))).toEqual([]);
	expect(await verify(db)).toMatchObject({ sound: true });
}

test('two that start at once on an empty folder both come up, and either may go', async () => {
	expect((await get(`${other.address}/healthz`)).status).toBe(200);
	const { rows } = await sql<{ count: number }>`select count(*)::int from plan`.execute(db);
	expect(rows).toEqual([{ count: planFolders.length }]);
	expect(await other.stop()).toBe(0);
	await expect.poll(health, patience).toBe(200);
});

test('killed while somebody writes it is started again by itself, with all that was acknowledged', async () => {
	const acknowledged: string[] = [];
	let enough = () => {};
	const three = new Promise<void>((done) => (enough = done));
	const writing = reportOn(
		activity,
		(one) => {
			if (acknowledged.push(one) === 3) enough();
		},
		await newestUpdate(db, id)
	);
	await three;
	process.kill(
		Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
		9
	);
	await writing;
	await expect.poll(() => server.output(), patience).toContain('The database is running again.');
	await expect.poll(health, patience).toBe(200);
	await expectAll(acknowledged);
});

/** Longer than the size to which files may be limited. */
async function lengthenLog(): Promise<void> {
	await sql`
		insert into audit_entry (action, subject_kind, detail)
		select 'filled', 'test', jsonb_build_object('words', repeat(md5(number::text), 55))
		from generate_series(1, 10000) as number
	`.execute(db);
}

/** What fits into pages that are there already is stored, on the fullest disk. */
async function fillPages(): Promise<void> {
	await sql`
		do $$
		declare
			size integer;
		begin
			foreach size in array array[55, 1] loop
				loop
					begin
						insert into audit_entry (action, subject_kind, detail) values
							('filled', 'test', jsonb_build_object('words', repeat(md5(size::text), size)));
					exception when others then
						exit;
					end;
				end loop;
			end loop;
		end $$
	`.execute(db);
}

/** The log of changes needs a new file, for which there is no room: PostgreSQL ends itself over that. */
async function exhaustLog(): Promise<void> {
	for (const slug of ['one', 'two']) {
		await sql`select pg_switch_wal()`.execute(db).catch(() => {});
		await db
			.insertInto('framework')
			.values({ slug, title: slug, reason: slug })
			.execute()
			.catch(() => {});
	}
}

test.runIf(process.platform === 'linux')(
	'on a full disk writing is refused and reading goes on; with room again all is well',
	async () => {
		const acknowledged: string[] = [];
		await lengthenLog();
		disk.fill();
		await fillPages();
		let seen = await newestUpdate(db, id);
		let refused: Response | undefined;
		for (let sent = 0; sent < 60 && !refused; sent++) {
			const answer = await report(activity, { seen, note: 'What was typed.' });
			const stored = savedId(answer);
			if (!stored) refused = answer;
			else acknowledged.push((seen = stored));
		}
		expect(refused?.status).toBe(507);
		const page = await refused!.clone().text();
		expect(page).toContain('name="note" value="What was typed."');
		expect(await wordsOf(refused!)).toContain('There is no room left to store anything');
		for (const path of ['/', '/plans', `/plans/${plan}/leadership`])
			expect([path, (await get(`${address}${path}`)).status]).toEqual([path, 200]);

		await exhaustLog();
		expect([200, 503]).toContain(await health());
		disk.empty();
		await expect.poll(health, patience).toBe(200);
		const again = await report(activity, { seen });
		// the server has found the database again; this test's own connections find it a little later
		const newest = () => newestUpdate(db, id).catch(() => null);
		await expect.poll(newest, patience).toBe(savedId(again));
		await expectAll(acknowledged);
	}
);

test('its own log repeats nothing of what people entered', async () => {
	const email = 'planner@demo.example.org';
	const twice = sql`insert into user_account (email, name) values (${email}, 'Somebody')`;
	await expect(twice.execute(db)).rejects.toThrow('user_account_email');
	const log = readFileSync(join(folder, 'log'), 'utf8');
	expect(log).toContain('user_account_email');
	expect(log).not.toMatch(/@|Somebody/);
});
