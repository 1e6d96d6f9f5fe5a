import { expect, test } from 'vitest';
import { verify } from '#lib/server/writing/chain.ts';
import { latest } from '#lib/server/audit/queries.ts';
import { needsPresentPassword, setPassword } from '#lib/server/auth/account/own-account.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import {
	firstAdministrator,
	firstSignInLink,
	linkFor,
	ownerOf,
	signInWithLink
} from '#lib/server/auth/sign-in-links.ts';
import { disable } from '#lib/server/auth/administration/users.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const origin = 'https://tanaw.example';
const start = new Date('2026-03-01T08:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const tokenOf = (link: string | undefined) => link!.split('/').at(-1)!;

test('a demonstration administrator does not stand in the way of the first real one', async () => {
	await makePerson(db, { role: 'administrator', demonstration: true });
	const links = await Promise.all([1, 2].map(() => firstSignInLink(db, origin, start)));
	expect(links.every((link) => link?.startsWith(`${origin}/auth/link/`))).toBe(true);
	const accounts = db.selectFrom('user_account').where('email', '=', firstAdministrator);
	expect(await accounts.selectAll().execute()).toHaveLength(1);
});

test('until an administrator has a password each start gives a link, then none does', async () => {
	const token = tokenOf(await firstSignInLink(db, origin, start));
	const session = (await signInWithLink(db, token, null, start))!;
	expect(session.suggestPassword).toBe(true);
	expect(await firstSignInLink(db, origin, start)).toBeDefined();

	const { user } = (await readSession(db, session.token, start))!;
	expect(user.email).toBe(firstAdministrator);
	const password = 'three otters on a barge';
	const given = {
		sessionToken: session.token,
		present: '',
		password,
		from: { address: '192.0.2.1' }
	};
	await setPassword(db, user, given, start);
	expect(await firstSignInLink(db, origin, start)).toBeUndefined();
});

test('a link works once, also when two come at the same time', async () => {
	const { email } = await makePerson(db);
	const token = tokenOf(await linkFor(db, email, origin, start));
	const used = await Promise.all([1, 2, 3].map(() => signInWithLink(db, token, null, start)));
	expect(used.filter(Boolean)).toHaveLength(1);
	expect(await signInWithLink(db, token, null, start)).toBeUndefined();
});

test('looking at a link uses nothing up', async () => {
	const { email } = await makePerson(db, { name: 'Amina Said' });
	const token = tokenOf(await linkFor(db, email, origin, start));
	expect(await ownerOf(db, token, start)).toEqual({ name: 'Amina Said' });
	expect(await ownerOf(db, token, start)).toBeDefined();
	expect(await signInWithLink(db, token, null, start)).toBeDefined();
	expect(await ownerOf(db, token, start)).toBeUndefined();
});

test('using one link ends the others of the same person', async () => {
	const { email } = await makePerson(db);
	const first = tokenOf(await linkFor(db, email, origin, start));
	const second = tokenOf(await linkFor(db, email, origin, start));
	await signInWithLink(db, second, null, start);
	expect(await signInWithLink(db, first, null, start)).toBeUndefined();
});

test('a link expires after an hour', async () => {
	const { email } = await makePerson(db);
	const token = tokenOf(await linkFor(db, email, origin, start));
	expect(await ownerOf(db, token, later(59))).toBeDefined();
	expect(await signInWithLink(db, token, null, later(61))).toBeUndefined();
});

test('no link for a disabled account, and none of its links works', async () => {
	const { id, email } = await makePerson(db);
	const { actor } = await makePerson(db, { role: 'administrator' });
	const token = tokenOf(await linkFor(db, email, origin, start));
	await disable(db, actor, id, start);
	expect(await signInWithLink(db, token, null, start)).toBeUndefined();
	expect(await linkFor(db, email, origin, start)).toBeUndefined();
	expect(await linkFor(db, 'nobody@example.org', origin, start)).toBeUndefined();
});

test('who came by a link may set a new password without the lost one', async () => {
	const { email } = await makePerson(db, { password: 'forgotten by everybody' });
	const token = tokenOf(await linkFor(db, email.toUpperCase(), origin, start));
	const session = (await signInWithLink(db, token, null, start))!;
	const { user } = (await readSession(db, session.token, start))!;
	expect(await needsPresentPassword(db, user, session.token)).toBe(false);
	const given = {
		present: '',
		password: 'three otters on a barge',
		from: { address: '192.0.2.1' }
	};
	const next = await setPassword(db, user, { sessionToken: session.token, ...given }, later(1));
	expect(await needsPresentPassword(db, { ...user, hasPassword: true }, next)).toBe(true);
});

test('the session that the browser had before ends at sign-in', async () => {
	const { email } = await makePerson(db);
	const enter = async (instead: string | null) => {
		const link = await linkFor(db, email, origin, start);
		return (await signInWithLink(db, tokenOf(link), instead, start))!.token;
	};
	const before = await enter(null);
	const after = await enter(before);
	expect(await readSession(db, before, start)).toBeUndefined();
	expect(await readSession(db, after, start)).toBeDefined();
});

test('no secret is kept, and the log names nobody', async () => {
	const { email } = await makePerson(db, { name: 'Amina Said' });
	const token = tokenOf(await linkFor(db, email, origin, start));
	await signInWithLink(db, token, null, start);
	const entries = await db.selectFrom('audit_entry').selectAll().execute();
	const links = await db.selectFrom('sign_in_link').selectAll().execute();
	expect(JSON.stringify([entries, links])).not.toMatch(new RegExp(`${token}|Amina|@`));
	expect((await latest(db, 1))[0]).toMatchObject({ action: 'sign_in', detail: { by: 'link' } });
	expect((await verify(db)).sound).toBe(true);
});
