import { expect, test } from 'vitest';
import { Already, LastAdministrator, NoSuchOrganisation } from '#lib/server/auth/errors.ts';
import * as commands from '#lib/server/auth/administration/users.ts';
import * as users from '#lib/server/auth/users.ts';
import { latest } from '#lib/server/audit/queries.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const organisationId = await makeOrganisation(db, 'MILG');
const administrator = await makePerson(db, { role: 'administrator', name: 'Zaid' });
const now = new Date('2026-03-01T08:00:00Z');
const grantsOf = async (id: string) => (await users.find(db, id))!.grants;

test('a role is granted once, seen, and withdrawn', async () => {
	const { id } = await makePerson(db);
	const role = { userId: id, role: 'reporter' as const, organisationId };
	await commands.grant(db, administrator.actor, role);
	await commands.grant(db, administrator.actor, role);
	const grants = await grantsOf(id);
	expect(grants).toMatchObject([{ role: 'reporter', organisation: 'MILG' }]);
	const withdrawal = { userId: id, grantId: grants[0]!.id };
	await commands.withdraw(db, administrator.actor, withdrawal);
	expect(await grantsOf(id)).toEqual([]);
	expect((await latest(db, 2)).map((entry) => [entry.action, entry.subject_id])).toEqual([
		['role_withdrawn', id],
		['role_granted', id]
	]);
});

test('a grant of somebody else is not found under this person', async () => {
	const one = await makePerson(db, { role: 'planner' });
	const other = await makePerson(db);
	const [grant] = await grantsOf(one.id);
	const foreign = { userId: other.id, grantId: grant!.id };
	await expect(commands.withdraw(db, administrator.actor, foreign)).rejects.toThrow(Already);
	expect(await grantsOf(one.id)).toHaveLength(1);
});

test('nothing is granted to nobody, or for an organisation that does not exist', async () => {
	const { id } = await makePerson(db);
	const planner = { userId: '999999', role: 'planner' as const, organisationId: null };
	await expect(commands.grant(db, administrator.actor, planner)).rejects.toThrow(NotFound);
	const nowhere = { userId: id, role: 'reporter' as const, organisationId: '999999' };
	await expect(commands.grant(db, administrator.actor, nowhere)).rejects.toThrow(
		NoSuchOrganisation
	);
});

test('the last administrator stays, also when two end each other at once', async () => {
	const last = commands.disable(db, administrator.actor, administrator.id, now);
	await expect(last).rejects.toThrow(LastAdministrator);
	await makePerson(db, { role: 'administrator', demonstration: true });
	const [grant] = await grantsOf(administrator.id);
	const withdrawal = { userId: administrator.id, grantId: grant!.id };
	const demonstrationOnly = commands.withdraw(db, administrator.actor, withdrawal);
	await expect(demonstrationOnly).rejects.toThrow(LastAdministrator);

	const second = await makePerson(db, { role: 'administrator' });
	const results = await Promise.allSettled([
		commands.disable(db, administrator.actor, second.id, now),
		commands.disable(db, second.actor, administrator.id, now)
	]);
	expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
	const ended = results[0]!.status === 'fulfilled' ? second : administrator;
	await commands.enable(db, administrator.actor, ended.id);
});

test('an account is disabled once and enabled with its roles', async () => {
	const { id } = await makePerson(db, { role: 'leader' });
	await commands.disable(db, administrator.actor, id, now);
	await expect(commands.disable(db, administrator.actor, id, now)).rejects.toThrow(Already);
	expect(await users.find(db, id)).toMatchObject({ disabled: true });
	await commands.enable(db, administrator.actor, id);
	expect(await users.find(db, id)).toMatchObject({ disabled: false, grants: [{ role: 'leader' }] });
});

test('only administrators command', async () => {
	const planner = await makePerson(db, { role: 'planner' });
	const role = { userId: planner.id, role: 'administrator' as const, organisationId: null };
	await expect(commands.grant(db, planner.actor, role)).rejects.toThrow(NotAllowed);
	await expect(commands.disable(db, planner.actor, administrator.id, now)).rejects.toThrow(
		NotAllowed
	);
	await expect(commands.enable(db, { kind: 'public' }, planner.id)).rejects.toThrow(NotAllowed);
});

test('people come by name, at most a hundred at once', async () => {
	for (let number = 0; number < 105; number += 1)
		await makePerson(db, { name: `Person ${number}` });
	const first = await users.list(db, 1);
	const second = await users.list(db, 2);
	expect(first).toMatchObject({ more: true });
	expect(first.users).toHaveLength(100);
	expect(second.more).toBe(false);
	expect(second.users.at(-1)?.name).toBe('Zaid');
});
