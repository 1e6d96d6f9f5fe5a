/** The time zone of the process changes no date: pages, open data and what is stored. */
import { afterAll, expect, test } from 'vitest';
import { seedDemonstration, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { nextPeriod, openPeriod } from '../support/open-period.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';
import { newestUpdate, report, savedId } from '../support/writer.ts';

const { db, url } = await freshDatabase();
await seedReference(db);
await seedDemonstration(db, () => {});
const zones = ['UTC', 'Asia/Manila', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const servers = await Promise.all(
	zones.map((TZ) =>
		startServer({ databaseUrl: url, environment: { TZ, TANAW_TODAY: '2026-11-22' } })
	)
);

await openPeriod(servers[0]!, nextPeriod);

afterAll(() => Promise.all(servers.map((server) => server.stop())));

const plan = '/plans/bangsamoro-demo';

test.each([
	`${plan}/leadership`,
	`${plan}/leadership?as_of=2024-02-29`,
	`${plan}/timeline`,
	`${plan}/commitments`,
	`${plan}/elements/4.2.6`,
	`/api/v1${plan}/figures?as_of=2025-12-31`
])('%s says the same everywhere', async (path) => {
	const texts = [];
	for (const { address } of servers) {
		const response = await get(`${address}${path}`);
		expect(response.status).toBe(200);
		texts.push((await response.text()).replaceAll(address, ''));
	}
	expect(texts[0]).toMatch(/20\d\d/);
	expect(new Set(texts).size).toBe(1);
});

test('a day that is typed is the day that is stored and shown', async () => {
	const { id } = await db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('plan.slug', '=', 'bangsamoro-demo')
		.where('element.code', '=', '4.2.6')
		.select('element.id')
		.executeTakeFirstOrThrow();
	for (const server of servers) {
		const cookie = await server.signIn('milg.focal@demo.example.org');
		const seen = await newestUpdate(db, id);
		const answer = await report({ ...server, cookie, id }, { seen });
		const stored = await db
			.selectFrom('activity_update')
			.where('id', '=', savedId(answer)!)
			.select('as_of')
			.executeTakeFirstOrThrow();
		expect(stored.as_of).toBe('2026-11-20');
		const page = await get(`${server.address}${answer.headers.get('location')}`, { cookie });
		expect(await wordsOf(page)).toContain('Saved: 50 % as of 20 Nov 2026.');
	}
});
