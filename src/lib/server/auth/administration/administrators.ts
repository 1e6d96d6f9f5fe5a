/** Who may administer, and that somebody does. */
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { write, type Done } from '../../writing/write.ts';
import { LastAdministrator, NoSuchOrganisation } from '../errors.ts';

/** Runs what only administrators may do. Throws `NotAllowed`. */
export function asAdministrator<Result = void>(
	db: Db,
	actor: Actor,
	act: (trx: Trx, actorId: string) => Promise<Done<Result>>
): Promise<Result> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		read: async () => ({ planId: null }),
		write: (trx, _found, { actorId }) => act(trx, actorId)
	});
}

/** Throws {@link NoSuchOrganisation} where a role is for one that does not exist. */
export async function checkOrganisation(trx: Trx, id: string | null): Promise<void> {
	if (id === null) return;
	const found = trx.selectFrom('organisation').select('id').where('id', '=', id);
	if (!(await found.executeTakeFirst())) throw new NoSuchOrganisation();
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
