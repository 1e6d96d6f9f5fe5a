/** What is held about a person can be seen, taken along and erased. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { append } from '#lib/server/writing/entries.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { newestUpdate } from '#lib/server/reports/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { key, givePhone } from '../support/second-factor.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const server = await startServer({ databaseUrl: url, environment: { TANAW_KEY: key } });
afterAll(() => server.stop());
const { origin } = server;
const password = 'three otters on a barge';
const administrator = await makePerson(db, { role: 'administrator', name: 'Zaid Administers' });
const asAdministrator = { cookie: await server.signIn(administrator.email) };

/** All tables as text, as in a dump; binary columns in hexadecimal. */
async function dump(): Promise<string> {
	const { rows: tables } = await sql<{ name: string }>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE' order by 1
	`.execute(db);
	const texts = [];
	for (const { name } of tables) {
		const all = await sql<{ text: string }>`
			select coalesce(string_agg(t::text, E'\n'), '') as text from ${sql.table(name)} as t
		`.execute(db);
		texts.push(`${name}: ${all.rows[0]!.text}`);
	}
	return texts.join('\n').toLowerCase();
}

let people = 0;

/** Somebody who was invited, reports for MILG, signed in, tried wrongly and recorded an update. */
async function makeReporter() {
	const number = (people += 1);
	const name = `Noraisah${number} Unmistakable${number}`;
	const email = `n.unmistakable${number}@milg.gov`;
	const invitation = { name, email, role: 'reporter', organisation: plan.milg };
	const invited = await post(`${origin}/administration?/invite`, invitation, asAdministrator);
	const link = /http:\/\/[^<]*\/auth\/invitation\/[\w-]{43}/.exec(await invited.text())![0];
	const accepted = await post(link, { name, password, repeat: password });
	const cookie = accepted.headers.getSetCookie()[0]!.split(';')[0]!;
	await post(`${origin}/auth/sign-in`, { email, password: 'not the password' });
	await get(`${origin}/administration`, { cookie });
	const { id } = await db
		.selectFrom('user_account')
		.select('id')
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	await db.transaction().execute(async (trx) => {
		const row = { element_id: plan.ofMilg, as_of: '2026-09-30', recorded_by: id };
		const said = { delivery: 'in_progress' as const, physical_percent: 40 };
		await trx
			.insertInto('activity_update')
			.values({ ...row, ...said })
			.execute();
		await trx
			.insertInto('entry_draft')
			.values({
				user_id: id,
				address: `/my/activities/${plan.ofMilg}`,
				fields: JSON.stringify({ note: `Typed by ${name}` })
			})
			.execute();
		await append(trx, {
			actorId: id,
			action: 'activity_reported',
			subjectKind: 'element',
			subjectId: plan.ofMilg
		});
	});
	return { id, name, email, cookie };
}

async function expectForgotten({ name, email }: { name: string; email: string }) {
	const text = await dump();
	for (const part of [...name.split(' '), email, email.split('@')[0]!])
		expect(text.includes(part.toLowerCase()), part).toBe(false);
	expect((await verify(db)).sound).toBe(true);
}

test('before an erasure the dump does hold the person, but not its audit log', async () => {
	const { name, email } = await makeReporter();
	const text = await dump();
	expect(text).toContain(name.toLowerCase());
	expect(text).toContain(email);
	const log = /audit_entry: ([^]*?)\n\w+: /.exec(text)?.[1] ?? '';
	expect(log).toContain('invitation_accepted');
	expect(log).not.toContain(name.toLowerCase());
	expect(log).not.toContain('@');
});

test('a person erased by an administrator leaves no name, and the reports stay', async () => {
	const person = await makeReporter();
	const page = `${origin}/administration/users/${person.id}`;
	const slip = await post(`${page}?/erase`, { email: 'else@milg.gov' }, asAdministrator);
	expect(slip.status).toBe(400);
	expect(await wordsOf(slip)).toContain('This is not the e-mail address of the account.');
	const done = await post(`${page}?/erase`, { email: person.email }, asAdministrator);
	expect(done.status).toBe(200);
	expect(await wordsOf(done)).toContain('A former member of MILG');
	await expectForgotten(person);
	const update = await newestUpdate(db, plan.ofMilg);
	expect(update).toMatchObject({ recordedBy: 'A former member of MILG', percent: 40 });
	expect((await get(`${origin}/account`, { cookie: person.cookie })).status).toBe(303);
	const again = await post(`${origin}/auth/sign-in`, { email: person.email, password });
	expect(again.status).toBe(400);
	for (const action of ['enable', 'disable', 'grant'])
		expect(
			(await post(`${page}?/${action}`, { email: person.email, role: 'leader' }, asAdministrator))
				.status
		).toBe(404);
	const people = await wordsOf(await get(`${origin}/administration`, asAdministrator));
	expect(people).not.toContain('@erased.invalid');
	expect(people).toContain('Person erased');
});

test('a person erases itself, with its second factor', async () => {
	const person = await makeReporter();
	const { token } = await givePhone(
		db,
		sealWith(() => key),
		person.id
	);
	const cookie = `tanaw=${token}`;
	const form = `${origin}/account/personal-data?/erase`;
	const slip = await post(form, { email: 'else@milg.gov' }, { cookie });
	expect(slip.status).toBe(400);
	const done = await post(form, { email: person.email }, { cookie });
	expect([done.status, done.headers.get('location')]).toEqual([303, '/']);
	expect(await db.selectFrom('second_factor').selectAll().execute()).toEqual([]);
	await expectForgotten(person);
});

test('an older session says the password before it erases anybody', async () => {
	const person = await makeReporter();
	const old = { confirmed_at: new Date(Date.now() - 16 * 60_000) };
	await db.updateTable('session').set(old).where('user_id', '=', person.id).execute();
	const form = `${origin}/account/personal-data?/erase`;
	const fields = { email: person.email, present: 'not my password' };
	expect((await post(form, fields, { cookie: person.cookie })).status).toBe(400);
	const right = { ...fields, present: password };
	expect((await post(form, right, { cookie: person.cookie })).status).toBe(303);
});

test('neither the last administrator nor a made-up person is erased by its own wish', async () => {
	const first = db.updateTable('user_account').set({ disabled_at: new Date() });
	await first.where('email', '=', 'administrator@localhost').execute();
	const form = `${origin}/account/personal-data?/erase`;
	const last = await post(form, { email: administrator.email }, asAdministrator);
	expect(last.status).toBe(400);
	expect(await wordsOf(last)).toContain('This is the last administrator');
	const madeUp = await makePerson(db, { demonstration: true });
	const cookie = await server.signIn(madeUp.email);
	expect((await post(form, { email: madeUp.email }, { cookie })).status).toBe(403);
	const left = db.selectFrom('user_account').select('id').where('erased_at', 'is', null);
	const ids = (await left.execute()).map(({ id }) => id);
	expect(ids).toEqual(expect.arrayContaining([administrator.id, madeUp.id]));
});

test('the copy holds all that is held of the person, nothing of others, and no secrets', async () => {
	const person = await makeReporter();
	const other = await makeReporter();
	const before = await dump();
	const response = await get(`${origin}/account/personal-data/export`, { cookie: person.cookie });
	expect(response.headers.get('content-disposition')).toContain('attachment');
	expect(response.headers.get('cache-control')).toBe('private, no-store');
	const text = await response.text();
	expect(JSON.parse(text)).toMatchObject({
		account: { id: person.id, email: person.email, name: person.name, has_password: true },
		roles: [{ role: 'reporter', acronym: 'MILG' }],
		signing_in: { sessions: [{ began_by: 'invitation' }], failures: [{ level: 1 }] },
		invitations: { received: [{ role: 'reporter', email: person.email }], made: [] },
		recorded: { activity_updates: [{ element_id: plan.ofMilg, as_of: '2026-09-30' }] },
		typed_not_sent: [{ address: `/my/activities/${plan.ofMilg}` }]
	});
	const { audit_entries } = JSON.parse(text) as { audit_entries: { action: string }[] };
	expect(audit_entries.map(({ action }) => action)).toEqual([
		'invitation_accepted',
		'sign_in',
		'sign_in_refused',
		'activity_reported'
	]);
	expect(text).not.toContain(other.email);
	expect(text).not.toMatch(/argon2|hash|secret|token/);
	const page = await get(`${origin}/account/personal-data`, { cookie: person.cookie });
	const words = await wordsOf(page);
	expect(words).toContain(`${person.name} (${person.email})`);
	expect(words).toContain('4, by number, without your name');
	// only the session was used meanwhile
	const still = (dumped: string) => dumped.replaceAll(/^session: [^]*?(?=\n\w+: )/gm, '');
	expect(still(await dump())).toBe(still(before));
});
