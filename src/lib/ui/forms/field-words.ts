/** Fields and their values in words, for the history and for two versions side by side. */
import { same, type Fields, type FieldValue } from '#lib/domain/records/changes.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { itemStates } from '#lib/domain/checklists/answers.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { stepStates } from '#lib/domain/rollout/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import { alignedKinds } from '#lib/kinds/alignment.ts';
import { budgetLine } from '#lib/kinds/budget-line.ts';
import { element } from '#lib/kinds/element.ts';
import { columnsAs, type Kind } from '#lib/kinds/field.ts';
import { kpi } from '#lib/kinds/kpi.ts';
import { workRecords } from '#lib/kinds/work-records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, exactMoney, list } from '#lib/ui/format.ts';
import { stepStateWords } from '#lib/ui/rollout-words.ts';
import { provenanceWords } from '#lib/ui/provenance/provenance.ts';
import {
	capacityWords,
	causeWords,
	assessmentStateWords,
	checklistStepWords,
	closureWords,
	confidenceWords,
	contractWords,
	deliveryWords,
	directionWords,
	extentWords,
	engagementWords,
	establishmentWords,
	frequencyWords,
	goalRuleWords,
	kindWords,
	memberWords,
	methodWords,
	noteListWords,
	organisationWords,
	overOrganisationsWords,
	overTimeWords,
	ownerWords,
	resultLevelWords,
	priceWords,
	stakeholderWords,
	statementWords,
	unitKindWords,
	verdictWords
} from '#lib/ui/vocabulary.ts';

const ofWork: Kind = Object.assign({}, ...Object.values(workRecords));
const ofAlignment: Kind = Object.assign({}, ...Object.values(alignedKinds));
const declared: Kind = { ...ofAlignment, ...ofWork, ...element, ...kpi, ...budgetLine };

/** What no kind declares: what hangs on a record, and the plan's own fields. */
const labels: Record<string, () => string> = {
	owners: m.edit_owners,
	milestones: m.edit_milestones,
	terms: m.edit_terms,
	frameworks: m.framework_list,
	axes: m.framework_axes,
	edition: m.framework_edition,
	source: m.framework_source,
	source_address: m.framework_source_address,
	why: m.framework_reason,
	provenance: m.framework_provenance,
	follows: m.framework_follows,
	also_serves: m.edit_also_serves,
	kind: m.edit_kind,
	parent: m.edit_parent,
	place: m.edit_place,
	order: m.edit_order,
	retired: m.edit_retired,
	reporter: m.edit_kpi_reporter,
	targets: m.edit_targets,
	disaggregation: m.edit_parts,
	quality: m.edit_quality_heading,
	workbook: m.workbook_name,
	created: m.workbook_created,
	changed: m.workbook_changed,
	template: m.template_one,
	elements: m.template_elements,
	kpis: m.template_kpis,
	fund_source: m.edit_fund_source,
	appropriation_year: m.edit_appropriation_year,
	vision: m.edit_vision,
	mission: m.edit_mission,
	notes: m.edit_notes,
	note_lists: m.edit_note_lists,
	list_kind: m.edit_list_kind,
	country: m.edit_list_country,
	labels: m.edit_labels,
	period_start: m.edit_period_start,
	period_end: m.edit_period_end,
	roll_up_method: m.edit_roll_up_method,
	goal_status_rule: m.edit_goal_status_rule,
	coverage_threshold: m.edit_coverage_threshold,
	currency: m.edit_currency,
	fiscal_year_start_month: m.draft_make_fiscal,
	reporting_frequency: m.start_frequency,
	confidence: m.override_confidence,
	confidence_reason: m.override_reason,
	expires_on: m.override_expires_on,
	holds_from: m.amendment_holds_from,
	reason: m.decision_why,
	decider: m.decision_decider,
	element: m.decision_element,
	due_on: m.decision_due,
	outcome: m.decision_outcome,
	benefit_kpi: m.closure_benefit_kpi,
	office_of: m.office_of,
	supplier_organisation: m.contract_supplier_organisation,
	budget_line: m.work_budget_line,
	stakeholder_organisation: m.stakeholder_organisation,
	counted_organisation: m.competency_organisation,
	attending_organisation: m.competency_organisation,
	established_organisation: m.competency_organisation,
	competency_role: m.competency_role,
	competency_level: m.competency_level,
	training: m.competency_training,
	owner_role: m.hand_over_role,
	owner: m.hand_over_owner,
	office: m.office_title,
	handed_on: m.hand_over_on,
	handed_over: m.hand_over_what,
	also_handed: m.hand_over_also,
	decided_on: m.decision_decided_on,
	as_of: m.report_as_of,
	delivery: m.report_delivery,
	physical_percent: m.report_percent,
	actual_start: m.report_actual_start,
	actual_end: m.report_actual_end,
	recovery_on: m.report_recovery,
	slippage_cause: m.report_cause,
	declared_confidence: m.report_confidence,
	declared_reason: m.report_declared_reason,
	note: m.report_note,
	measured_on: m.report_measured_on,
	value: m.report_value,
	numerator: m.report_numerator,
	denominator: m.report_denominator,
	obligation: m.report_obligation,
	disbursement: m.report_disbursement,
	acronym: m.organisation_acronym,
	name: m.organisation_name,
	organisation_kind: m.organisation_kind,
	part_of: m.organisation_part_of,
	reports_through: m.organisation_reports_through,
	approves_inside: m.organisation_approves_inside,
	began_on: m.organisation_began_on,
	ended_on: m.organisation_ended_on,
	followed_by: m.organisation_followed_by,
	passed_on: m.organisation_passed_on,
	compared_with: m.checklist_against,
	step: m.checklist_step,
	closed_gaps: m.checklist_gaps_closed,
	short_title: m.rollout_edit_short_title,
	step_place: m.rollout_edit_place,
	gate_after: m.rollout_edit_gate,
	gate_words: m.rollout_edit_gate_words,
	evidence_asked: m.rollout_edit_evidence_asked,
	wave_place: m.rollout_edit_place,
	extent: m.rollout_edit_extent,
	stated_number: m.rollout_edit_number,
	with_earlier: m.rollout_edit_with_earlier,
	windows: m.rollout_edit_windows,
	steps: m.rollout_edit_steps,
	waves: m.rollout_edit_waves,
	organisations: m.rollout_edit_members,
	standing: m.rollout_edit_standing,
	wave: m.rollout_edit_wave,
	into: m.rollout_edit_into,
	maturity_model: m.assessment_model,
	assessed_on: m.assessment_on,
	assessed_level: m.maturity_level,
	assessment_state: m.assessment_state,
	target_level: m.maturity_target,
	comment: m.assessment_comment,
	evidence: m.assessment_evidence
};

