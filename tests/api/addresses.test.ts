import { afterAll, beforeAll, expect, test } from 'vitest';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
	await server.db
		.updateTable('element')
		.set({ code: '4.2.7a' })
		.where('code', '=', '4.2.7')
		.where('plan_id', '=', server.db.selectFrom('plan').select('id').where('slug', '=', demo))
		.execute();
}, 90_000);
afterAll(() => server.stop());

const demo = 'bangsamoro-demo';
const plan = `/plans/${demo}`;

/** Where an address leads, and with which status. */
async function leads(path: string) {
	const response = await get(server.address + path);
	return [response.status, response.headers.get('location')];
}

test.each([
	['a code that was changed', `${plan}/elements/4.2.7`, `${plan}/elements/4.2.7a`],
	[
		'its question',
		`${plan}/elements/4.2.7?as_of=2026-06-30`,
		`${plan}/elements/4.2.7a?as_of=2026-06-30`
	],
	['a code in capitals', `${plan}/elements/o1.1`, `${plan}/elements/O1.1`],
	['a plan in capitals', '/plans/Bangsamoro/kpis?x=1', '/plans/bangsamoro/kpis?x=1'],
	['a plan’s initials', '/plans/BEGMP', '/plans/bangsamoro'],
	['a plan’s short name', '/plans/Sri-Lanka,%20capacity%20building', '/plans/sri-lanka-capacity'],
	['an organisation’s acronym', '/organisations/MILG', '/organisations/milg'],
	[
		'a figure of what was renamed',
		`${plan}/explain?figure=delivery_progress&of=element:4.2.7`,
		`${plan}/explain?figure=delivery_progress&of=element%3A4.2.7a`
	],
	['a plan of the API', '/api/v1/plans/BANGSAMORO/figures', '/api/v1/plans/bangsamoro/figures'],
	[
		'a figure of the API',
		`/api/v1${plan}/derivation?figure=delivery_progress&of=element:4.2.7`,
		`/api/v1${plan}/derivation?figure=delivery_progress&of=element%3A4.2.7a`
	]
])('%s leads to the present address, which is there', async (_, path, present) => {
	expect(await leads(path)).toEqual([308, present]);
	expect(await leads(present)).toEqual([200, null]);
});

test('a KPI in another letter case leads to it', async () => {
	const { code } = await server.db
		.selectFrom('kpi')
		.innerJoin('plan', 'plan.id', 'kpi.plan_id')
		.where('plan.slug', '=', demo)
		.where('kpi.retired_at', 'is', null)
		.where((eb) => eb(eb.fn('lower', ['kpi.code']), '<>', eb.ref('kpi.code')))
		.select('kpi.code')
		.executeTakeFirstOrThrow();
	expect(await leads(`${plan}/kpis/${code.toLowerCase()}`)).toEqual([308, `${plan}/kpis/${code}`]);
});

test('what means nothing stays 404, and a form sent there is not led elsewhere', async () => {
	for (const path of [`${plan}/elements/none`, '/plans/none', '/organisations/none', '/none'])
		expect((await leads(path))[0]).toBe(404);
	const sent = await fetch(`${server.address}/plans/BEGMP`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.address, accept: 'text/html' }
	});
	expect(sent.status).toBeGreaterThanOrEqual(400);
});

test('browsers ask again, since a code may be another’s one day', async () => {
	const response = await get(`${server.address}${plan}/elements/4.2.7`);
	expect(response.headers.get('cache-control')).toBe('no-cache');
});
