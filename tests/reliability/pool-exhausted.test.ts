/** All connections held by a stuck lock: quick refusals, nothing pinned for ever, no restart. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const { email } = await makePerson(db, { role: 'administrator' });
const environment = { DATABASE_CONNECTIONS: '3', DATABASE_PATIENCE: '1' };
const server = await startServer({ databaseUrl: url, environment });
const { address } = server;
const cookie = await server.signIn(email);
const holder: Db = connect(url, { connections: 1, applicationName: 'holder' });

afterAll(async () => {
	await holder.destroy();
	await server.stop();
});

/** While a lock on the table is held by somebody who does not come back. */
async function whileLocked(table: 'plan' | 'session', work: () => Promise<void>): Promise<void> {
	await holder.transaction().execute(async (trx) => {
		await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx);
		await work();
	});
}

async function waiting(): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'
	`.execute(db);
	return rows[0]!.count;
}

test('a stuck lock and forty requests: refused with 503, files and health answered, then all is well', async () => {
	expect((await get(`${address}/plans`, { cookie })).status).toBe(200);
	await whileLocked('plan', async () => {
		const pages = Array.from({ length: 40 }, () => get(`${address}/plans`));
		await expect.poll(waiting).toBe(3);
		const health = await get(`${address}/healthz`);
		expect(await health.json()).toMatchObject({ database: expect.stringMatching(/ok|unavail/) });
		expect((await get(`${address}/icon.svg`)).status).toBe(200);

		for (const page of await Promise.all(pages))
			expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
		expect(await wordsOf(await get(`${address}/plans`))).toContain(
			'The database is not available at the moment'
		);
	});
	expect((await get(`${address}/plans`, { cookie })).status).toBe(200);
	expect(await (await get(`${address}/healthz`)).json()).toMatchObject({ status: 'ok' });
	// one line for all of them, and no stack
	await expect.poll(server.output, { timeout: 150_000 }).toMatch(/answers again.* meanwhile: 41\./);
	expect(server.output().match(/does not answer| {4}at /g)).toEqual(['does not answer']);
});

test('a form sent meanwhile is refused, and what was typed is not lost', async () => {
	const path = '/administration?/invite';
	const typed = { email: 'somebody@example.org', name: 'Some “Body” & <more>' };
	await whileLocked('session', async () => {
		const refused = await post(`${address}${path}`, typed, { cookie });
		expect(refused.status).toBe(503);
		const page = await refused.text();
		expect(page).toContain(`action="${path}"`);
		expect(page).toContain('value="Some “Body” &amp; &lt;more>"');
	});
	expect((await get(`${address}/account`, { cookie })).status).toBe(200);
});

test('a connection that breaks in the middle of a transaction takes nobody else with it', async () => {
	await whileLocked('session', async () => {
		const page = get(`${address}/account`, { cookie });
		await expect.poll(waiting).toBe(1);
		await sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and application_name not in ('holder', 'tanaw')
		`.execute(db);
		expect((await page).status).toBe(503);
	});
	expect((await get(`${address}/account`, { cookie })).status).toBe(200);
});
