/** From where requests come, and for which host: proxies, headers that lie, strangers who fail. */
import { request as httpRequest } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const [plain, behind, named] = await Promise.all([
	startServer({ databaseUrl: url }),
	startServer({ databaseUrl: url, environment: { ADDRESS_HEADER: 'X-Forwarded-For' } }),
	startServer({
		databaseUrl: url,
		environment: { ORIGIN: 'https://tanaw.example', ALLOWED_HOSTS: 'www.tanaw.example' }
	})
]);
afterAll(async () => {
	await Promise.all([plain.stop(), behind.stop(), named.stop()]);
});
const password = 'three otters on a barge';

const browserOf = (response: Response) =>
	response.headers
		.getSetCookie()
		.find((cookie) => cookie.includes('tanaw-browser='))!
		.split(';')[0]!;

const signInAt = (server: { address: string }, fields: Record<string, string>, sent = {}) =>
	post(`${server.address}/auth/sign-in`, fields, sent);

/** Fails on accounts that nobody has, from one client's address as a proxy would send it. */
async function fail(server: { address: string }, times: number, forwarded: string) {
	for (let one = 0; one < times; one += 1) {
		const fields = { email: `nobody${one}-${forwarded.length}@example.org`, password: 'wrong' };
		await signInAt(server, fields, { headers: { 'x-forwarded-for': forwarded } });
	}
}

test('fifty failures behind a proxy that nobody configured make no one else wait', async () => {
	const { email } = await makePerson(db, { password });
	await fail(plain, 55, '198.51.100.1');
	const headers = { 'x-forwarded-for': '198.51.100.2' };
	expect((await signInAt(plain, { email, password }, { headers })).status).toBe(303);
});

test('such a proxy is noticed once in the log, and on the page of administrators', async () => {
	await fail(plain, 2, '198.51.100.1');
	expect(plain.output().match(/ADDRESS_HEADER is not set/g)).toHaveLength(1);
	const { email } = await makePerson(db, { role: 'administrator' });
	const page = await get(`${plain.address}/administration`, { cookie: await plain.signIn(email) });
	expect(await wordsOf(page)).toContain('Requests come through a proxy (header x-forwarded-for)');
	const cookie = await behind.signIn(email);
	const other = await wordsOf(await get(`${behind.address}/administration`, { cookie }));
	expect(other).not.toContain('Requests come through a proxy');
});

test('behind a configured proxy each client waits for its own failures, whatever its port', async () => {
	const { email } = await makePerson(db, { password });
	for (let port = 0; port < 55; port += 1)
		await signInAt(
			behind,
			{ email: `x${port}@example.org`, password: 'wrong' },
			{ headers: { 'x-forwarded-for': `203.0.113.77, 198.51.100.7:${4_000 + port}` } }
		);
	const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
	expect((await signInAt(behind, { email, password }, from('198.51.100.7'))).status).toBe(400);
	expect((await signInAt(behind, { email, password }, from('203.0.113.77'))).status).toBe(303);
});

test.each(['', 'unknown', 'evil', '[::1', ':::::::::', ','.repeat(3_000)])(
	'an address header that says %j, or is missing, is no error of ours',
	async (value) => {
		const fields = { email: 'nobody@example.org', password: 'wrong' };
		const headers: Record<string, string> = value ? { 'x-forwarded-for': value } : {};
		expect((await signInAt(behind, fields, { headers })).status).toBe(400);
		expect((await get(`${behind.address}/auth/sign-in`, { headers })).status).toBe(200);
		expect(behind.output()).not.toMatch(/Error|\n {4}at /);
	}
);

test('strangers who fail on an account do not shut its owner’s browser out, and it answers alike', async () => {
	const { email } = await makePerson(db, { password });
	const known = browserOf(await signInAt(plain, { email, password }));
	for (let wrong = 0; wrong < 12; wrong += 1) await signInAt(plain, { email, password: 'wrong' });
	const stranger = await signInAt(plain, { email, password });
	const unknown = await signInAt(plain, { email: 'none@example.org', password });
	expect(stranger.status).toBe(400);
	const bare = async (response: Response) =>
		(await response.text()).replaceAll(/[\w-]+@example\.org/g, 'EMAIL');
	expect(await bare(stranger)).toBe(await bare(unknown));
	expect((await signInAt(plain, { email, password }, { cookie: known })).status).toBe(303);
});

test('an administrator has the failures forgotten', async () => {
	const { id, email } = await makePerson(db, { password });
	for (let wrong = 0; wrong < 6; wrong += 1) await signInAt(plain, { email, password: 'wrong' });
	expect((await signInAt(plain, { email, password })).status).toBe(400);
	const administrator = await makePerson(db, { role: 'administrator' });
	const cookie = await plain.signIn(administrator.email);
	const page = `${plain.address}/administration/users/${id}`;
	expect(await wordsOf(await get(page, { cookie }))).toContain('All others have to wait until');
	expect((await post(`${page}?/unlock`, {}, { cookie })).status).toBe(200);
	expect((await signInAt(plain, { email, password })).status).toBe(303);
});

/** As `fetch` would not: with any Host, or several. */
function ask(
	server: { address: string },
	headers: Record<string, string | string[]>,
	{ method = 'GET', path = '/' } = {}
): Promise<{ status: number; location: string | undefined; headers: Record<string, unknown> }> {
	return new Promise((done, failed) => {
		const options = { method, headers, setHost: false };
		const sent = httpRequest(`${server.address}${path}`, options, (answer) => {
			answer.resume().on('end', () =>
				done({
					status: answer.statusCode ?? 0,
					location: answer.headers.location,
					headers: answer.headers
				})
			);
		});
		sent.on('error', failed).end();
	});
}

test('only the host that ORIGIN or ALLOWED_HOSTS name is answered, or this machine’s own', async () => {
	for (const host of ['tanaw.example', 'www.tanaw.example', 'localhost', '127.0.0.1:80'])
		expect((await ask(named, { host })).status).toBe(200);
	for (const server of [named, plain])
		for (const host of ['evil.example', '192.0.2.55', 'tanaw.example.evil.example', 'a b', '']) {
			const refused = await ask(server, { host });
			expect([host, refused.status]).toEqual([host, 421]);
			expect(refused.headers['content-security-policy']).toContain("default-src 'self'");
		}
	expect((await ask(plain, { host: 'tanaw.example' })).status).toBe(421);
});

test('a spoofed Host with an Origin that fits it changes nothing', async () => {
	const { id, email } = await makePerson(db);
	for (const server of [plain, named]) {
		const cookie = await server.signIn(email);
		for (const host of ['evil.example', `evil.example:${new URL(server.address).port}`])
			for (const scheme of ['http', 'https']) {
				const form = { 'content-type': 'application/x-www-form-urlencoded' };
				const headers = { host, origin: `${scheme}://${host}`, cookie, ...form };
				const sent = { method: 'POST', path: '/account?/everywhere' };
				expect((await ask(server, headers, sent)).status).toBe(421);
			}
		// the name is ours, the origin is not
		const address = new URL(server.address).host;
		const headers = { host: address, origin: 'https://evil.example', cookie };
		expect((await ask(server, headers, { method: 'POST', path: '/auth/sign-out' })).status).toBe(
			403
		);
	}
	const sessions = db.selectFrom('session').select('id').where('user_id', '=', id);
	expect(await sessions.execute()).toHaveLength(2);
});
