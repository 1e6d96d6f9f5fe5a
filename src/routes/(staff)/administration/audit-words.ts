import { m } from '#lib/paraglide/messages.js';

/** What people read for an action of the audit log; others are shown by their own word. */
export const auditWords: Record<string, () => string> = {
	sign_in: m.account_audit_sign_in,
	sign_in_refused: m.account_audit_sign_in_refused,
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
