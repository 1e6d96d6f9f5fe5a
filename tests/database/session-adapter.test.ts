import { expect, test } from 'vitest';
import { sessionAdapter } from '#lib/server/auth/session-adapter.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const now = new Date();
const adapter = sessionAdapter(db, now);
const inAnHour = new Date(now.getTime() + 3_600_000);

async function makeSession(id: string, expiresAt = inAnHour): Promise<string> {
	const person = await makePerson(db);
	const attributes = { began_by: 'link' as const, address: null, device: null, confirmed_at: now };
	await adapter.setSession({ id, userId: person.id, expiresAt, attributes });
	return person.id;
}

test('a session comes back under the id that was given, with its user', async () => {
	const userId = await makeSession('given');
	const [session, user] = await adapter.getSessionAndUser('given');
	expect(session).toMatchObject({ id: 'given', userId });
	expect(session?.expiresAt.getTime()).toBeCloseTo(inAnHour.getTime(), -2);
	expect(user).toMatchObject({
		id: userId,
		attributes: { grants: [], hasPassword: false, hasFactor: false }
	});
});

test('an unknown session is nothing', async () => {
	expect(await adapter.getSessionAndUser('unknown')).toEqual([null, null]);
});

test('the limit of a session can be moved', async () => {
	await makeSession('moved');
	const later = new Date(inAnHour.getTime() + 60_000);
	await adapter.updateSessionExpiration('moved', later);
	const [session] = await adapter.getSessionAndUser('moved');
	expect(session?.expiresAt.getTime()).toBeCloseTo(later.getTime(), -2);
});

test('a user’s sessions are listed and deleted together', async () => {
	const userId = await makeSession('first');
	await adapter.setSession({
		id: 'second',
		userId,
		expiresAt: inAnHour,
		attributes: { began_by: 'link', address: null, device: null, confirmed_at: now }
	});
	expect(await adapter.getUserSessions(userId)).toHaveLength(2);
	await adapter.deleteSession('first');
	expect(await adapter.getUserSessions(userId)).toHaveLength(1);
	await adapter.deleteUserSessions(userId);
	expect(await adapter.getUserSessions(userId)).toEqual([]);
});

test('only what has expired is cleared away', async () => {
	const gone = await makeSession('expired', new Date(now.getTime() - 1_000));
	const kept = await makeSession('kept');
	await adapter.deleteExpiredSessions();
	expect(await adapter.getUserSessions(gone)).toEqual([]);
	expect(await adapter.getUserSessions(kept)).toHaveLength(1);
});
