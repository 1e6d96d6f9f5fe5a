/** Signs that turn the direction of text turn nothing beside the text that holds them. */
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get, post } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;
const [rlo, pdf] = ['\u202E', '\u202C'];

test('what is typed is stored with each direction closed that it opens', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(email);
	const person = { name: `Amina ${rlo}diaS`, email: 'amina@milg.gov', role: 'planner' };
	const made = await post(`${origin}/administration?/invite`, person, { cookie });
	expect(made.status).toBe(200);
	const { name } = await db.selectFrom('invitation').select('name').executeTakeFirstOrThrow();
	expect(name).toBe(`Amina ${rlo}diaS${pdf}`);
	expect(await made.text()).toContain(`<bdi>Amina ${rlo}diaS${pdf}</bdi>`);
});

test('what was stored otherwise is isolated where pages show it, for everybody and staff', async () => {
	await makePlan(db, { slug: 'turned' });
	const title = `Master Plan ${rlo}nalP`;
	await db.updateTable('plan').set({ title, revision: '2' }).execute();
	const person = await makePerson(db, { name: `Omar ${rlo}x`, role: 'administrator' });
	const cookie = await server.signIn(person.email);
	for (const [path, sent] of [
		['/plans/turned', {}],
		['/plans', {}],
		['/administration', { cookie }],
		['/account', { cookie }]
	] as const) {
		const page = await (await get(origin + path, sent)).text();
		expect(page).toContain(rlo);
		// each is closed before the tag ends in which it stands
		for (const [, text = ''] of page.matchAll(/>([^<]*\u202E[^<]*)</g))
			expect([path, text.split(rlo).length]).toEqual([path, text.split(pdf).length]);
		expect(page).toMatch(/<bdi>[^<]*\u202E[^<]*\u202C<\/bdi>/);
	}
});

test('the character 0 and halves of characters are taken as before', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(email);
	const send = (name: string) =>
		fetch(`${origin}/administration?/invite`, {
			method: 'POST',
			headers: {
				cookie,
				origin,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: `name=${name}&email=b@milg.gov&role=leader`
		});
	for (const name of ['B%00adr', 'B%ED%A0%80adr', 'B%ED%B0%80', '%FF%FEB'])
		expect((await send(name)).status).toBe(200);
	expect(server.output()).not.toMatch(/\n {4}at |Error/);
});
