/** Mails of notices, sent by the built server through a real mail server. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { notify } from '#lib/server/notices/notify.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { transact } from '#lib/server/writing/write.ts';
import { freshDatabase } from '../support/database.ts';
import { startMailServer, type MailServer, type Taking } from '../support/mail-server.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plan = await makePlan(db, { slug: 'told' });
const ended: (() => Promise<unknown>)[] = [];
afterAll(async () => {
	for (const end of ended.toReversed()) await end();
});

/** A mail server of the test's own, so that what it has is known. */
async function postOffice(taking: Taking = {}): Promise<MailServer> {
	const server = await startMailServer(taking);
	ended.push(() => server.stop());
	return server;
}

async function appWith(mail: string): Promise<TestServer> {
	const server = await startServer({
		databaseUrl: url,
		environment: { TANAW_MAIL: mail, TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>' }
	});
	ended.push(() => server.stop().catch(() => {}));
	return server;
}

let organisations = 0;
/** Somebody new in an organisation of their own, told of something. */
async function told(reason: string) {
	organisations += 1;
	const organisationId = await makeOrganisation(db, `ORG${organisations}`);
	const person = await makePerson(db, { role: 'reporter', organisationId });
	await transact(db, async (trx) => ({
		result: await notify(trx, {
			kind: 'chased',
			reason,
			planId: plan.id,
			words: { dueOn: '2026-10-30', message: 'Please send it.' },
			to: { organisationIds: [organisationId] }
		}),
		entries: []
	}));
	return person;
}

const mailOf = (userId: string) =>
	db
		.selectFrom('mail')
		.where('user_id', '=', userId)
		.select(['state', 'problem', 'tries'])
		.executeTakeFirstOrThrow();

async function until(userId: string, isSo: (mail: Awaited<ReturnType<typeof mailOf>>) => boolean) {
	for (;;) {
		const mail = await mailOf(userId);
		if (isSo(mail)) return mail;
		await new Promise((done) => setTimeout(done, 50));
	}
}

/** As if the time had passed until which a process that was killed had the mail. */
const afterTheClaim = (at: Db) =>
	at
		.updateTable('mail')
		.set({ claimed_until: sql<Date>`now() - interval '1 second'` })
		.where('claimed_until', 'is not', null)
		.execute();
/** As if the time had passed until it is tried again. */
const whenTriedAgain = (at: Db) =>
	at
		.updateTable('mail')
		.set({ send_after: sql<Date>`now()` })
		.where('state', '=', 'waiting')
		.execute();

test('two processes send each mail once', async () => {
	const office = await postOffice();
	const people = [];
	for (let count = 0; count < 12; count += 1) people.push(await told(`each:${count}`));
	const [one, other] = [await appWith(office.url), await appWith(office.url)];
	for (const { id } of people) await until(id, ({ state }) => state === 'sent');
	const readers = office.mails.map((mail) => /^To: (.*?)\r?$/m.exec(mail)?.[1]);
	expect(readers.toSorted()).toEqual(people.map(({ email }) => email).toSorted());
	expect([await one.stop(), await other.stop()]).toEqual([0, 0]);
});

test('a process that is killed before the text left leaves the mail to another, once', async () => {
	let reached = () => {};
	const stalled = new Promise<void>((done) => (reached = done));
	const silent = await postOffice({
		reader: () => {
			reached();
			return new Promise(() => {});
		}
	});
	const person = await told('killed-before');
	const killed = await appWith(silent.url);
	await stalled;
	expect(await mailOf(person.id)).toMatchObject({ state: 'sending' });
	await killed.kill();
	const office = await postOffice();
	const other = await appWith(office.url);
	await afterTheClaim(db);
	await until(person.id, ({ state }) => state === 'sent');
	expect([silent.mails.length, office.mails.length]).toEqual([0, 1]);
	await other.stop();
});

test('a process that is killed while the text is on its way sends no second one', async () => {
	let reached = () => {};
	const taken = new Promise<void>((done) => (reached = done));
	const office = await postOffice({
		text: (mail) => {
			office.mails.push(mail);
			reached();
			return new Promise(() => {});
		}
	});
	const person = await told('killed-after');
	const killed = await appWith(office.url);
	await taken;
	await killed.kill();
	const working = await postOffice();
	const other = await appWith(working.url);
	await afterTheClaim(db);
	expect(await until(person.id, ({ state }) => state === 'unsure')).toMatchObject({
		problem: 'cut_off'
	});
	expect([office.mails.length, working.mails.length]).toEqual([1, 0]);
	await other.stop();
});

test('what is refused for now is sent later, what is refused for good is not', async () => {
	const [busy, unknown] = [await told('busy'), await told('unknown')];
	const answers = new Map([
		[busy.email, [451, undefined]],
		[unknown.email, [550]]
	]);
	const office = await postOffice({ reader: (address) => answers.get(address)?.shift() });
	const server = await appWith(office.url);
	expect(await until(busy.id, ({ problem }) => problem !== null)).toMatchObject({
		...{ state: 'waiting', problem: '451', tries: 1 }
	});
	expect(await until(unknown.id, ({ state }) => state === 'failed')).toMatchObject({
		...{ problem: '550', tries: 1 }
	});
	await whenTriedAgain(db);
	await until(busy.id, ({ state }) => state === 'sent');
	expect(office.mails).toHaveLength(1);
	expect(server.output()).not.toContain(busy.email);
	await server.stop();
});

test('a mail server that is not there loses nothing', async () => {
	const person = await told('away');
	const away = await appWith('smtp://127.0.0.1:9');
	expect(await until(person.id, ({ problem }) => problem !== null)).toMatchObject({
		...{ state: 'waiting', problem: 'ESOCKET' }
	});
	expect(await away.stop()).toBe(0);
	const office = await postOffice();
	const server = await appWith(office.url);
	await whenTriedAgain(db);
	await until(person.id, ({ state }) => state === 'sent');
	expect(office.mails).toHaveLength(1);
	await server.stop();
});

test('what waited for days is not sent any more', async () => {
	const person = await told('late');
	await db
		.updateTable('mail')
		.set({ send_after: sql<Date>`now() - interval '4 days'` })
		.where('user_id', '=', person.id)
		.execute();
	const office = await postOffice();
	const server = await appWith(office.url);
	expect(await until(person.id, ({ state }) => state === 'withheld')).toMatchObject({
		problem: 'too_late'
	});
	expect(office.mails).toHaveLength(0);
	await server.stop();
});
