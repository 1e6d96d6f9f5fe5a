/** The second factor, asked of the built server as a browser and as an attacker would. */
import { afterAll, beforeEach, expect, test } from 'vitest';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { codeOf, earlyInStep, key, makePersonWithPhone } from '../support/second-factor.ts';
import { startServer, useLink } from '../support/server.ts';

const { db, url } = await freshDatabase();
const environment = { TANAW_KEY: key, TANAW_SECOND_FACTOR: 'required' };
const server = await startServer({ databaseUrl: url, environment });
afterAll(() => server.stop());
const { origin } = server;
const seal = sealWith(() => key);
const password = 'three otters on a barge';
const secondPage = `${origin}/auth/second-factor`;
const setUpPage = `${origin}/account/second-factor`;

beforeEach(async () => {
	await db.deleteFrom('sign_in_failure').execute();
});

const cookiesOf = (response: Response) =>
	response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);

/** The cookie that the password alone gives. */
async function halfWay(email: string): Promise<string> {
	const response = await post(`${origin}/auth/sign-in?next=/account`, { email, password });
	expect(response.headers.get('location')).toBe('/auth/second-factor?next=%2Faccount');
	return cookiesOf(response)[0]!;
}

const show = async (cookie: string, code: string) =>
	await post(`${secondPage}?/code&next=/account`, { code }, { cookie });

const actions = async (userId: string) =>
	(
		await db
			.selectFrom('audit_entry')
			.select('action')
			.where('subject_kind', '=', 'user')
			.where('subject_id', '=', userId)
			.orderBy('id')
			.execute()
	).map(({ action }) => action);

test('the password alone opens nothing: no session, no page of staff, no command', async () => {
	const { id, email } = await makePersonWithPhone(db, seal, { role: 'administrator', password });
	const cookie = await halfWay(email);
	expect(cookie).toMatch(/^tanaw-half=[\w-]{43}$/);
	const token = cookie.split('=')[1]!;
	for (const path of ['/account', '/administration', '/my', '/account/personal-data/export'])
		for (const tried of [cookie, `tanaw=${token}`, `${cookie}; tanaw=${token}`]) {
			const response = await get(origin + path, { cookie: tried });
			expect(response.headers.get('location')).toBe(
				`/auth/sign-in?next=${encodeURIComponent(path)}`
			);
			expect((await post(origin + path, {}, { cookie: tried })).status).toBe(401);
		}
	expect(await wordsOf(await get(secondPage, { cookie }))).not.toContain(email);
	const sessions = db.selectFrom('session').select('created_at').where('user_id', '=', id);
	// the one of the set-up
	expect(await sessions.execute()).toHaveLength(1);
	const rows = await db.selectFrom('half_sign_in').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(token);
});

test('the code opens a session with a token of its own, and the half is over', async () => {
	const { id, email, secret } = await makePersonWithPhone(db, seal, { role: 'leader', password });
	const cookie = await halfWay(email);
	const response = await show(cookie, codeOf(secret));
	expect([response.status, response.headers.get('location')]).toEqual([303, '/account']);
	const [session, over] = cookiesOf(response);
	expect(session).toMatch(/^tanaw=[a-z0-9]{26,}$/);
	expect(over).toBe('tanaw-half=');
	expect(session).not.toContain(cookie.split('=')[1]);
	expect(await wordsOf(await get(`${origin}/account`, { cookie: session }))).toContain(email);
	expect((await show(cookie, codeOf(secret, 1))).headers.get('location')).toContain('/sign-in');
	const entries = db.selectFrom('audit_entry').select('detail').where('action', '=', 'sign_in');
	const entry = await entries.where('actor_id', '=', id).executeTakeFirstOrThrow();
	expect(entry.detail).toEqual({ by: 'password', second_factor: 'code' });
});

test.each([-1, 0, 1])('a clock that is %i steps off does', async (steps) => {
	const { email, secret } = await makePersonWithPhone(db, seal, { password });
	const cookie = await halfWay(email);
	await earlyInStep();
	expect((await show(cookie, codeOf(secret, steps))).status).toBe(303);
});

test.each([-3, 3])('a clock that is %i steps off does not', async (steps) => {
	const { id, email, secret } = await makePersonWithPhone(db, seal, { password });
	const response = await show(await halfWay(email), codeOf(secret, steps));
	expect(response.status).toBe(400);
	expect(await wordsOf(response)).toContain('This code does not fit');
	expect((await actions(id)).at(-1)).toBe('second_factor_refused');
});

