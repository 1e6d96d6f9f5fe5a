/** Of which plans the public is told that they use a framework: on its page, in the list, and in open data what the plan's own page says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setOut } from '#lib/server/tagging/tagging.ts';
import { makePerson } from '../support/people.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const framework = 'pemdi-2025';
const reason = 'The office decided so.';

let server: TestServer;
let leader: string;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
	leader = await server.signIn('leader@demo.example.org');
}, 150_000);
afterAll(() => server.stop());

async function declare(slug: string): Promise<void> {
	const { db } = server;
	const { actor } = await makePerson(db, { role: 'planner' });
	const { id, demonstration } = await db
		.selectFrom('plan')
		.where('slug', '=', slug)
		.select(['id', 'demonstration'])
		.executeTakeFirstOrThrow();
	await setOut(db, actor, { id, demonstration }, [framework], reason);
}

const textOf = async (path: string, cookie?: string) => {
	const answer = await get(server.address + path, cookie ? { cookie } : {});
	return answer.status === 200 ? await answer.text() : '';
};

interface Listed {
	frameworks: { code: string; plans: string[] }[];
}

/** Where it is told of a plan that it uses the framework. */
async function toldOf(slug: string, cookie?: string) {
	const leads = (html: string, to: string) => html.includes(`href="${to}"`);
	const listed = (await (await get(`${server.address}/api/v1/frameworks`)).json()) as Listed;
	const list = await textOf('/frameworks', cookie);
	const after = list.slice(Math.max(0, list.indexOf(`href="/frameworks/${framework}"`)));
	return {
		plan: leads(await textOf(`/plans/${slug}`, cookie), `/frameworks/${framework}`),
		list:
			leads(list, `/frameworks/${framework}`) && leads(after.split('</li>')[0]!, `/plans/${slug}`),
		framework: leads(await textOf(`/frameworks/${framework}`, cookie), `/plans/${slug}`),
		openData: listed.frameworks.some(
			({ code, plans }) => code === framework && plans.includes(slug)
		)
	};
}

const everywhere = { plan: true, list: true, framework: true, openData: true };
const nowhere = { plan: false, list: false, framework: false, openData: false };

test('a plan that is published tells the public no more than it did, and staff what is so now', async () => {
	await declare('bangsamoro-demo');
	expect(await toldOf('bangsamoro-demo')).toEqual(nowhere);
	expect(await toldOf('bangsamoro-demo', leader)).toEqual({ ...everywhere, openData: false });
	expect((await get(`${server.address}/frameworks/${framework}`)).status).toBe(404);
	expect((await get(`${server.address}/api/v1/frameworks/${framework}`)).status).toBe(404);
	expect(await textOf('/sitemap.xml')).not.toContain(`/frameworks/${framework}<`);
}, 60_000);

test('a plan that has no snapshots tells it at once', async () => {
	await declare('sri-lanka-capacity');
	expect(await toldOf('sri-lanka-capacity')).toEqual(everywhere);
	expect(await toldOf('bangsamoro-demo')).toEqual(nowhere);
	expect((await get(`${server.address}/api/v1/frameworks/${framework}`)).status).toBe(200);
	expect(await textOf('/sitemap.xml')).toContain(`/frameworks/${framework}<`);
}, 60_000);

test('what a list among a plan’s notes is kept in is told as what the plan uses', async () => {
	expect(await textOf('/frameworks/dti-programme')).toContain('href="/plans/dti-programme"');
	expect(await textOf('/plans/dti-programme')).toContain('href="/frameworks/dti-programme"');
});
