import { m } from '#lib/paraglide/messages.js';

/** Kinds of entries of the audit log, as they are chosen. */
export const auditKindWords = {
	sign_in: m.account_audit_kind_sign_in,
	account: m.account_audit_kind_account,
	plan: m.account_audit_kind_plan,
	report: m.account_audit_kind_report,
	decision: m.account_audit_kind_decision,
	organisation: m.account_audit_kind_organisation,
	denied: m.account_audit_kind_denied
};
