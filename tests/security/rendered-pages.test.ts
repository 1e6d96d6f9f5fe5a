/** Pages are kept as they were rendered: each is exact after every change, and shown to nobody else. */
import { request } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plan = await makePlan(db, { slug: 'kept' });
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const address = `${server.address}/plans/kept`;

async function retitle(title: string): Promise<void> {
	await db
		.updateTable('plan')
		.set((eb) => ({ title, revision: eb('revision', '+', '1') }))
		.where('id', '=', plan.id)
		.execute();
}

test.each(['/plans/kept', '/plans/kept/leadership', '/plans', '/'])(
	'%s shows a change at the next load',
	async (path) => {
		await retitle('Before the change');
		expect(await wordsOf(await get(server.address + path))).toContain('Before the change');
		expect(await wordsOf(await get(server.address + path))).toContain('Before the change');
		await retitle('After the change');
		expect(await wordsOf(await get(server.address + path))).toContain('After the change');
	}
);

test('who holds the page is told so, until it changes', async () => {
	const first = await get(address);
	const held = { 'if-none-match': first.headers.get('etag') ?? '' };
	expect(first.headers.get('cache-control')).toBe('private, no-cache');
	expect((await get(address, { headers: held })).status).toBe(304);
	await retitle('Another title');
	expect((await get(address, { headers: held })).status).toBe(200);
});

test('each sees a page of their own, and none of it is left to others', async () => {
	const [anna, ben] = await Promise.all(
		['Anna Abad', 'Ben Bautista'].map(async (name) => {
			const { email } = await makePerson(db, { name, role: 'planner' });
			return await server.signIn(email);
		})
	);
	const read = async (cookie?: string) => (await get(address, { cookie })).text();
	for (const round of ['rendered', 'kept']) {
		const [ofAnna, ofBen, ofNobody] = [await read(anna), await read(ben), await read()];
		expect(ofAnna, round).toContain('Anna Abad');
		expect(ofBen, round).toContain('Ben Bautista');
		expect(ofBen, round).not.toContain('Anna Abad');
		expect(ofNobody, round).not.toMatch(/Anna Abad|Ben Bautista|\/edit/);
	}
	const signedIn = await get(address, { cookie: anna });
	expect(signedIn.headers.get('cache-control')).toBe('private, no-store');
});

test('an error is not kept', async () => {
	const missing = `${server.address}/plans/later`;
	expect((await get(missing)).status).toBe(404);
	await makePlan(db, { slug: 'later' });
	expect((await get(missing)).status).toBe(200);
});

test('an address that no plan can have fails nobody who asks at the same moment', async () => {
	const paths = [
		'/plans/%00',
		'/plans/kept',
		'/organisations/%00',
		'/plans/kept',
		'/plans/%ED%A0%80'
	];
	for (let round = 0; round < 20; round += 1) {
		const answers = await Promise.all(paths.map((path) => get(server.address + path)));
		const [page, good, document, alsoGood, surrogate] = answers.map(({ status }) => status);
		expect([page, good, document, alsoGood]).toEqual([404, 200, 404, 200]);
		expect([400, 404]).toContain(surrogate);
	}
});

/** As a line sends it, unlike `fetch`, which unpacks. */
function sent(encoding: string): Promise<{ encoding: string | undefined; vary: string }> {
	return new Promise((done, fail) => {
		request(address, { headers: { 'accept-encoding': encoding } }, (response) => {
			const { 'content-encoding': packed, vary = '' } = response.headers;
			response.resume();
			done({ encoding: packed, vary });
		})
			.on('error', fail)
			.end();
	});
}

test('it goes packed to those who can unpack it', async () => {
	expect(await sent('gzip')).toMatchObject({
		encoding: 'gzip',
		vary: expect.stringMatching(/accept-encoding/i)
	});
	expect(await sent('identity')).toMatchObject({
		encoding: undefined,
		vary: expect.stringMatching(/accept-encoding/i)
	});
});
