import { roles, type Role } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';

export interface RoleChoice {
	role: Role;
	organisationId: string | null;
}

/** The chosen role with the organisation it is for, or what to say beside which field. */
export function readRole(form: FormData): RoleChoice | { errors: Record<string, string> } {
	const role = roles.find((known) => known === typed(form, 'role'));
	if (!role) return { errors: { role: m.account_role_problem() } };
	const organisationId = typed(form, 'organisation');
	if (role !== 'reporter' && role !== 'approver') {
		if (organisationId === '') return { role, organisationId: null };
		return { errors: { organisation: m.account_organisation_unneeded() } };
	}
	if (!/^\d{1,18}$/.test(organisationId))
		return { errors: { organisation: m.account_organisation_problem() } };
	return { role, organisationId };
}
