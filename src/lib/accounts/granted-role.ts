import type { Role } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { roleWords } from '#lib/ui/vocabulary.ts';

/** `Planner`, or `Reporter, MILG` where the role is bound to an organisation. */
export function grantedRole(grant: { role: Role; organisation: string | null }): string {
	const role = roleWords[grant.role]();
	return grant.organisation ? m.account_role_for({ role, organisation: grant.organisation }) : role;
}
