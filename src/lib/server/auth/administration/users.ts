/** What administrators do with the accounts of others. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { NotFound } from '../../writing/refusals.ts';
import { Already } from '../errors.ts';
import { onAccount } from '../acts.ts';
import {
	administers,
	asAdministrator,
	checkOrganisation,
	keepAnAdministrator
} from './administrators.ts';
import { endInvitationsOf } from './invitations.ts';
import * as setUp from '../second-factor/set-up.ts';
import { endSessionsOf } from '../sessions.ts';
import { forgetUnused, insertLink } from '../sign-in-links.ts';

/** Why there was nothing to do for a person: it was done before, or there is nobody. */
async function alreadyOrNobody(trx: Trx, userId: string): Promise<Already | NotFound> {
	const person = trx.selectFrom('user_account').select('id').where('id', '=', userId);
	const found = await person.where('erased_at', 'is', null).executeTakeFirst();
	return found ? new Already() : new NotFound();
}

/**
 * Grants a role; one that is held already stays as it is. Throws `NotAllowed`, `NoSuchOrganisation`, or
 * `NotFound` where the person does not exist.
 */
export async function grant(
	db: Db,
	actor: Actor,
	{ userId, role, organisationId }: { userId: string; role: Role; organisationId: string | null }
): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const user = trx.selectFrom('user_account').select('id').where('id', '=', userId);
		if (!(await user.where('erased_at', 'is', null).executeTakeFirst())) throw new NotFound();
		await checkOrganisation(trx, organisationId);
		const granted = await trx
			.insertInto('role_grant')
			.values({ user_id: userId, role, organisation_id: organisationId })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		const entry = onAccount('role_granted', userId, { role, organisation_id: organisationId });
		return { result: undefined, entry: granted && entry };
	});
}

/**
 * Withdraws a role; the open invitations of who administered end with it. Throws `NotAllowed`,
 * `LastAdministrator`, or `Already` where this person holds no such grant.
 */
export async function withdraw(
	db: Db,
	actor: Actor,
	{ userId, grantId }: { userId: string; grantId: string },
	now = new Date()
): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const withdrawn = await trx
			.deleteFrom('role_grant')
			.where('id', '=', grantId)
			.where('user_id', '=', userId)
			.returning(['role', 'organisation_id'])
			.executeTakeFirst();
		if (!withdrawn) throw await alreadyOrNobody(trx, userId);
		if (withdrawn.role === 'administrator') {
			await keepAnAdministrator(trx);
			await endInvitationsOf(trx, userId, now);
		}
		return { result: undefined, entry: onAccount('role_withdrawn', userId, { ...withdrawn }) };
	});
}

/**
 * Makes a one-time link for somebody who cannot sign in, and returns its secret. The second factor is
 * still asked for. Throws `NotAllowed`, or `NotFound` where there is no such open account.
 */
export async function makeSignInLink(
	db: Db,
	actor: Actor,
	userId: string,
	now: Date
): Promise<string> {
	return await asAdministrator<string>(db, actor, async (trx) => {
		const open = trx
			.selectFrom('user_account')
			.select('id')
			.where('id', '=', userId)
			.where('disabled_at', 'is', null)
			.where('erased_at', 'is', null);
		if (!(await open.executeTakeFirst())) throw new NotFound();
		const token = await insertLink(trx, userId, now);
		return { result: token, entry: onAccount('sign_in_link_made', userId) };
	});
}

/**
 * Shuts an account: its sessions, unused links and open invitations end with it. Throws
 * `NotAllowed`, `LastAdministrator`, `Already`, or `NotFound` where there is no such account.
 */
export async function disable(db: Db, actor: Actor, userId: string, now: Date): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const disabled = await trx
			.updateTable('user_account')
			.set({ disabled_at: now })
			.where('id', '=', userId)
			.where('disabled_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!disabled) throw await alreadyOrNobody(trx, userId);
		if (await administers(trx, userId)) await keepAnAdministrator(trx);
		await endSessionsOf(trx, userId);
		await forgetUnused(trx, userId);
		await endInvitationsOf(trx, userId, now);
		return { result: undefined, entry: onAccount('user_disabled', userId) };
	});
}

/**
 * Opens an account again, with the roles and the password it had. Throws `NotAllowed`, `Already`, or
 * `NotFound` where there is no such account.
 */
export async function enable(db: Db, actor: Actor, userId: string): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const enabled = await trx
			.updateTable('user_account')
			.set({ disabled_at: null })
			.where('id', '=', userId)
			.where('disabled_at', 'is not', null)
			.where('erased_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!enabled) throw await alreadyOrNobody(trx, userId);
		return { result: undefined, entry: onAccount('user_enabled', userId) };
	});
}

/**
 * Takes away the second factor of somebody who lost phone and recovery codes, and ends all sessions.
 * Throws `NotAllowed`, `Already` where there is no factor, or `NotFound` where there is no such account.
 */
export async function resetFactor(db: Db, actor: Actor, userId: string): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		await endSessionsOf(trx, userId);
		if (!(await setUp.find(trx, userId))) throw await alreadyOrNobody(trx, userId);
		await setUp.remove(trx, userId);
		return { result: undefined, entry: onAccount('second_factor_reset', userId) };
	});
}