/** What a field is called; its own name where nobody gave it words. */
export const fieldLabel = (name: string): string =>
	(declared[name]?.word ?? labels[name])?.() ?? name;

/** The words of closed choices, by their fields. */
export const vocabularies: Record<string, Record<string, () => string>> = {
	kind: kindWords,
	closure_reason: closureWords,
	capacity: capacityWords,
	contract_state: contractWords,
	stakeholder_kind: stakeholderWords,
	engagement: engagementWords,
	establishment_kind: establishmentWords,
	price_kind: priceWords,
	provenance_kind: provenanceWords,
	statement_kind: statementWords,
	owner_role: ownerWords,
	confidence: confidenceWords,
	declared_confidence: confidenceWords,
	delivery: deliveryWords,
	slippage_cause: causeWords,
	direction: directionWords,
	result_level: resultLevelWords,
	unit_kind: unitKindWords,
	frequency: frequencyWords,
	reporting_frequency: frequencyWords,
	over_time: overTimeWords,
	over_organisations: overOrganisationsWords,
	roll_up_method: methodWords,
	goal_status_rule: goalRuleWords,
	list_kind: noteListWords,
	organisation_kind: organisationWords,
	step: checklistStepWords,
	extent: extentWords,
	standing: memberWords,
	assessment_state: assessmentStateWords
};
const moneyFields = new Set<string>([
	...columnsAs(budgetLine, 'money'),
	...columnsAs(ofWork, 'money'),
	'obligation',
	'disbursement'
]);

const textOf = (value: FieldValue | undefined): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const dayOf = (value: FieldValue | undefined): string => {
	const text = textOf(value);
	return isIsoDate(text) ? day(text) : m.edit_no_date();
};

