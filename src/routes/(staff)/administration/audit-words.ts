import { m } from '#lib/paraglide/messages.js';
import { roles } from '#lib/domain/records/vocabulary.ts';
import type { AuditRow } from '#lib/server/writing/entries.ts';
import { roleWords } from '#lib/ui/vocabulary.ts';

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
	person_erased: m.account_audit_person_erased
};

const subjectWords: Record<string, (about: { name: string }) => string> = {
	user: m.account_audit_about_user,
	invitation: m.account_audit_about_invitation
};

type Named = Pick<
	AuditRow,
	'subject_kind' | 'subject_id' | 'subject_name' | 'detail' | 'detail_name' | 'detail_acronym'
>;

/** Whom or what an entry is about: by name, or by number where the name is gone. */
export function subjectText({ subject_kind, subject_id, subject_name, detail }: Named): string {
	const code = typeof detail['code'] === 'string' ? detail['code'] : '';
	const name = subject_name ?? (code || (subject_id ?? ''));
	const words = subjectWords[subject_kind];
	return words && name ? words({ name }) : `${subject_kind.replaceAll('_', ' ')} ${name}`.trim();
}

const roleText = (value: string) => {
	const role = roles.find((known) => known === value);
	return role ? roleWords[role]() : value;
};

/** An entry's details in words: roles, people and organisations by what they are called. */
export function detailText({ detail, detail_name, detail_acronym }: Named): string {
	const named: Record<string, string | null> = {
		user_id: detail_name,
		organisation_id: detail_acronym,
		// the subject says it
		code: ''
	};
	return Object.entries(detail)
		.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
		.map(([name, value]) => named[name] ?? roleText(String(value)))
		.filter(Boolean)
		.join(', ');
}
