import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import type { Db } from '#lib/server/db/connect.ts';

export interface NewPerson {
	email?: string;
	name?: string;
	role?: Role;
	organisationId?: string;
	password?: string;
	demonstration?: boolean;
}

/** Makes an organisation and returns its id. */
export async function makeOrganisation(db: Db, acronym: string): Promise<string> {
	const row = await db
		.insertInto('organisation')
		.values({
			slug: acronym.toLowerCase(),
			jurisdiction: 'test',
			acronym,
			name: `Ministry ${acronym}`,
			kind: 'ministry',
			parent_id: null,
			reports_through_id: null,
			valid_from: null,
			valid_to: null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** Makes an account with at most one role; returns it as commands know an actor. */
export async function makePerson(
	db: Db,
	{ email, name, role, organisationId, password, demonstration = false }: NewPerson = {}
): Promise<{ id: string; email: string; actor: Actor }> {
	const address = email ?? `${role ?? 'person'}-${randomUUID().slice(0, 8)}@example.org`;
	const { id } = await db
		.insertInto('user_account')
		.values({
			email: address,
			name: name ?? `A ${role ?? 'person'}`,
			password_hash: password === undefined ? null : await hashPassword(password),
			demonstration
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const organisation_id = organisationId ?? null;
	if (role)
		await db.insertInto('role_grant').values({ user_id: id, role, organisation_id }).execute();
	const grants = role ? [{ role, organisationId: organisation_id }] : [];
	return { id, email: address, actor: { kind: 'user', id, grants } };
}
