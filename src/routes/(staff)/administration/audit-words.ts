import { m } from '#lib/paraglide/messages.js';
import { roles } from '#lib/domain/records/vocabulary.ts';
import { beganByWords } from '#lib/accounts/began-by-words.ts';
import type { AuditRow } from '#lib/server/audit/queries.ts';
import { roleWords } from '#lib/ui/vocabulary.ts';
import { planActs } from '../plans/[plan]/edit/history/history-words.ts';

/** What people read for an action of the audit log; others are shown by their own word. */
export const auditWords: Record<string, () => string> = {
	sign_in: m.account_audit_sign_in,
	sign_in_refused: m.account_audit_sign_in_refused,
	session_ended: m.account_audit_session_ended,
	other_sessions_ended: m.account_audit_other_sessions_ended,
	password_refused: m.account_audit_password_refused,
	browser_unlocked: m.account_audit_browser_unlocked,
	account_unlocked: m.account_audit_account_unlocked,
	sign_out: m.account_audit_sign_out,
	signed_out_everywhere: m.account_audit_signed_out_everywhere,
	denied: m.account_audit_denied,
	sign_in_link_made: m.account_audit_sign_in_link_made,
	invited: m.account_audit_invited,
	invitation_withdrawn: m.account_audit_invitation_withdrawn,
	invitation_accepted: m.account_audit_invitation_accepted,
	role_granted: m.account_audit_role_granted,
	role_withdrawn: m.account_audit_role_withdrawn,
	user_disabled: m.account_audit_user_disabled,
	user_enabled: m.account_audit_user_enabled,
	password_set: m.account_audit_password_set,
	second_factor_set_up: m.account_audit_second_factor_set_up,
	second_factor_refused: m.account_audit_second_factor_refused,
	second_factor_turned_off: m.account_audit_second_factor_turned_off,
	second_factor_reset: m.account_audit_second_factor_reset,
	recovery_code_used: m.account_audit_recovery_code_used,
	recovery_codes_renewed: m.account_audit_recovery_codes_renewed,
	person_erased: m.account_audit_person_erased,
	mails_chosen: m.notice_did_mails_chosen,
	mail_sent_again: m.notice_did_mail_sent_again,
	reported_values_covered: m.account_audit_reported_values_covered
};

const subjectWords: Record<string, (about: { name: string }) => string> = {
	user: m.account_audit_about_user,
	invitation: m.account_audit_about_invitation,
	route: m.account_audit_about_route
};

/** Acts whose words name what they are about. */
const isNamed = (entry: Named) => entry.action in planActs;

/** What was done: "Reported on 4.1.1", "Role granted". */
export function whatText(entry: Named): string {
	const code = codeOf(entry);
	const plan = planActs[entry.action];
	return plan?.({ code }) ?? auditWords[entry.action]?.() ?? entry.action.replaceAll('_', ' ');
}

type Named = Pick<
	AuditRow,
	| 'action'
	| 'subject_kind'
	| 'subject_id'
	| 'subject_name'
	| 'detail'
	| 'detail_name'
	| 'detail_acronym'
>;

const codeOf = ({ detail }: Named) => (typeof detail['code'] === 'string' ? detail['code'] : '');

/** Whom or what an entry is about: by name, or by number where the name is gone; empty where its act says it. */
export function subjectText(entry: Named): string {
	const { subject_kind, subject_id, subject_name } = entry;
	if (isNamed(entry)) return '';
	const name = subject_name ?? (codeOf(entry) || (subject_id ?? ''));
	const words = subjectWords[subject_kind];
	return words && name ? words({ name }) : `${subject_kind.replaceAll('_', ' ')} ${name}`.trim();
}

const roleText = (value: string) => {
	const role = roles.find((known) => known === value);
	return role ? roleWords[role]() : value;
};

const beganText = (by: string) =>
	by in beganByWords ? beganByWords[by as keyof typeof beganByWords]() : by;

/** How a detail is said; what is not here is for the log alone. */
const details: Record<string, (value: string, entry: Named) => string> = {
	role: roleText,
	organisation_id: (id, { detail_acronym }) => detail_acronym ?? id,
	on_behalf_of: (id, { detail_acronym }) =>
		m.account_audit_on_behalf({ organisation: detail_acronym ?? id }),
	user_id: (id, { detail_name }) => detail_name ?? id,
	reason: (reason) => reason,
	by: beganText,
	second_factor: () => m.account_audit_with_factor(),
	method: (method) => method,
	may: (right) => m.account_audit_right({ right: right.replaceAll('_', ' ') })
};

/** An entry's details in words: roles, people and organisations by what they are called. */
export function detailText(entry: Named): string {
	return Object.entries(entry.detail)
		.flatMap(([name, value]) => {
			const isText = typeof value === 'string' || typeof value === 'number';
			return isText ? [details[name]?.(String(value), entry) ?? ''] : [];
		})
		.filter(Boolean)
		.join(', ');
}