test('no code is accepted twice, nor one before it, nor by two at once', async () => {
	const { email, secret } = await makePersonWithPhone(db, seal, { password });
	const halves = [await halfWay(email), await halfWay(email), await halfWay(email)] as const;
	const [code, before] = [codeOf(secret), codeOf(secret, -1)];
	const both = await Promise.all([show(halves[0], code), show(halves[1], code)]);
	expect(both.map(({ status }) => status).sort()).toEqual([303, 400]);
	expect((await show(halves[2], code)).status).toBe(400);
	expect((await show(halves[2], before)).status).toBe(400);
});

test('the code that turned it on signs nobody in', async () => {
	const person = await makePerson(db, { password });
	const session = await server.signIn(person.email);
	const begun = await post(`${setUpPage}?/begin`, {}, { cookie: session });
	expect(begun.status).toBe(303);
	const page = await (await get(setUpPage, { cookie: session })).text();
	expect(page).toMatch(/<svg[^>]*viewBox/);
	const row = await db
		.selectFrom('second_factor')
		.select('secret')
		.where('user_id', '=', person.id)
		.executeTakeFirstOrThrow();
	const secret = seal.open(row.secret, person.id)!;
	const wrong = await post(`${setUpPage}?/confirm`, { code: '000000' }, { cookie: session });
	expect(wrong.status).toBe(400);
	const code = codeOf(secret);
	const done = await post(`${setUpPage}?/confirm`, { code }, { cookie: session });
	expect(done.status).toBe(200);
	// the session is another now, and the key is not shown again
	expect((await get(`${origin}/account`, { cookie: session })).status).toBe(303);
	const fresh = cookiesOf(done)[0]!;
	const later = await (await get(setUpPage, { cookie: fresh })).text();
	expect(later).not.toContain('<svg');
	expect((await show(await halfWay(person.email), code)).status).toBe(400);
	expect(await actions(person.id)).toContain('second_factor_set_up');
});

