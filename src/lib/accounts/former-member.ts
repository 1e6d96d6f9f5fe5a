import { m } from '#lib/paraglide/messages.js';

/** What stands in the place of an erased person's name, beside what was reported. */
export function formerMember(grants: readonly { organisation: string | null }[]): string {
	const organisation = grants.find((grant) => grant.organisation !== null)?.organisation;
	return organisation ? m.account_former_member_of({ organisation }) : m.account_former_member();
}
