/** Who may still act, and where somebody is signed in, asked of the built server. */
import { afterAll, expect, test } from 'vitest';
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { codeOf, givePhone, key } from '../support/second-factor.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url, environment: { TANAW_KEY: key } });
afterAll(() => server.stop());
const { origin } = server;
const password = 'three otters on a barge';
const administration = `${origin}/administration`;

/** As if a quarter of an hour had passed since the password or a code was given. */
const letTimePass = (userId: string) =>
	db
		.updateTable('session')
		.set({ confirmed_at: new Date(Date.now() - 15.1 * 60_000) })
		.where('user_id', '=', userId)
		.execute();

const invitations = () =>
	db.selectFrom('invitation').select(['email', 'name']).orderBy('id', 'desc').execute();

test('after 15 minutes an administrator’s act asks for the password, and keeps all that was typed', async () => {
	const person = await makePerson(db, { role: 'administrator', password });
	const cookie = await server.signIn(person.email);
	const typed = { name: 'Amina “A” Said', email: 'amina@milg.gov', role: 'planner' };
	await letTimePass(person.id);
	expect((await get(administration, { cookie })).status).toBe(200);
	const asked = await post(`${administration}?/invite`, typed, { cookie });
	const page = await asked.text();
	expect(asked.status).toBe(403);
	expect(page).toContain('Is it you?');
	for (const value of Object.values(typed)) expect(page).toContain(`value="${value}"`);
	expect(page).toContain('action="/administration?/invite"');
	expect(await invitations()).toEqual([]);

	const wrong = { ...typed, confirm_again: 'not my password' };
	const refused = await post(`${administration}?/invite`, wrong, { cookie });
	const again = await refused.text();
	expect([refused.status, again.includes('not my password')]).toEqual([403, false]);
	expect(again).toContain('value="amina@milg.gov"');
	expect(await invitations()).toEqual([]);

	const right = { ...typed, confirm_again: password };
	const made = await post(`${administration}?/invite`, right, { cookie });
	expect([made.status, await made.text()]).toEqual([
		200,
		expect.stringContaining('/auth/invitation/')
	]);
	expect(await invitations()).toEqual([{ email: typed.email, name: typed.name }]);
	const next = { ...typed, email: 'next@milg.gov' };
	expect((await post(`${administration}?/invite`, next, { cookie })).status).toBe(200);
});

test('whoever has a second factor only is asked for a code, once each', async () => {
	const person = await makePerson(db, { role: 'administrator' });
	const { secret, token } = await givePhone(
		db,
		sealWith(() => key),
		person.id
	);
	const cookie = `tanaw=${token}`;
	await letTimePass(person.id);
	const subject = await makePerson(db);
	const form = `${administration}/users/${subject.id}?/disable`;
	expect(await wordsOf(await post(form, {}, { cookie }))).toContain(
		'Code of your authenticator app'
	);
	const code = codeOf(secret);
	expect((await post(form, { confirm_again: code }, { cookie })).status).toBe(200);
	await letTimePass(person.id);
	const enable = `${administration}/users/${subject.id}?/enable`;
	expect((await post(enable, { confirm_again: code }, { cookie })).status).toBe(403);
});

test('whoever has neither is told how to go on', async () => {
	const person = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(person.email);
	await letTimePass(person.id);
	const typed = { name: 'B', email: 'b@milg.gov', role: 'leader' };
	const asked = await post(`${administration}?/invite`, typed, { cookie });
	expect([asked.status, await wordsOf(asked)]).toEqual([
		403,
		expect.stringContaining('neither a password nor a second factor')
	]);
});

test.each(['grant', 'withdraw', 'disable', 'enable', 'link', 'reset', 'unlock', 'erase'])(
	'%s asks again as well',
	async (action) => {
		const person = await makePerson(db, { role: 'administrator', password });
		const cookie = await server.signIn(person.email);
		const subject = await makePerson(db, { role: 'planner' });
		await letTimePass(person.id);
		const fields = { role: 'leader', grant: '1', email: subject.email };
		const form = `${administration}/users/${subject.id}?/${action}`;
		expect(await wordsOf(await post(form, fields, { cookie }))).toContain('Is it you?');
		const stored = db.selectFrom('user_account').select(['disabled_at', 'erased_at']);
		expect(await stored.where('id', '=', subject.id).executeTakeFirst()).toEqual({
			disabled_at: null,
			erased_at: null
		});
	}
);

async function inviteBy(cookie: string, email: string): Promise<string> {
	const person = { name: 'Invited', email, role: 'leader' };
	const made = await post(`${administration}?/invite`, person, { cookie });
	return /http:\/\/[^<]*\/auth\/invitation\/[\w-]{43}/.exec(await made.text())![0];
}

test('when the inviter’s role ends, their invitations end; and who accepts asks the inviter’s right again', async () => {
	const [first, second] = [
		await makePerson(db, { role: 'administrator' }),
		await makePerson(db, { role: 'administrator' })
	];
	const [one, other] = [await server.signIn(first.email), await server.signIn(second.email)];
	const link = await inviteBy(other, 'late@milg.gov');
	expect((await get(link)).status).toBe(200);
	const grants = db.selectFrom('role_grant').select('id').where('user_id', '=', second.id);
	const { id } = await grants.executeTakeFirstOrThrow();
	const form = `${administration}/users/${second.id}?/withdraw`;
	expect((await post(form, { grant: id }, { cookie: one })).status).toBe(200);
	const fields = { name: 'Invited', password, repeat: password };
	expect((await post(link, fields)).status).toBe(404);
	// also where the role was taken away in the database itself, and given back later it stays ended
	await db
		.insertInto('role_grant')
		.values({ user_id: second.id, role: 'administrator', organisation_id: null })
		.execute();
	expect((await get(link)).status).toBe(404);
	const again = await inviteBy(other, 'later@milg.gov');
	await db.deleteFrom('role_grant').where('user_id', '=', second.id).execute();
	expect((await get(again)).status).toBe(404);
	expect((await post(again, fields)).status).toBe(404);
	const accounts = db
		.selectFrom('user_account')
		.select('id')
		.where('email', 'like', 'late%@milg.gov');
	expect(await accounts.execute()).toEqual([]);
});

