/** An entry of the audit log in words: who, when, what, before and after. */
import { m } from '#lib/paraglide/messages.js';
import type { HistoryEntry } from '#lib/server/plans/history.ts';
import { moment } from '#lib/ui/format.ts';
import { changeWords, type FieldChange } from '#lib/ui/forms/field-words.ts';

/** What was done to a plan, by the word that the log has for it. */
export const planActs: Record<string, (about: { code: string }) => string> = {
	plan_seeded: m.edit_did_plan_seeded,
	plan_drafted: m.draft_did_plan_drafted,
	draft_changed: m.draft_did_draft_changed,
	draft_discarded: m.draft_did_draft_discarded,
	plan_started: m.start_did_plan_started,
	plan_discarded: m.discard_did_plan_discarded,
	plan_made: m.draft_did_plan_made,
	plan_adopted: m.adoption_did_plan_adopted,
	element_added: m.edit_did_element_added,
	element_changed: m.edit_did_element_changed,
	element_shifted: m.edit_did_element_shifted,
	element_handed_over: m.edit_did_element_handed_over,
	office_added: m.edit_did_office_added,
	office_changed: m.edit_did_office_changed,
	office_withdrawn: m.edit_did_office_withdrawn,
	contract_added: m.edit_did_contract_added,
	contract_changed: m.edit_did_contract_changed,
	contract_withdrawn: m.edit_did_contract_withdrawn,
	location_added: m.edit_did_location_added,
	location_changed: m.edit_did_location_changed,
	location_withdrawn: m.edit_did_location_withdrawn,
	price_basis_added: m.edit_did_price_basis_added,
	price_basis_changed: m.edit_did_price_basis_changed,
	price_basis_withdrawn: m.edit_did_price_basis_withdrawn,
	element_moved: m.edit_did_element_moved,
	elements_arranged: m.outline_did_arranged,
	element_retired: m.edit_did_element_retired,
	element_restored: m.edit_did_element_restored,
	kpi_added: m.edit_did_kpi_added,
	kpi_changed: m.edit_did_kpi_changed,
	kpi_retired: m.edit_did_kpi_retired,
	kpi_restored: m.edit_did_kpi_restored,
	budget_line_added: m.edit_did_budget_line_added,
	budget_line_changed: m.edit_did_budget_line_changed,
	budget_line_removed: m.edit_did_budget_line_removed,
	fund_source_added: m.edit_did_fund_source_added,
	workbook_taken: m.workbook_did_taken,
	outline_saved: m.outline_did_saved,
	template_taken: m.template_did_taken,
	template_made: m.template_did_made,
	template_withdrawn: m.template_did_withdrawn,
	plan_changed: m.edit_did_plan_changed,
	activity_reported: m.edit_did_activity_reported,
	kpi_measured: m.edit_did_kpi_measured,
	spending_reported: m.edit_did_spending_reported,
	report_handed_in: m.cycle_did_handed_in,
	report_sent_back: m.cycle_did_sent_back,
	report_submitted: m.cycle_did_submitted,
	report_returned: m.cycle_did_returned,
	report_approved: m.cycle_did_approved,
	period_due_moved: m.cycle_did_due,
	report_due_moved: m.cycle_did_due,
	report_extended: m.cycle_did_extended,
	period_opened: m.cycle_did_opened,
	period_closed: m.cycle_did_closed,
	period_reopened: m.cycle_did_reopened,
	publication_asked: m.cycle_did_asked,
	snapshot_published: m.cycle_did_published,
	reports_chased: m.notice_did_reports_chased,
	evidence_added: m.evidence_did_added,
	evidence_taken_back: m.evidence_did_taken_back,
	confidence_overridden: m.edit_did_confidence_overridden,
	confidence_override_lifted: m.edit_did_confidence_override_lifted,
	decision_raised: m.edit_did_decision_raised,
	decision_changed: m.edit_did_decision_changed,
	decision_withdrawn: m.edit_did_decision_withdrawn,
	decision_answered: m.edit_did_decision_answered,
	closure_added: m.edit_did_closure_added,
	closure_changed: m.edit_did_closure_changed,
	closure_withdrawn: m.edit_did_closure_withdrawn,
	alignment_added: m.edit_did_alignment_added,
	alignment_changed: m.edit_did_alignment_changed,
	alignment_withdrawn: m.edit_did_alignment_withdrawn,
	outside_plan_added: m.edit_did_outside_plan_added,
	outside_plan_changed: m.edit_did_outside_plan_changed,
	outside_plan_withdrawn: m.edit_did_outside_plan_withdrawn,
	outside_statement_added: m.edit_did_outside_statement_added,
	outside_statement_changed: m.edit_did_outside_statement_changed,
	outside_statement_withdrawn: m.edit_did_outside_statement_withdrawn,
	checklist_made: m.checklist_did_made,
	checklist_answered: m.checklist_did_answered,
	checklist_published: m.checklist_did_published,
	checklist_unpublished: m.checklist_did_unpublished,
	checklist_set_aside: m.checklist_did_set_aside,
	checklist_gaps_drafted: m.checklist_did_gaps_drafted,
	roll_out_made: m.rollout_edit_did_made,
	roll_out_changed: m.rollout_edit_did_changed,
	roll_out_withdrawn: m.rollout_edit_did_withdrawn,
	roll_out_taken_up: m.rollout_edit_did_taken_up,
	roll_out_joined: m.rollout_edit_did_joined,
	roll_out_member_changed: m.rollout_edit_did_member_changed,
	roll_out_entered: m.rollout_edit_did_entered,
	roll_out_entry_corrected: m.rollout_edit_did_corrected,
	roll_out_reported: m.rollout_edit_did_reported,
	amendment_begun: m.amendment_did_begun,
	amendment_drafted: m.amendment_did_drafted,
	amendment_rebased: m.amendment_did_rebased,
	amendment_abandoned: m.amendment_did_abandoned,
	amendment_adopted: m.amendment_did_adopted,
	plan_set_out: m.framework_did_set_out,
	tags_saved: m.framework_did_tags_saved,
	tags_moved: m.framework_did_tags_moved,
	framework_added: m.framework_did_added,
	framework_changed: m.framework_did_changed,
	framework_removed: m.framework_did_removed,
	framework_followed: m.framework_did_followed,
	framework_mapped: m.framework_did_mapped,
	framework_translated: m.framework_did_translated,
	organisation_added: m.organisation_did_added,
	organisation_renamed: m.organisation_did_renamed,
	organisation_changed: m.organisation_did_changed,
	organisation_ended: m.organisation_did_ended,
	organisation_succeeded: m.organisation_did_succeeded,
	organisation_end_taken_back: m.organisation_did_taken_back,
	organisation_goes_on: m.organisation_did_goes_on,
	organisation_list_taken: m.organisation_did_list_taken
};

/** What says itself in the words for the act. */
export const saysItself = new Set(['retired', 'place', 'withdrawn']);

export interface EntryWords {
	id: string;
	at: string;
	by: string;
	what: string;
	reason: string | null;
	changes: FieldChange[];
}

export function entryWords(
	entry: HistoryEntry,
	plan: { currency: string; time_zone: string }
): EntryWords {
	const { code = '', reason = null, before = {}, after = {} } = entry.detail;
	const shown = Object.fromEntries(Object.entries(after).filter(([name]) => !saysItself.has(name)));
	return {
		id: entry.id,
		at: moment(entry.at, plan.time_zone),
		by: entry.by ?? m.edit_history_nobody(),
		what:
			planActs[entry.action]?.({ code }) ??
			m.edit_did_other({ action: entry.action.replaceAll('_', ' ') }),
		reason,
		changes: changeWords(before, shown, plan.currency)
	};
}
