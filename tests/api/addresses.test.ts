import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
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
});
afterAll(() => server.stop());

/** Gives an element of the demonstration another code from a day on, as an amendment would. */
async function renameFrom(day: string, code: string, amended: string) {
	await sql`
		insert into element_version
		select (jsonb_populate_record(version, jsonb_build_object(
			'holds_from', ${day}::date, 'code', ${amended}::text, 'retired', false
		))).* from element_version version
		join plan on plan.id = plan_id where slug = ${demo} and version.code = ${code}
	`.execute(server.db);
	await sql`update plan set revision = revision + 1, structure_revision = structure_revision + 1
		where slug = ${demo}`.execute(server.db);
}

const demo = 'bangsamoro-demo';
const plan = `/plans/${demo}`;

/** Where an address leads, and with which status. */
async function leads(path: string, cookie?: string) {
	const response = await get(server.address + path, { cookie });
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

test('a code that was amended leads to the one that holds on the day shown', async () => {
	await renameFrom('2026-10-15', '4.1.1', '4.1.1 new');
	const [former, amended] = [`${plan}/elements/4.1.1`, `${plan}/elements/4.1.1%20new`];
	for (const [path, to] of [
		// the page by itself shows the end of the latest period due, before the amendment
		[amended, former],
		[`${amended}?as_of=2026-10-14`, `${former}?as_of=2026-10-14`],
		[`${former}?as_of=2026-10-20`, `${amended}?as_of=2026-10-20`],
		[
			`${plan}/explain?figure=delivery_progress&of=element:4.1.1&as_of=2026-10-20`,
			`${plan}/explain?figure=delivery_progress&of=element%3A4.1.1+new&as_of=2026-10-20`
		]
	] as const) {
		expect(await leads(path)).toEqual([308, to]);
		expect(await leads(to)).toEqual([200, null]);
	}
});

test('what came with an amendment is shown as of today where the page’s own day is before it', async () => {
	await sql`
		insert into element (plan_id, kind, parent_id, parent_kind, position, code, title)
		select plan_id, 'activity', parent_id, parent_kind, 90, 'brought', 'Brought by an amendment'
		from element join plan on plan.id = plan_id where slug = ${demo} and element.code = '4.2.1'
	`.execute(server.db);
	await sql`update element_version set holds_from = '2026-11-01' where code = 'brought'`.execute(
		server.db
	);
	await sql`update plan set revision = revision + 1, structure_revision = structure_revision + 1
		where slug = ${demo}`.execute(server.db);
	const to = `${plan}/elements/brought?as_of=2026-11-22`;
	const leader = await server.signIn('leader@demo.example.org');
	expect(await leads(`${plan}/elements/brought`, leader)).toEqual([308, to]);
	expect(await leads(to, leader)).toEqual([200, null]);
	// what is not published is not there for others, under no address
	for (const path of [`${plan}/elements/brought`, `${plan}/elements/BROUGHT`, to])
		expect(await leads(path)).toEqual([404, null]);
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
