import { afterAll, beforeEach, expect, test } from 'vitest';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer, useLink } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;
const signInPage = `${origin}/auth/sign-in`;
const password = 'three otters on a barge';

beforeEach(async () => {
	await db.deleteFrom('sign_in_failure').execute();
});

const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? '';

test('the right password opens a session and leads on to where one wanted to go', async () => {
	const { email } = await makePerson(db, { password });
	const response = await post(`${signInPage}?next=/account`, {
		email: email.toUpperCase(),
		password
	});
	expect([response.status, response.headers.get('location')]).toEqual([303, '/account']);
	const cookie = cookieOf(response);
	expect(cookie).toMatch(/^tanaw=[a-z0-9]{26,}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
	const account = await get(`${origin}/account`, { cookie: cookie.split(';')[0] });
	expect(await wordsOf(account)).toContain(email);
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/.//evil.example'])(
	'nobody is led to %s',
	async (next) => {
		const { email } = await makePerson(db, { password });
		const address = `${signInPage}?next=${encodeURIComponent(next)}`;
		const response = await post(address, { email, password });
		expect(response.headers.get('location')).toBe('/waiting');
	}
);

test('unknown, known, disabled, passwordless and waiting accounts answer alike', async () => {
	const known = await makePerson(db, { password });
	const disabled = await makePerson(db, { password });
	const waiting = await makePerson(db, { password });
	const passwordless = await makePerson(db);
	const off = db.updateTable('user_account').set({ disabled_at: new Date() });
	await off.where('id', '=', disabled.id).execute();
	for (let tries = 0; tries < 10; tries += 1)
		await post(signInPage, { email: waiting.email, password: 'wrong password' });

	const attempts: [email: string, password: string][] = [
		['nobody@example.org', password],
		[known.email, 'not this one either'],
		[disabled.email, password],
		[passwordless.email, ''],
		[waiting.email, password]
	];
	const answers = [];
	for (const [email, tried] of attempts) {
		const response = await post(signInPage, { email, password: tried });
		const body = (await response.text()).replaceAll(email, 'EMAIL');
		const headers = [...response.headers].filter(
			([name]) => !['date', 'etag', 'content-length'].includes(name)
		);
		answers.push({ status: response.status, headers, body });
	}
	expect(answers[0]?.status).toBe(400);
	for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('what was typed comes back, the password never', async () => {
	const response = await post(signInPage, { email: 'amina@milg.gov', password: 'my secret words' });
	const page = await response.text();
	expect(page).toContain('value="amina@milg.gov"');
	expect(page).toContain('aria-invalid="true"');
	expect(page).not.toContain('my secret words');
	expect(server.output()).not.toContain('my secret words');
});

test('the character 0, which the database cannot hold, is as if it were not typed', async () => {
	const { email } = await makePerson(db, { password });
	const response = await post(signInPage, { email: `\0${email}\0`, password });
	expect(response.status).toBe(303);
});

test('opening a link changes nothing; its button works once', async () => {
	const { email, id } = await makePerson(db);
	const link = (await linkFor(db, email, origin))!;
	const rows = async () => ({
		links: await db.selectFrom('sign_in_link').selectAll().where('user_id', '=', id).execute(),
		sessions: await db.selectFrom('session').selectAll().where('user_id', '=', id).execute(),
		entries: await db.selectFrom('audit_entry').select('id').execute()
	});
	const before = await rows();
	for (const method of ['GET', 'HEAD', 'GET']) {
		const opened = await fetch(link, {
			method,
			redirect: 'manual',
			headers: { accept: 'text/html' }
		});
		const given = opened.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		expect([opened.status, given]).toEqual([200, ['tanaw-trial=1']]);
	}
	expect(await rows()).toEqual(before);
	await useLink(link);
	for (const response of [await get(link), await post(link)]) {
		expect(response.status).toBe(404);
		expect(await wordsOf(response)).toContain('This link no longer works');
	}
});

test('a browser that keeps no cookies does not use a link up', async () => {
	const { email } = await makePerson(db);
	const link = (await linkFor(db, email, origin))!;
	const refused = await post(link);
	expect(refused.status).toBe(400);
	expect(await wordsOf(refused)).toContain('The link has not been used');
	expect(await useLink(link)).toContain('tanaw');
});

test('an administrator lets somebody in who lost a password', async () => {
	const cookie = await server.signIn((await makePerson(db, { role: 'administrator' })).email);
	const { id, email } = await makePerson(db);
	const page = `${origin}/administration/users/${id}`;
	const made = await post(`${page}?/link`, {}, { cookie });
	const link = /http[^<]*\/auth\/link\/[\w-]+/.exec(await made.text())?.[0];
	expect(made.status).toBe(200);
	const session = await useLink(link!);
	expect(await wordsOf(await get(`${origin}/account`, { cookie: session }))).toContain(email);
	await db
		.updateTable('user_account')
		.set({ disabled_at: new Date() })
		.where('id', '=', id)
		.execute();
	expect((await post(`${page}?/link`, {}, { cookie })).status).toBe(404);
});

test('a session begun anew has another token, and the old one is worth nothing', async () => {
	const { email } = await makePerson(db, { password });
	const before = await server.signIn(email);
	const planted = { cookie: before };
	const response = await post(signInPage, { email, password }, planted);
	const after = cookieOf(response).split(';')[0];
	expect(after).not.toBe(before);
	expect((await get(`${origin}/account`, planted)).status).toBe(303);
	expect((await get(`${origin}/account`, { cookie: after })).status).toBe(200);
});

test('signing out ends the session, here or everywhere', async () => {
	const { email } = await makePerson(db);
	const [one, two, three] = [
		await server.signIn(email),
		await server.signIn(email),
		await server.signIn(email)
	];
	const out = await post(`${origin}/auth/sign-out`, {}, { cookie: one });
	expect(cookieOf(out)).toContain('Max-Age=0');
	expect((await get(`${origin}/account`, { cookie: one })).status).toBe(303);
	expect((await get(`${origin}/account`, { cookie: two })).status).toBe(200);
	await post(`${origin}/account?/everywhere`, {}, { cookie: two });
	expect((await get(`${origin}/account`, { cookie: three })).status).toBe(303);
});

test('nobody is signed out by a GET', async () => {
	const { email } = await makePerson(db);
	const cookie = await server.signIn(email);
	expect((await get(`${origin}/auth/sign-out`, { cookie })).status).toBe(405);
	expect((await get(`${origin}/account`, { cookie })).status).toBe(200);
});

test('a password is set, ends other sessions, and a made-up person can have none', async () => {
	const person = await makePerson(db);
	const other = await server.signIn(person.email);
	const cookie = await server.signIn(person.email);
	const form = `${origin}/account?/password`;
	const short = await post(form, { password: 'short', repeat: 'short' }, { cookie });
	expect(short.status).toBe(400);
	const unlike = await post(form, { password, repeat: `${password}!` }, { cookie });
	expect(unlike.status).toBe(400);
	const set = await post(form, { password, repeat: password }, { cookie });
	expect(set.status).toBe(303);
	expect((await get(`${origin}/account`, { cookie: other })).status).toBe(303);
	expect((await get(`${origin}/account`, { cookie })).status).toBe(303);
	const fresh = cookieOf(set).split(';')[0]!;
	const later = { password: 'other otters on a barge', repeat: 'other otters on a barge' };
	expect((await post(form, later, { cookie: fresh })).status).toBe(400);
	const withPresent = await post(form, { ...later, present: password }, { cookie: fresh });
	expect(withPresent.status).toBe(303);

	const madeUp = await makePerson(db, { demonstration: true });
	const visitor = await server.signIn(madeUp.email);
	const refused = await post(form, { password, repeat: password }, { cookie: visitor });
	expect(refused.status).toBe(403);
});

test('an administrator invites, the invited person sets up the account by the address', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(email);
	const person = { name: 'Amina <b>Said</b>', email: 'Amina@MILG.gov', role: 'planner' };
	const made = await post(`${origin}/administration?/invite`, person, { cookie });
	const page = await made.text();
	const link = /http:\/\/[^<]*\/auth\/invitation\/[\w-]{43}/.exec(page)?.[0] ?? '';
	expect(page).not.toContain('<b>Said</b>');
	expect((await get(link)).status).toBe(200);
	const fields = { name: 'Amina Said', password, repeat: password };
	const extra = { ...fields, role: 'administrator', email: 'else@milg.gov', organisation: '1' };
	const accepted = await post(link, extra);
	expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/account']);
	const own = { cookie: cookieOf(accepted).split(';')[0] };
	const account = await wordsOf(await get(`${origin}/account`, own));
	expect(account).toContain('Amina Said (amina@milg.gov)');
	expect(account).not.toContain('Administrator');
	expect((await post(link, fields)).status).toBe(404);
	expect((await get(`${origin}/administration`, own)).status).toBe(403);
});
