import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPeriod } from '../support/open-period.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Three months after the demonstration's last day. */
const today = '2029-03-31';
let server: TestServer;
let cookie: string;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: today } });
	await openPeriod(server, {
		...{ label: '2029 Q1', starts_on: '2029-01-01', ends_on: '2029-03-31' },
		due_on: '2029-04-30'
	});
	cookie = await server.signIn('milg.focal@demo.example.org');
});
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

/** A KPI that counts, measured by the signed-in person's ministry. */
async function measuredKpi(): Promise<string> {
	const { id } = await server.db
		.selectFrom('kpi')
		.where('plan_id', '=', plan())
		.where('unit_kind', '=', 'count')
		.where('over_time', '=', 'last')
		.where('over_organisations', '<>', 'ratio')
		.select('id')
		.orderBy('id')
		.executeTakeFirstOrThrow();
	const ministry = server.db.selectFrom('organisation').select('id').where('slug', '=', 'milg');
	await server.db.updateTable('kpi').set({ reporter_id: ministry }).where('id', '=', id).execute();
	return id;
}

async function measure(id: string) {
	const form = `${server.address}/my/kpis/${id}`;
	const page = await (await get(form, { cookie })).text();
	const typed = {
		seen: /name="seen" value="(\d*)"/.exec(page)?.[1] ?? '',
		request_id: crypto.randomUUID(),
		value: '12',
		measured_on: '2029-03-01'
	};
	return post(form, typed, { cookie });
}

test('a KPI is measured after the plan’s end, until the day that it says', async () => {
	const id = await measuredKpi();
	const until = async (day: string) => {
		await server.db.updateTable('kpi').set({ measured_until: day }).where('id', '=', id).execute();
		// written past the frame of writing, which would say that the plan has changed
		await sql`
			update plan set revision = revision + 1, structure_revision = structure_revision + 1
		`.execute(server.db);
	};
	await until('2029-02-01');
	const refused = await measure(id);
	expect(refused.status).toBe(400);
	expect(await wordsOf(refused)).toContain(
		'This KPI is measured until 1 Feb 2029, so no later day can be reported.'
	);
	await until('2032-12-31');
	expect((await measure(id)).status).toBe(303);
	const { code } = await server.db
		.selectFrom('kpi')
		.where('id', '=', id)
		.select('code')
		.executeTakeFirstOrThrow();
	const leader = await server.signIn('leader@demo.example.org');
	const page = await get(`${server.address}/plans/bangsamoro-demo/kpis/${code}`, {
		cookie: leader
	});
	expect(await wordsOf(page)).toMatch(/Measured until 31 Dec 2032, after the plan’s end/);
});
