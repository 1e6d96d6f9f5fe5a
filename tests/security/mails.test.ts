/** What people are told by mail, through a real mail server. */
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { makePerson } from '../support/people.ts';
import { get, post, trial, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const postOffice = await startMailServer();
const server = await startServer({
	databaseUrl: url,
	environment: { TANAW_MAIL: postOffice.url, TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>' }
});
afterAll(async () => {
	await server.stop();
	await postOffice.stop();
});
const { origin } = server;
const password = 'three otters on a barge';
const signInPage = `${origin}/auth/sign-in`;

beforeEach(() => {
	postOffice.mails.length = 0;
});

const browserOf = (response: Response) =>
	response.headers
		.getSetCookie()
		.find((cookie) => cookie.startsWith('tanaw-browser='))!
		.split(';')[0]!;

test('who signs in from a browser that is not known is told so by mail, from a known one not', async () => {
	const { email } = await makePerson(db, { password, name: 'Amina Said' });
	const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	const first = await post(signInPage, { email, password }, { headers: { 'user-agent': agent } });
	await postOffice.arrived(1);
	const [mail] = postOffice.mails;
	expect(mail).toContain(`To: ${email}`);
	expect(mail).toContain('From: Tanaw <tanaw@example.org>');
	expect(mail).toContain('Firefox on Linux, network address 127.0.0.1');
	expect(mail).toContain(`${origin}/account/sessions`);

	await post(signInPage, { email, password }, { cookie: browserOf(first) });
	const other = await makePerson(db, { password });
	await post(signInPage, { email: other.email, password });
	await postOffice.arrived(2);
	expect(postOffice.mails[1]).toContain(`To: ${other.email}`);
});

test('where strangers fail on an account its owner is let in by a mail, which signs nobody in', async () => {
	const { email } = await makePerson(db, { password });
	for (let wrong = 0; wrong < 8; wrong += 1) {
		await post(signInPage, { email, password: 'wrong' });
		// as if they had waited
		await db
			.updateTable('sign_in_failure')
			.set({ failed_at: new Date(Date.now() - 200_000) })
			.execute();
	}
	await postOffice.arrived(1);
	expect(postOffice.mails[0]).toContain(`To: ${email}`);
	const link = /http:\/\/\S+\/auth\/unlock\/[\w-]{43}/.exec(postOffice.mails[0]!)![0];
	await db.updateTable('sign_in_failure').set({ failed_at: new Date() }).execute();
	expect((await post(signInPage, { email, password })).status).toBe(400);
	expect((await get(link)).status).toBe(200);
	const letIn = await post(link);
	expect([letIn.status, letIn.headers.get('location')]).toEqual([303, '/auth/sign-in']);
	const cookies = letIn.headers.getSetCookie().map((cookie) => cookie.split('=')[0]);
	expect(cookies).toEqual(['tanaw-browser']);
	expect((await get(link)).status).toBe(404);
	const cookie = `${browserOf(letIn)}; ${trial}`;
	expect((await post(signInPage, { email, password }, { cookie })).status).toBe(303);
	expect(postOffice.mails).toHaveLength(1);
});

test('an account that does not exist is written to by nobody, and answers alike', async () => {
	const known = await makePerson(db, { password });
	const answers = [];
	for (const email of [known.email, 'nobody@example.net']) {
		let words = '';
		for (let wrong = 0; wrong < 9; wrong += 1) {
			words = await wordsOf(await post(signInPage, { email, password: 'wrong' }));
			await db
				.updateTable('sign_in_failure')
				.set({ failed_at: new Date(Date.now() - 200_000) })
				.execute();
		}
		answers.push(words.replaceAll(email, 'EMAIL'));
	}
	expect(answers[0]).toBe(answers[1]);
	await postOffice.arrived(1);
	expect(postOffice.mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim())).toEqual([
		known.email
	]);
});

test('who lost a password gets a link by mail, once in a while; whoever has no account is answered alike', async () => {
	const { email } = await makePerson(db, { password });
	const page = `${origin}/auth/lost-password`;
	const answers = [];
	for (const asked of [email, email, 'nobody@example.net'])
		answers.push(await wordsOf(await post(page, { email: asked })));
	expect(new Set(answers).size).toBe(1);
	await postOffice.arrived(1);
	const [mail] = postOffice.mails;
	expect(mail).toContain(`To: ${email}`);
	const link = /http:\/\/\S+\/auth\/link\/[\w-]{43}/.exec(mail!)![0];
	expect((await get(link)).status).toBe(200);
	expect((await post(link, {}, { cookie: trial })).status).toBe(303);
	expect((await get(link)).status).toBe(404);
	expect(postOffice.mails.filter((one) => one.includes('/auth/link/'))).toHaveLength(1);
});

test('a mail server that is away keeps nobody from signing in, and the log names no address', async () => {
	const away = await startServer({
		databaseUrl: url,
		environment: { TANAW_MAIL: 'smtp://127.0.0.1:9', TANAW_MAIL_FROM: 'tanaw@example.org' }
	});
	const { email } = await makePerson(db, { password });
	expect((await post(`${away.address}/auth/sign-in`, { email, password })).status).toBe(303);
	while (!away.output().includes('A mail could not be sent'))
		await new Promise((done) => setTimeout(done, 20));
	expect(away.output()).not.toContain(email);
	expect(await away.stop()).toBe(0);
});
