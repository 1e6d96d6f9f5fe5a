import { expect, test } from 'vitest';
import { disable } from '#lib/server/auth/administration/users.ts';
import { setPassword } from '#lib/server/auth/account/own-account.ts';
import { endSession, endSessionsOf, readSession, startSession } from '#lib/server/auth/sessions.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const start = new Date('2026-03-01T08:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

test('a session tells who its owner is and what was granted', async () => {
	const organisationId = await makeOrganisation(db, 'MILG');
	const { id, email } = await makePerson(db, { role: 'reporter', organisationId });
	const token = await startSession(db, id, start);
	expect(await readSession(db, token, start)).toEqual({
		user: {
			id,
			email,
			name: 'A reporter',
			demonstration: false,
			hasPassword: false,
			hasFactor: false,
			unread: 0
		},
		actor: { kind: 'user', id, grants: [{ role: 'reporter', organisationId, ended: false }] },
		confirmedAt: start
	});
});

test('the database holds no token', async () => {
	const { id } = await makePerson(db);
	const token = await startSession(db, id, start);
	const rows = await db.selectFrom('session').selectAll().where('user_id', '=', id).execute();
	expect(token.length * 5).toBeGreaterThanOrEqual(128);
	expect(JSON.stringify(rows)).not.toContain(token);
	expect(await readSession(db, rows[0]!.id, start)).toBeUndefined();
});

test('30 idle minutes end a session, and each page puts that off', async () => {
	const { id } = await makePerson(db);
	const idle = await startSession(db, id, start);
	expect(await readSession(db, idle, later(31))).toBeUndefined();

	const used = await startSession(db, id, start);
	for (const minutes of [10, 38, 66, 94])
		expect(await readSession(db, used, later(minutes))).toBeDefined();
	expect(await readSession(db, used, later(125))).toBeUndefined();
});

test('12 hours end a session however busy it is', async () => {
	const { id } = await makePerson(db);
	const token = await startSession(db, id, start);
	for (let minutes = 20; minutes < 720; minutes += 20)
		expect(await readSession(db, token, later(minutes))).toBeDefined();
	expect(await readSession(db, token, later(720))).toBeUndefined();
});

test('a second read within a minute writes nothing', async () => {
	const { id } = await makePerson(db);
	const token = await startSession(db, id, start);
	const expiry = () =>
		db.selectFrom('session').select('expires_at').where('user_id', '=', id).executeTakeFirst();
	const before = await expiry();
	await readSession(db, token, new Date(start.getTime() + 30_000));
	expect(await expiry()).toEqual(before);
});

test('a session ends alone, with all others, or when its owner is disabled', async () => {
	const { id } = await makePerson(db);
	await makePerson(db, { role: 'administrator' });
	const { actor } = await makePerson(db, { role: 'administrator' });
	const [one, two, three] = [
		await startSession(db, id, start),
		await startSession(db, id, start),
		await startSession(db, id, start)
	];
	await endSession(db, one);
	expect(await readSession(db, one, start)).toBeUndefined();
	expect(await readSession(db, two, start)).toBeDefined();
	await disable(db, actor, id, start);
	expect(await readSession(db, two, start)).toBeUndefined();
	await endSessionsOf(db, id);
	expect(await readSession(db, three, start)).toBeUndefined();
});

test('a new password ends all sessions and begins another', async () => {
	const { id } = await makePerson(db);
	const other = await startSession(db, id, start);
	const mine = await startSession(db, id, start);
	const { user } = (await readSession(db, mine, start))!;
	const password = 'three otters on a barge';
	const given = { sessionToken: mine, present: '', password, from: { address: '192.0.2.1' } };
	const fresh = await setPassword(db, user, given, start);
	expect(await readSession(db, other, start)).toBeUndefined();
	expect(await readSession(db, mine, start)).toBeUndefined();
	expect((await readSession(db, fresh, start))?.user.hasPassword).toBe(true);
});