test('the second click on a button says that it was done already', async () => {
	const administrator = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(administrator.email);
	const done = async (path: string, fields: Record<string, string>) => {
		const response = await post(`${origin}${path}`, fields, { cookie });
		return [response.status, await wordsOf(response)] as const;
	};
	await inviteBy(cookie, 'twice@milg.gov');
	const open = db.selectFrom('invitation').select('id').where('email', '=', 'twice@milg.gov');
	const { id: invitation } = await open.executeTakeFirstOrThrow();
	const subject = await makePerson(db, { role: 'planner' });
	await givePhone(
		db,
		sealWith(() => key),
		subject.id
	);
	const grants = db.selectFrom('role_grant').select('id').where('user_id', '=', subject.id);
	const { id: grant } = await grants.executeTakeFirstOrThrow();
	const page = `/administration/users/${subject.id}`;
	const buttons: [path: string, fields: Record<string, string>, already: string][] = [
		['/administration?/withdraw', { invitation }, 'had ended already'],
		[`${page}?/withdraw`, { grant }, 'done already'],
		[`${page}?/reset`, {}, 'done already'],
		[`${page}?/disable`, {}, 'done already'],
		[`${page}?/enable`, {}, 'done already'],
		[`${page}?/erase`, { email: subject.email }, 'done already']
	];
	for (const [path, fields, already] of buttons) {
		const [first, words] = await done(path, fields);
		expect([path, first, words.includes(already)]).toEqual([path, 200, false]);
		const [second, said] = await done(path, fields);
		expect([path, second, said.includes(already)]).toEqual([path, 200, true]);
	}
	expect(
		(await post(`${administration}?/withdraw`, { invitation: '999999' }, { cookie })).status
	).toBe(404);
});

const sessionIds = async (userId: string) =>
	(await db.selectFrom('session').select('id').where('user_id', '=', userId).execute()).map(
		({ id }) => id
	);

test('people see their sessions with browser, address and last use, and end one or all others', async () => {
	const { id, email } = await makePerson(db, { password });
	const agent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
	const entered = await post(
		`${origin}/auth/sign-in`,
		{ email, password },
		{
			headers: { 'user-agent': agent }
		}
	);
	const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
	const [mine] = await sessionIds(id);
	const others = [await server.signIn(email), await server.signIn(email)];
	const page = `${origin}/account/sessions`;
	const words = await wordsOf(await get(page, { cookie }));
	expect(words).toContain('Firefox on Windows This session 127.0.0.1');
	expect(words.match(/An unknown browser/g)).toHaveLength(2);

	const [one] = (await sessionIds(id)).filter((session) => session !== mine);
	expect(await wordsOf(await post(`${page}?/end`, { session: one! }, { cookie }))).toContain(
		'The session has ended.'
	);
	expect(await wordsOf(await post(`${page}?/end`, { session: one! }, { cookie }))).toContain(
		'had ended already'
	);
	expect((await sessionIds(id)).length).toBe(2);
	await post(`${page}?/others`, {}, { cookie });
	expect(await sessionIds(id)).toEqual([mine]);
	for (const other of others) expect((await get(page, { cookie: other })).status).toBe(303);
	const left = await post(`${page}?/end`, { session: mine! }, { cookie });
	expect([left.status, left.headers.get('location')]).toEqual([303, '/']);
	expect(await sessionIds(id)).toEqual([]);
});

test('nobody ends the session of another', async () => {
	const [mine, theirs] = [await makePerson(db), await makePerson(db)];
	const cookie = await server.signIn(mine.email);
	await server.signIn(theirs.email);
	const [session] = await sessionIds(theirs.id);
	const page = `${origin}/account/sessions`;
	const tried = await post(`${page}?/end`, { session: session! }, { cookie });
	expect(await wordsOf(tried)).toContain('had ended already');
	expect(await sessionIds(theirs.id)).toEqual([session]);
	expect(await wordsOf(await get(page, { cookie }))).not.toContain(session);
});

test('the sign-in page says where cookies are blocked, and tries no password then', async () => {
	const { email } = await makePerson(db, { password });
	const page = `${origin}/auth/sign-in`;
	await db.deleteFrom('sign_in_failure').execute();
	const opened = await get(page);
	expect(opened.headers.getSetCookie()[0]).toContain('tanaw-trial=1');
	const response = await post(page, { email, password: 'wrong' }, { cookie: '' });
	expect([response.status, await wordsOf(response)]).toEqual([
		400,
		expect.stringContaining('Your browser does not keep cookies')
	]);
	expect(await db.selectFrom('sign_in_failure').selectAll().execute()).toEqual([]);
});

test('a password of the names of this place is refused where it is set', async () => {
	const { email } = await makePerson(db);
	const cookie = await server.signIn(email);
	const form = `${origin}/account?/password`;
	const weak = 'Tanaw-2026-2027';
	const refused = await post(form, { password: weak, repeat: weak }, { cookie });
	expect(await wordsOf(refused)).toContain('one of the first that anybody would try');
});
