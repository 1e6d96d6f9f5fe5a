import { expect, test } from 'vitest';
import { latest } from '#lib/server/audit/queries.ts';
import { Already, EmailTaken, PasswordRefused } from '#lib/server/auth/errors.ts';
import * as invitations from '#lib/server/auth/administration/invitations.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { signInWithPassword } from '#lib/server/auth/sign-in.ts';
import { disable } from '#lib/server/auth/administration/users.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { roles } from '#lib/domain/records/vocabulary.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const organisationId = await makeOrganisation(db, 'MILG');
const { actor: administrator } = await makePerson(db, { role: 'administrator' });
const start = new Date('2026-03-01T08:00:00Z');
const inDays = (days: number) => new Date(start.getTime() + days * 86_400_000);
const password = 'three otters on a barge';

let people = 0;
const somebody = () => ({
	email: `invited${(people += 1)}@milg.gov`,
	name: 'Amina Said',
	role: 'reporter' as const,
	organisationId
});
const given = { name: 'Amina S. Said', password, instead: null };

test('an invitation makes the account with the promised role, once', async () => {
	const person = somebody();
	const token = await invitations.invite(db, administrator, person, start);
	expect(await invitations.find(db, token, start)).toEqual({
		email: person.email,
		name: 'Amina Said'
	});
	const entered = await invitations.accept(db, token, given, inDays(1));
	expect(entered).toMatchObject({ kind: 'session', lacksFactor: false });
	expect(await readSession(db, entered.token, inDays(1))).toMatchObject({
		user: { email: person.email, name: 'Amina S. Said', hasPassword: true },
		actor: { grants: [{ role: 'reporter', organisationId }] }
	});
	const again = invitations.accept(db, token, given, inDays(1));
	await expect(again).rejects.toThrow(NotFound);
	const credentials = { email: person.email, password, address: '192.0.2.1', instead: null };
	expect(await signInWithPassword(db, credentials, inDays(2))).toBeDefined();
});

test('it expires after seven days', async () => {
	const token = await invitations.invite(db, administrator, somebody(), start);
	expect(await invitations.find(db, token, inDays(6.9))).toBeDefined();
	await expect(invitations.accept(db, token, given, inDays(7.1))).rejects.toThrow(NotFound);
});

test('a weak password leaves the invitation open', async () => {
	const token = await invitations.invite(db, administrator, somebody(), start);
	const weak = invitations.accept(db, token, { ...given, password: 'password1234' }, start);
	await expect(weak).rejects.toThrow(PasswordRefused);
	expect(await invitations.accept(db, token, given, start)).toBeDefined();
});

test('a newer invitation, a withdrawal and the inviter’s end each end it', async () => {
	const person = somebody();
	const older = await invitations.invite(db, administrator, person, start);
	await invitations.invite(db, administrator, person, start);
	expect(await invitations.find(db, older, start)).toBeUndefined();

	const [open] = await invitations.list(db, start);
	await invitations.withdraw(db, administrator, open!.id, start);
	await expect(invitations.withdraw(db, administrator, open!.id, start)).rejects.toThrow(Already);

	const inviter = await makePerson(db, { role: 'administrator' });
	const token = await invitations.invite(db, inviter.actor, somebody(), start);
	await disable(db, administrator, inviter.id, start);
	expect(await invitations.find(db, token, start)).toBeUndefined();
});

test('of invitations made at once for one address one stays open', async () => {
	const person = somebody();
	const invite = () => invitations.invite(db, administrator, person, start);
	await Promise.all([invite(), invite(), invite()]);
	const open = (await invitations.list(db, start)).filter(({ email }) => email === person.email);
	expect(open).toHaveLength(1);
});

test('the audit log tells whom an invitation was for, and for which organisation', async () => {
	const token = await invitations.invite(db, administrator, somebody(), start);
	await invitations.accept(db, token, given, start);
	const entries = await latest(db, 10);
	expect(entries.find((entry) => entry.action === 'invitation_accepted')).toMatchObject({
		subject_name: 'Amina Said',
		detail_name: 'Amina S. Said',
		detail_acronym: 'MILG'
	});
});

test('who has an account is not invited, nor does an invitation take an account over', async () => {
	const { email } = await makePerson(db);
	const known = { ...somebody(), email };
	await expect(invitations.invite(db, administrator, known, start)).rejects.toThrow(EmailTaken);

	const person = somebody();
	const token = await invitations.invite(db, administrator, person, start);
	await makePerson(db, { email: person.email });
	await expect(invitations.accept(db, token, given, start)).rejects.toThrow(EmailTaken);
});

test.each(roles.filter((role) => role !== 'administrator'))('a %s invites nobody', async (role) => {
	const bound = role === 'reporter' || role === 'approver';
	const { actor } = await makePerson(db, { role, ...(bound && { organisationId }) });
	await expect(invitations.invite(db, actor, somebody(), start)).rejects.toThrow(NotAllowed);
});

test('nobody who is not signed in invites', async () => {
	const attempt = invitations.invite(db, { kind: 'public' }, somebody(), start);
	await expect(attempt).rejects.toThrow(NotAllowed);
});

test('the same form sent twice invites once, and the secret shown last opens it', async () => {
	const person = somebody();
	const request = { requestId: crypto.randomUUID(), digest: person.email, confirmed: [] };
	const open = async () =>
		(await invitations.list(db, start)).filter(({ email }) => email === person.email).length;
	const before = (await latest(db, 100)).length;
	const first = await invitations.invite(db, administrator, person, start, request);
	const second = await invitations.invite(db, administrator, person, start, request);
	expect(await open()).toBe(1);
	expect((await latest(db, 100)).length).toBe(before + 1);
	expect(await invitations.find(db, first, start)).toBeUndefined();
	expect(await invitations.find(db, second, start)).toBeDefined();
	await invitations.accept(db, second, given, start);
	const late = invitations.invite(db, administrator, person, start, request);
	await expect(late).rejects.toThrow(EmailTaken);
});
