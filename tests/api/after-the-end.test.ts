import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Three months after the demonstration's last day. */
const today = '2029-03-31';
let server: TestServer;
let cookie: string;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: today } });
	cookie = await server.signIn('milg.focal@demo.example.org');
}, 90_000);
afterAll(() => server.stop());

const plan = () => server.db.selectFrom('plan').where('slug', '=', 'bangsamoro-demo').select('id');

test('work that goes on after the plan’s end is reported', async () => {
	const { id } = await server.db
		.selectFrom('element')
		.where('plan_id', '=', plan())
		.where('code', '=', '4.2.8')
		.select('id')
		.executeTakeFirstOrThrow();
	const form = `${server.address}/my/activities/${id}`;
	const page = await (await get(form, { cookie })).text();
	const typed = {
		seen: /name="seen" value="(\d*)"/.exec(page)?.[1] ?? '',
		request_id: crypto.randomUUID(),
		delivery: 'in_progress',
		percent: '97',
		as_of: '2029-03-15'
	};
	const sent = await post(`${form}?/report`, typed, { cookie });
	expect(sent.status).toBe(303);
	const saved = await get(server.address + sent.headers.get('location')!, { cookie });
	expect(await wordsOf(saved)).toMatch(/Saved: 97\s% as of 15 Mar 2029\./);
});

test('a KPI is measured after the plan’s end', async () => {
	await server.db
		.updateTable('kpi')
		.set({
			reporter_id: server.db.selectFrom('organisation').select('id').where('slug', '=', 'milg')
		})
		.where('plan_id', '=', plan())
		.where('unit_kind', '=', 'count')
		.where('over_time', '=', 'last')
		.execute();
	const { id } = await server.db
		.selectFrom('kpi')
		.where('plan_id', '=', plan())
		.where('unit_kind', '=', 'count')
		.where('over_time', '=', 'last')
		.where('over_organisations', '<>', 'ratio')
		.select('id')
		.executeTakeFirstOrThrow();
	const form = `${server.address}/my/kpis/${id}`;
	const page = await (await get(form, { cookie })).text();
	const typed = {
		seen: /name="seen" value="(\d*)"/.exec(page)?.[1] ?? '',
		request_id: crypto.randomUUID(),
		value: '12',
		measured_on: '2029-03-01'
	};
	const sent = await post(form, typed, { cookie });
	expect(sent.status).toBe(303);
});