test('a dump of the database holds neither key nor codes', async () => {
	const { id, secret, codes } = await makePersonWithPhone(db, seal, { password });
	const kept = await db
		.selectFrom('second_factor')
		.select('secret')
		.where('user_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(kept.secret.includes(secret)).toBe(false);
	const hashes = db.selectFrom('recovery_code').select('code_hash').where('user_id', '=', id);
	const text = JSON.stringify(await hashes.execute());
	for (const code of codes) expect(text).not.toContain(code.replaceAll('-', ''));
	expect(text.match(/\$argon2id\$/g)).toHaveLength(10);
});

test('after ten wrong codes the right one waits too, whatever the password does', async () => {
	const { email, secret, codes } = await makePersonWithPhone(db, seal, { password });
	for (let tries = 0; tries < 10; tries += 1) {
		// the right password each time: it must not wipe out the wrong codes
		const response = await show(await halfWay(email), '000000');
		expect(response.status).toBe(400);
	}
	const cookie = await halfWay(email);
	expect((await show(cookie, codeOf(secret))).status).toBe(400);
	const recovery = { recovery: codes[0]! };
	expect((await post(`${secondPage}?/recovery`, recovery, { cookie })).status).toBe(400);
	// what was refused unseen was not used up
	await db.deleteFrom('sign_in_failure').execute();
	expect((await show(cookie, codeOf(secret))).status).toBe(303);
});

test('a recovery code works once, as typed by hand, and is in the log', async () => {
	const { id, email, codes } = await makePersonWithPhone(db, seal, { password });
	const typed = ` ${codes[3]!.toUpperCase().replaceAll('-', ' ')}`;
	const use = async (recovery: string) =>
		await post(`${secondPage}?/recovery`, { recovery }, { cookie: await halfWay(email) });
	expect((await use('aaaa-bbbb-cccc')).status).toBe(400);
	const response = await use(typed);
	expect(response.status).toBe(303);
	expect((await use(codes[3]!)).status).toBe(400);
	expect((await use(codes[4]!)).status).toBe(303);
	expect(await actions(id)).toContain('recovery_code_used');
	const page = await get(setUpPage, { cookie: cookiesOf(response)[0]! });
	expect(await wordsOf(page)).toContain('Recovery codes not yet used: 8 of 10.');
});

test('a one-time link asks for the code too, and then lets a lost password be set', async () => {
	const { email, secret } = await makePersonWithPhone(db, seal, { password });
	const half = await useLink((await linkFor(db, email, origin))!);
	expect(half).toMatch(/^tanaw-half=/);
	const cookie = cookiesOf(await show(half, codeOf(secret)))[0]!;
	const fresh = { password: 'other otters on a barge', repeat: 'other otters on a barge' };
	expect((await post(`${origin}/account?/password`, fresh, { cookie })).status).toBe(303);
});

test('a half sign-in ends after ten minutes, and with the account or its password', async () => {
	const { id, email, secret } = await makePersonWithPhone(db, seal, { password });
	const ends = async (end: () => Promise<unknown>) => {
		const cookie = await halfWay(email);
		await end();
		const response = await show(cookie, codeOf(secret));
		return response.headers.get('location');
	};
	const started = db.updateTable('half_sign_in').where('user_id', '=', id);
	const late = { expires_at: new Date(Date.now() - 1) };
	const back = '/auth/sign-in?next=%2Faccount';
	expect(await ends(() => started.set(late).execute())).toBe(back);
	const off = db.updateTable('user_account').set({ disabled_at: new Date() }).where('id', '=', id);
	expect(await ends(() => off.execute())).toBe(back);
});

const organisationId = await makeOrganisation(db, 'MILG');

test.each(['planner', 'leader', 'administrator'] as const)(
	'a %s without a second factor may do no more than anybody, until it is set up',
	async (role) => {
		const { email, id } = await makePerson(db, { role, password });
		const signedIn = await post(`${origin}/auth/sign-in?next=/my`, { email, password });
		expect(signedIn.headers.get('location')).toBe('/account/second-factor?next=%2Fmy');
		const cookie = cookiesOf(signedIn)[0]!;
		for (const path of ['/administration', '/administration/audit', '/my']) {
			const opened = await get(origin + path, { cookie });
			expect(opened.headers.get('location')).toBe(
				`/account/second-factor?next=${encodeURIComponent(path)}`
			);
			expect((await post(origin + path, {}, { cookie })).status).toBe(403);
		}
		expect((await get(`${origin}/account`, { cookie })).status).toBe(200);
		expect(await wordsOf(await get(setUpPage, { cookie }))).toContain('Your roles ask for');

		await post(`${setUpPage}?/begin`, {}, { cookie });
		const row = db.selectFrom('second_factor').select('secret').where('user_id', '=', id);
		const { secret } = await row.executeTakeFirstOrThrow();
		const code = codeOf(seal.open(secret, id)!);
		const done = await post(`${setUpPage}?/confirm`, { code }, { cookie });
		const fresh = cookiesOf(done)[0]!;
		const opened = await get(`${origin}/administration`, { cookie: fresh });
		expect(opened.status).toBe(role === 'administrator' ? 200 : 403);
	}
);

test('a reporter, an approver and the made-up people of the demonstration need none', async () => {
	const opens = async (email: string, path: string) =>
		(await get(origin + path, { cookie: await server.signIn(email) })).status;
	for (const role of ['reporter', 'approver'] as const) {
		const { email } = await makePerson(db, { role, organisationId });
		expect(await opens(email, '/my')).toBe(200);
	}
	const madeUp = await makePerson(db, { role: 'administrator', demonstration: true });
	expect(await opens(madeUp.email, '/administration')).toBe(200);
	const cookie = await server.signIn(madeUp.email);
	expect((await post(`${setUpPage}?/begin`, {}, { cookie })).status).toBe(403);
});

test('an administrator resets it, which ends the sessions and is in the log', async () => {
	const administrator = await makePersonWithPhone(db, seal, { role: 'administrator', password });
	const person = await makePersonWithPhone(db, seal, { role: 'leader', password });
	const sessionOf = async ({ email, secret }: typeof person) =>
		cookiesOf(await show(await halfWay(email), codeOf(secret)))[0]!;
	const [cookie, theirs] = [await sessionOf(administrator), await sessionOf(person)];
	const form = `${origin}/administration/users/${person.id}`;
	expect(await wordsOf(await get(form, { cookie }))).toContain('Second factor set up');
	expect((await post(`${form}?/reset`, {}, { cookie: theirs })).status).toBe(403);
	expect((await post(`${form}?/reset`, {}, { cookie })).status).toBe(200);
	expect(await wordsOf(await post(`${form}?/reset`, {}, { cookie }))).toContain('done already');
	expect((await get(`${origin}/account`, { cookie: theirs })).status).toBe(303);
	const entry = await db
		.selectFrom('audit_entry')
		.select(['actor_id', 'subject_id'])
		.where('action', '=', 'second_factor_reset')
		.execute();
	expect(entry).toEqual([{ actor_id: administrator.id, subject_id: person.id }]);
	const { email } = person;
	const again = await post(`${origin}/auth/sign-in`, { email, password });
	expect(again.headers.get('location')).toContain('/account/second-factor');
});

test('turning it off and making new recovery codes each need a code', async () => {
	const { email, secret, codes } = await makePersonWithPhone(db, seal, { password });
	const half = await halfWay(email);
	await earlyInStep();
	const cookie = cookiesOf(await show(half, codeOf(secret, -1)))[0]!;
	const send = async (action: string, fields: Record<string, string>) =>
		await post(`${setUpPage}?/${action}`, fields, { cookie });
	expect((await send('off', {})).status).toBe(400);
	expect((await send('begin', {})).status).toBe(403);
	// recovery codes make no recovery codes
	expect((await send('renew', { recovery: codes[0]! })).status).toBe(400);
	const renewed = await send('renew', { code: codeOf(secret) });
	const fresh = (await renewed.text()).match(/<code[^>]*>([\w-]{14})<\/code>/g) ?? [];
	expect(fresh).toHaveLength(10);
	expect((await send('off', { recovery: codes[0]! })).status).toBe(400);
	const recovery = />([^<]*)</.exec(fresh[0]!)![1]!;
	const off = await send('off', { recovery });
	expect(off.headers.get('location')).toBe('/account/second-factor?off');
	const again = await post(`${origin}/auth/sign-in`, { email, password });
	expect(cookiesOf(again)[0]).toMatch(/^tanaw=/);
});

test('an older session says the password again before it sets one up', async () => {
	const { email, id } = await makePerson(db, { password });
	const cookie = await server.signIn(email);
	const old = { confirmed_at: new Date(Date.now() - 16 * 60_000) };
	await db.updateTable('session').set(old).where('user_id', '=', id).execute();
	expect(await wordsOf(await get(setUpPage, { cookie }))).toContain('Present password');
	const begin = async (present: string) =>
		(await post(`${setUpPage}?/begin`, { present }, { cookie })).status;
	expect(await begin('not my password')).toBe(400);
	expect(await begin(password)).toBe(303);
});

test('a set-up begun under another key of the operator is begun anew', async () => {
	const { email, id } = await makePerson(db, { password });
	const foreign = sealWith(() => 'a key of before').close(Buffer.alloc(20), id);
	await db.insertInto('second_factor').values({ user_id: id, secret: foreign }).execute();
	const cookie = await server.signIn(email);
	const page = await get(setUpPage, { cookie });
	expect(page.status).toBe(200);
	expect(await wordsOf(page)).toContain('Begin');
	expect((await post(`${setUpPage}?/begin`, {}, { cookie })).status).toBe(303);
	expect(await (await get(setUpPage, { cookie })).text()).toContain('<svg');
});

test('sealed under another key no code is right, and a recovery code still is', async () => {
	const { id, email, secret, codes } = await makePersonWithPhone(db, seal, { password });
	const foreign = sealWith(() => 'a key of before').close(secret, id);
	await db
		.updateTable('second_factor')
		.set({ secret: foreign })
		.where('user_id', '=', id)
		.execute();
	expect((await show(await halfWay(email), codeOf(secret))).status).toBe(400);
	const cookie = await halfWay(email);
	const recovered = await post(`${secondPage}?/recovery`, { recovery: codes[0]! }, { cookie });
	expect(recovered.status).toBe(303);
});

test('looking at the pages changes nothing', async () => {
	const { id, email } = await makePersonWithPhone(db, seal, { password });
	const cookie = await halfWay(email);
	const rows = async () => ({
		factor: await db.selectFrom('second_factor').selectAll().where('user_id', '=', id).execute(),
		halves: await db.selectFrom('half_sign_in').selectAll().where('user_id', '=', id).execute(),
		entries: await db.selectFrom('audit_entry').select('id').execute()
	});
	const before = await rows();
	await get(`${secondPage}?/code`, { cookie });
	await get(secondPage, { cookie });
	expect(await rows()).toEqual(before);
});