/** One entry of a list, by the parts that it has. */
function itemText(item: FieldValue): string {
	if (item === null || typeof item !== 'object' || Array.isArray(item)) return textOf(item);
	if ('organisations' in item && Array.isArray(item['organisations'])) {
		const role = ownerWords[textOf(item['role']) as OwnerRole]?.() ?? textOf(item['role']);
		return m.edit_owner_group({ role, organisations: list(item['organisations'].map(textOf)) });
	}
	if ('planned_on' in item)
		return m.edit_milestone_text({
			title: textOf(item['title']),
			date: dayOf(item['planned_on']),
			weight: textOf(item['weight'])
		});
	if ('due_on' in item)
		return m.edit_target_text({ value: textOf(item['value']), date: dayOf(item['due_on']) });
	return Object.values(item).map(textOf).join(', ');
}

/** The parts by which a KPI is reported, by the names that they have. */
function partsText(value: FieldValue): string {
	const { dimensions, crosses } = value as unknown as Disaggregation;
	const names = new Map(dimensions.map(({ id, name }) => [id, name]));
	return [
		...dimensions.map(({ name, addsUp, terms: all }) => {
			const terms = list(all.map((term) => term.name));
			return addsUp
				? m.edit_dimension_text_adds({ name, terms })
				: m.edit_dimension_text({ name, terms });
		}),
		...crosses.map(([one, other]) =>
			m.edit_cross_text({ one: names.get(one) ?? one, other: names.get(other) ?? other })
		)
	].join('; ');
}

/** What was answered of an item: how it stands, by which elements, and why. */
function verdictText({ verdict, elements, reason }: Fields): string {
	const state = textOf(verdict);
	const words = itemStates.find((one) => one === state);
	return [words ? verdictWords[words]() : state, textOf(elements), textOf(reason)]
		.filter(Boolean)
		.join('; ');
}

/** What was said of a step: its state, since when, by what evidence, and what else. */
function stepText({ step_state: said, on, evidence, note }: Fields): string {
	const state = stepStates.find((one) => one === said);
	const since =
		state && m.rollout_edit_enter_now({ state: stepStateWords[state](), date: dayOf(on) });
	return [since, textOf(evidence), textOf(note)].filter(Boolean).join('; ');
}

/** A field's value as people read it. */
export function fieldText(name: string, value: FieldValue, currency: string): string {
	if (name === 'parent' && value === null) return m.edit_top_of_plan();
	if (value === null || (Array.isArray(value) && value.length === 0)) return m.edit_not_set();
	if (typeof value === 'boolean') return value ? m.edit_yes() : m.edit_no();
	if (Array.isArray(value)) return value.map(itemText).join('; ');
	if (name === 'disaggregation') return partsText(value);
	if (typeof value === 'object' && 'verdict' in value) return verdictText(value);
	if (typeof value === 'object' && 'step_state' in value) return stepText(value);
	if (typeof value === 'object') return Object.values(value).map(itemText).join('; ');
	const text = String(value);
	if (name in vocabularies) return vocabularies[name]?.[text]?.() ?? text;
	if (moneyFields.has(name)) return exactMoney(parseMoney(text) ?? 0n, currency);
	return isIsoDate(text) ? day(text) : text;
}

export interface FieldChange {
	label: string;
	before: string;
	after: string;
}

/** Of two lists, what only one of them has; undefined where the two differ in their order alone. */
function differing(before: FieldValue | undefined, after: FieldValue | undefined) {
	if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
	const without = (list: FieldValue[], other: FieldValue[]) =>
		list.filter((item) => !other.some((one) => same(one, item)));
	const [gone, come] = [without(before, after), without(after, before)];
	return gone.length + come.length > 0 ? { gone, come } : undefined;
}

function fieldChange(name: string, before: Fields, after: Fields, currency: string): FieldChange {
	const label = fieldLabel(name);
	const text = (value: FieldValue | undefined) => fieldText(name, value ?? null, currency);
	const { gone, come } = differing(before[name], after[name]) ?? {};
	if (gone && come)
		return {
			label,
			before: gone.length > 0 ? text(gone) : '',
			after: come.length > 0 ? text(come) : m.edit_removed()
		};
	return { label, before: name in before ? text(before[name]) : '', after: text(after[name]) };
}

/** What a change did, field by field; a thing just made had nothing before. */
export const changeWords = (before: Fields, after: Fields, currency: string): FieldChange[] =>
	Object.keys(after).map((name) => fieldChange(name, before, after, currency));
