/** What somebody typed into a form that was not taken, in the words of its fields. */
import { m } from '#lib/paraglide/messages.js';
import { causeWords, confidenceWords, deliveryWords, roleWords } from '#lib/ui/vocabulary.ts';
import { fieldLabel, vocabularies } from './field-words.ts';

export interface TypedField {
	name: string;
	label: string;
	text: string;
}

/** What a form carries and nobody typed, and choices that are ids. */
const carried = /^(version|request_id|request-\d+|seen|id|section|confirmed|place)$/;
const chosen =
	/^(lead|reporter_id|fund_source|decider_id|element_id|term-\d+|organisation|grant|invitation)$/;
const chosenInRows = /^(id|organisation|element|remove)$/;

/** What no kind declares: the fields of reports, and others of one form only. */
const labels: Record<string, () => string> = {
	delivery: m.report_delivery,
	percent: m.report_percent,
	as_of: m.report_as_of,
	actual_start: m.report_actual_start,
	actual_end: m.report_actual_end,
	slippage_cause: m.report_cause,
	recovery_on: m.report_recovery,
	declared_confidence: m.report_confidence,
	declared_reason: m.report_declared_reason,
	note: m.report_note,
	value: m.report_value,
	numerator: m.report_numerator,
	denominator: m.report_denominator,
	measured_on: m.report_measured_on,
	obligation: m.report_obligation,
	disbursement: m.report_disbursement,
	reached: m.edit_milestones,
	reason: m.edit_reason,
	also_serves_reason: m.edit_link_reason,
	fund_code: m.edit_code,
	fund_title: m.edit_title,
	name: m.account_name,
	email: m.account_email,
	role: m.account_role
};

/** The parts of fields that are repeated, by group and part. */
const parts: Record<string, (row: { number: number }) => string> = {
	'milestone-title': m.edit_milestone,
	'milestone-weight': m.edit_milestone_weight,
	'milestone-planned_on': m.edit_planned_on,
	'target-value': m.edit_target,
	'target-due_on': m.edit_target_due,
	'note-text': m.edit_note
};

const words: Record<string, Record<string, () => string>> = {
	...vocabularies,
	delivery: deliveryWords,
	slippage_cause: causeWords,
	declared_confidence: confidenceWords,
	role: roleWords
};

function labelOf(name: string): string | undefined {
	const [group = '', index = '', part = ''] = name.split('-');
	if (chosenInRows.test(part)) return undefined;
	const repeated = parts[`${group}-${part}`];
	if (repeated) return repeated({ number: Number(index) + 1 });
	// of a report on one of several, as `obligation-12`
	return (labels[name] ?? labels[group])?.() ?? fieldLabel(name);
}

/** All that was typed, in the order of the form; what was left empty is left out. */
export function typedFields(fields: readonly (readonly [string, string])[]): TypedField[] {
	return fields.flatMap(([name, text]) => {
		if (text.trim() === '' || carried.test(name) || chosen.test(name)) return [];
		const label = labelOf(name);
		if (label === undefined) return [];
		return [{ name, label, text: words[name]?.[text]?.() ?? text }];
	});
}
