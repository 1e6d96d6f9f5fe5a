/** Acts of the audit log by what they are about, for whoever looks for some of them. */
import { workRecordNames } from '#lib/kinds/work-records.ts';

const actionsOf = {
	sign_in: [
		'sign_in',
		'sign_in_refused',
		'sign_in_link_made',
		'sign_out',
		'signed_out_everywhere',
		'session_ended',
		'other_sessions_ended',
		'password_refused',
		'second_factor_refused',
		'recovery_code_used',
		'browser_unlocked'
	],
	account: [
		'invited',
		'invitation_withdrawn',
		'invitation_accepted',
		'role_granted',
		'role_withdrawn',
		'user_disabled',
		'user_enabled',
		'password_set',
		'second_factor_set_up',
		'second_factor_turned_off',
		'second_factor_reset',
		'recovery_codes_renewed',
		'account_unlocked',
		'person_erased',
		'mails_chosen',
		'mail_sent_again'
	],
	plan: [
		'plan_seeded',
		'plan_drafted',
		'draft_changed',
		'draft_discarded',
		'plan_started',
		'plan_made',
		'plan_adopted',
		'plan_discarded',
		'plan_changed',
		'plan_set_out',
		'tags_saved',
		'element_added',
		'element_changed',
		'element_shifted',
		'element_moved',
		'element_handed_over',
		'elements_arranged',
		'element_retired',
		'element_restored',
		'kpi_added',
		'kpi_changed',
		'kpi_retired',
		'kpi_restored',
		'budget_line_added',
		'budget_line_changed',
		'budget_line_removed',
		'fund_source_added',
		'workbook_taken',
		'outline_saved',
		'template_taken',
		'template_made',
		'template_withdrawn',
		'confidence_overridden',
		'confidence_override_lifted',
		...workRecordNames.flatMap((name) => [`${name}_added`, `${name}_changed`, `${name}_withdrawn`]),
		'amendment_begun',
		'amendment_drafted',
		'amendment_rebased',
		'amendment_abandoned',
		'amendment_adopted'
	],
	report: [
		'activity_reported',
		'kpi_measured',
		'spending_reported',
		'report_workbook_taken',
		'reported_values_covered',
		'report_handed_in',
		'report_sent_back',
		'report_submitted',
		'report_returned',
		'report_approved',
		'reports_chased',
		'evidence_added',
		'evidence_taken_back'
	],
	period: [
		'period_opened',
		'period_closed',
		'period_reopened',
		'period_due_moved',
		'report_due_moved',
		'report_extended',
		'publication_asked',
		'snapshot_published'
	],
	decision: ['decision_raised', 'decision_changed', 'decision_withdrawn', 'decision_answered'],
	organisation: [
		'organisation_added',
		'organisation_renamed',
		'organisation_changed',
		'organisation_ended',
		'organisation_succeeded',
		'organisation_end_taken_back',
		'organisation_goes_on',
		'organisation_list_taken'
	],
	framework: [
		'framework_added',
		'framework_changed',
		'framework_removed',
		'framework_followed',
		'framework_mapped',
		'tags_moved'
	],
	denied: ['denied']
} as const satisfies Record<string, readonly string[]>;

export type AuditKind = keyof typeof actionsOf;

export const auditKinds = Object.keys(actionsOf) as AuditKind[];

export const actionsOfKind = (kind: AuditKind): readonly string[] => actionsOf[kind];
