/** What administrators do with the accounts of others. */
import { sql, type Transaction } from 'kysely';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import { append } from '../../writing/entries.ts';
import type { Db } from '../../db/connect.ts';
import type { Database } from '../../db/schema.ts';
import { NotAllowed, NotFound } from '../../writing/refusals.ts';
import { LastAdministrator } from '../errors.ts';
import { endInvitationsOf } from './invitations.ts';
import * as setUp from '../second-factor/set-up.ts';
import { endSessionsOf } from '../sessions.ts';
import { forgetUnused } from '../sign-in-links.ts';

type Trx = Transaction<Database>;

/** Runs what only administrators may do. Throws `NotAllowed`. */
export async function asAdministrator<T>(
	db: Db,
	actor: Actor,
	command: (trx: Trx, actorId: string) => Promise<T>
): Promise<T> {
	if (actor.kind !== 'user' || !can(actor, 'administer')) throw new NotAllowed();
	return await db.transaction().execute((trx) => command(trx, actor.id));
}

export async function administers(trx: Trx, userId: string): Promise<boolean> {
	const held = trx.selectFrom('role_grant').select('id').where('user_id', '=', userId);
	return (await held.where('role', '=', 'administrator').executeTakeFirst()) !== undefined;
}

/** Throws `LastAdministrator` where nobody real is left to administer. */
export async function keepAnAdministrator(trx: Trx): Promise<void> {
	// of two who withdraw each other at once, the second sees what the first did
	await sql`select pg_advisory_xact_lock(hashtext('first administrator'))`.execute(trx);
	const left = await trx
		.selectFrom('role_grant')
		.innerJoin('user_account as account', 'account.id', 'role_grant.user_id')
		.select('account.id')
		.where('role_grant.role', '=', 'administrator')
		.where('account.disabled_at', 'is', null)
		.where('account.demonstration', '=', false)
		.limit(1)
		.executeTakeFirst();
	if (!left) throw new LastAdministrator();
}

/**
 * Grants a role; one that is held already stays as it is. Throws `NotAllowed`, or `NotFound` where
 * the person or the organisation does not exist.
 */
export async function grant(
	db: Db,
	actor: Actor,
	{ userId, role, organisationId }: { userId: string; role: Role; organisationId: string | null }
): Promise<void> {
	await asAdministrator(db, actor, async (trx, actorId) => {
		const user = trx.selectFrom('user_account').select('id').where('id', '=', userId);
		if (!(await user.where('erased_at', 'is', null).executeTakeFirst())) throw new NotFound();
		if (organisationId) {
			const body = trx.selectFrom('organisation').select('id').where('id', '=', organisationId);
			if (!(await body.executeTakeFirst())) throw new NotFound();
		}
		const granted = await trx
			.insertInto('role_grant')
			.values({ user_id: userId, role, organisation_id: organisationId })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!granted) return;
		const subject = { subjectKind: 'user', subjectId: userId };
		const detail = { role, organisation_id: organisationId };
		await append(trx, { actorId, action: 'role_granted', ...subject, detail });
	});
}

/** Throws `NotAllowed`, `LastAdministrator`, or `NotFound` where this person holds no such grant. */
export async function withdraw(
	db: Db,
	actor: Actor,
	{ userId, grantId }: { userId: string; grantId: string }
): Promise<void> {
	await asAdministrator(db, actor, async (trx, actorId) => {
		const withdrawn = await trx
			.deleteFrom('role_grant')
			.where('id', '=', grantId)
			.where('user_id', '=', userId)
			.returning(['role', 'organisation_id'])
			.executeTakeFirst();
		if (!withdrawn) throw new NotFound();
		if (withdrawn.role === 'administrator') await keepAnAdministrator(trx);
		const subject = { subjectKind: 'user', subjectId: userId };
		await append(trx, { actorId, action: 'role_withdrawn', ...subject, detail: { ...withdrawn } });
	});
}

/**
 * Shuts an account: its sessions, unused links and open invitations end with it. Throws
 * `NotAllowed`, `LastAdministrator`, or `NotFound` where there is no such enabled account.
 */
export async function disable(db: Db, actor: Actor, userId: string, now: Date): Promise<void> {
	await asAdministrator(db, actor, async (trx, actorId) => {
		const disabled = await trx
			.updateTable('user_account')
			.set({ disabled_at: now })
			.where('id', '=', userId)
			.where('disabled_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!disabled) throw new NotFound();
		if (await administers(trx, userId)) await keepAnAdministrator(trx);
		await endSessionsOf(trx, userId);
		await forgetUnused(trx, userId);
		await endInvitationsOf(trx, userId, now);
		const subject = { subjectKind: 'user', subjectId: userId };
		await append(trx, { actorId, action: 'user_disabled', ...subject });
	});
}

/** Opens an account again, with the roles and the password it had. */
export async function enable(db: Db, actor: Actor, userId: string): Promise<void> {
	await asAdministrator(db, actor, async (trx, actorId) => {
		const enabled = await trx
			.updateTable('user_account')
			.set({ disabled_at: null })
			.where('id', '=', userId)
			.where('disabled_at', 'is not', null)
			.where('erased_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!enabled) throw new NotFound();
		const subject = { subjectKind: 'user', subjectId: userId };
		await append(trx, { actorId, action: 'user_enabled', ...subject });
	});
}

/**
 * Takes away the second factor of somebody who lost phone and recovery codes, and ends all sessions.
 * Throws `NotAllowed`, or `NotFound` where there is no factor.
 */
export async function resetFactor(db: Db, actor: Actor, userId: string): Promise<void> {
	await asAdministrator(db, actor, async (trx, actorId) => {
		await endSessionsOf(trx, userId);
		await setUp.remove(trx, userId, { actorId, action: 'second_factor_reset' });
	});
}
