/** Whether an organisation approves its reports itself before the ICT office sees them. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { actOn, change, locked } from './commands.ts';
import { entryOf, type OrganisationAct, type OrganisationAtVersion } from './fields.ts';

/** Whether somebody who can sign in may approve for it. */
async function hasApprover(trx: Trx, organisationId: string): Promise<boolean> {
	const found = await trx
		.selectFrom('role_grant')
		.innerJoin('user_account', 'user_account.id', 'role_grant.user_id')
		.where('role_grant.organisation_id', '=', organisationId)
		.where('role_grant.role', '=', 'approver')
		.where('user_account.disabled_at', 'is', null)
		.select('role_grant.user_id')
		.executeTakeFirst();
	return found !== undefined;
}

/**
 * Lets an organisation approve its reports itself, or no more.
 *
 * @throws Refused where nobody may approve for it, so that no report could be sent; Conflict; NotAllowed
 */
export function setApprovalInside(
	db: Db,
	actor: Actor,
	at: OrganisationAtVersion,
	approves: boolean,
	{ request, reason }: Pick<OrganisationAct, 'request' | 'reason'>
): Promise<void> {
	return write(db, actor, {
		...actOn(at, request),
		read: async (trx) => {
			const one = await locked(trx, at.id);
			if (!one) return undefined;
			if (approves && !(await hasApprover(trx, one.id)))
				throw new Refused('approves_inside', 'no_approver');
			const { version, approves_inside } = one;
			const sent = { approves_inside: approves };
			return { planId: null, version, stored: { approves_inside }, sent, one };
		},
		write: async (trx, { one, sent }, { made }) => {
			if (Object.keys(made.after).length === 0) return { result: undefined };
			await change(trx, one.id, sent);
			return {
				result: undefined,
				entry: entryOf('organisation_changed', one, { reason, ...made })
			};
		}
	});
}
