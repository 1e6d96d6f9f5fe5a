/** What cannot be understood is the sender's mistake: 400 or 415, and nothing in our log. */
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { sendRaw } from '../support/raw.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
const { origin } = server;
const host = new URL(origin).host;
await makePlan(db, { slug: 'small' });
const administrator = await makePerson(db, { role: 'administrator' });
const planner = await makePerson(db, { role: 'planner' });
const asAdministrator = { cookie: await server.signIn(administrator.email) };
const asPlanner = { cookie: await server.signIn(planner.email) };

const expectQuietLog = () => expect(server.output()).not.toMatch(/\n {4}at |Error/);
afterAll(async () => {
	await server.stop();
});

const forms: [path: string, sent: { cookie?: string }][] = [
	['/auth/sign-in', { cookie: 'tanaw-trial=1' }],
	['/account?/password', asPlanner],
	['/administration?/invite', asAdministrator],
	['/administration?/withdraw', asAdministrator],
	[`/administration/users/${planner.id}?/grant`, asAdministrator],
	['/plans/small/edit?/add', asPlanner]
];

const send = (path: string, cookie: string | undefined, type: string | undefined, body: string) =>
	fetch(origin + path, {
		method: 'POST',
		redirect: 'manual',
		body: new TextEncoder().encode(body),
		headers: {
			origin,
			accept: 'text/html',
			...(cookie && { cookie }),
			...(type && { 'content-type': type })
		}
	});

test.each(forms)('%s refuses what is no form', async (path, { cookie }) => {
	for (const type of ['text/plain', 'application/json', 'application/xml', 'nonsense', undefined])
		for (const body of ['email=a', '{}']) {
			const response = await send(path, cookie, type, body);
			expect([path, type, response.status]).toEqual([path, type, 415]);
		}
	expectQuietLog();
});

test.each(forms)('%s refuses a broken form', async (path, { cookie }) => {
	const broken: [type: string, body: string][] = [
		['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"'],
		['multipart/form-data; boundary=x', 'nothing of the kind'],
		['multipart/form-data', '--x--'],
		['multipart/form-data; boundary=x', '--x\r\n\r\nno name\r\n--x--'],
		['multipart/form-data; boundary="', '']
	];
	for (const [type, body] of broken) {
		const response = await send(path, cookie, type, body);
		expect([path, type, body, response.status]).toEqual([path, type, body, 400]);
	}
	expectQuietLog();
});

test('a form that is too large is refused as such', async () => {
	const type = 'application/x-www-form-urlencoded';
	const response = await send(
		'/account?/password',
		asPlanner.cookie,
		type,
		`a=${'b'.repeat(600_000)}`
	);
	expect(response.status).toBe(413);
});

test.each(['999999', '0', '-1', 'x', '1e3', '99999999999999999999', "1'", '\0'])(
	'an organisation %j that does not exist is wrong beside its field',
	async (organisation) => {
		const person = { name: 'Amina', email: 'amina@milg.gov', role: 'reporter', organisation };
		const places = ['/administration?/invite', `/administration/users/${planner.id}?/grant`];
		for (const path of places) {
			const response = await post(origin + path, person, asAdministrator);
			expect(response.status).toBe(400);
			expect(await wordsOf(response)).toContain('Choose the organisation');
		}
		expect(await db.selectFrom('invitation').selectAll().execute()).toEqual([]);
		expectQuietLog();
	}
);

test.each(['0', 'x', '99999999999999999999', '1;drop', '\0'])(
	'an id %j that is none is not found',
	async (id) => {
		const withdrawn = await post(
			`${origin}/administration?/withdraw`,
			{ invitation: id },
			asAdministrator
		);
		expect([400, 404]).toContain(withdrawn.status);
		expectQuietLog();
	}
);

const raw: [what: string, text: string, status: number][] = [
	['no HTTP at all', 'hello\r\n\r\n', 400],
	['a method that is none', 'G@T / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
	['a header without a colon', `GET / HTTP/1.1\r\nHost: ${host}\r\nnonsense\r\n\r\n`, 400],
	[
		'two lengths',
		`POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
		400
	],
	[
		'headers without end',
		`GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`,
		431
	],
	['a Host twice', `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}\r\n\r\n`, 400],
	['two Hosts', `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`, 400],
	['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
	['an expectation', `POST / HTTP/1.1\r\nHost: ${host}\r\nExpect: wonders\r\n\r\n`, 417],
	['a method that nothing takes', `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405]
];

test.each(raw)('%s is answered with the headers that pages carry', async (_, text, status) => {
	const answer = await sendRaw(origin, text);
	expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
	expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'self'");
	expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
	expect(answer.toLowerCase()).toContain('referrer-policy: same-origin');
	expectQuietLog();
});

test('what goes wrong below /api has the form of the API', async () => {
	const asked: [path: string, init: RequestInit, status: number, code: string][] = [
		['/api/v1/plans', { method: 'POST', headers: { origin } }, 405, 'wrong_method'],
		['/api/v1/plans/small', { method: 'DELETE', headers: { origin } }, 405, 'wrong_method'],
		['/api/v1/plans', { method: 'POST' }, 405, 'wrong_method'],
		['/api/v1/nothing', { method: 'PATCH', body: '{}' }, 405, 'wrong_method'],
		['/api/v1/plans/%E0%A4%A', {}, 400, 'bad_request'],
		['/api/v1/plans/%', {}, 400, 'bad_request'],
		['/api/v1/plans/a%00b', {}, 404, 'not_found'],
		['/api/v1/nothing', {}, 404, 'not_found'],
		['/api/nothing', {}, 404, 'not_found'],
		['/api/v1/plans/none', {}, 404, 'not_found']
	];
	for (const [path, init, status, code] of asked) {
		const response = await fetch(origin + path, init);
		expect([path, response.status]).toEqual([path, status]);
		expect([path, response.headers.get('content-type')]).toEqual([path, 'application/json']);
		expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
	}
	const wrong = await fetch(`${origin}/api/v1/plans`, { method: 'PUT', headers: { origin } });
	expect(wrong.headers.get('allow')).toContain('GET');
});

test.each([
	['gzip;q=0', null],
	['gzip; q=0.0, identity', null],
	['identity', null],
	['br', null],
	['*;q=0', null],
	['gzip;q=0, *', null],
	['gzip', 'gzip'],
	['gzip;q=0.5', 'gzip'],
	['GZIP', 'gzip'],
	['*', 'gzip']
])('a client that takes %j is sent %j', async (accepted, coding) => {
	for (let time = 0; time < 2; time += 1) {
		const response = await fetch(`${origin}/plans/small`, {
			headers: { 'accept-encoding': accepted, accept: 'text/html' }
		});
		const sent = response.headers.get('content-encoding');
		// another coding may be taken instead
		expect(coding === null ? sent !== 'gzip' : sent === coding).toBe(true);
		expect(await response.text()).toContain('</html>');
	}
});

test('pages answer to an address that is none', async () => {
	for (const path of ['/%E0%A4%A', '/plans/%', '/plans/a%00b'])
		expect([400, 404]).toContain((await get(origin + path)).status);
	expectQuietLog();
});
