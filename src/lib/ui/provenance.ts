/** The words and shapes of provenance; the domain holds its keys. */
import { m } from '#lib/paraglide/messages.js';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';

export const provenanceWords: Record<ProvenanceKind, () => string> = {
	source: m.provenance_source,
	public_record: m.provenance_public_record,
	editorial: m.provenance_editorial,
	demo: m.provenance_demo
};

/** Told apart without colour, as printers do: quotation marks, a section sign, an editor's brackets. */
export const provenanceShapes: Record<ProvenanceKind, string> = {
	source: '“ ”',
	public_record: '§',
	editorial: '[ ]',
	demo: '◇'
};

const fieldWords: Record<string, () => string> = {
	title: m.provenance_field_title,
	short_title: m.provenance_field_short_title,
	description: m.provenance_field_description,
	code: m.provenance_field_code,
	kind: m.provenance_field_kind,
	parent: m.provenance_field_parent,
	position: m.provenance_field_position,
	split: m.provenance_field_split,
	terms: m.provenance_field_terms,
	also_serves: m.provenance_field_also_serves,
	deliverable_defined: m.provenance_field_deliverable_defined,
	weight: m.provenance_field_weight,
	critical: m.provenance_field_critical,
	owners: m.provenance_field_owners,
	dates: m.provenance_field_dates,
	planned_start: m.provenance_field_planned_start,
	planned_end: m.provenance_field_planned_end,
	budget: m.provenance_field_budget,
	milestones: m.provenance_field_milestones,
	targets: m.provenance_field_targets,
	baseline: m.provenance_field_baseline,
	baseline_value: m.provenance_field_baseline,
	baseline_on: m.provenance_field_baseline_on,
	measurements: m.provenance_field_measurements,
	updates: m.provenance_field_updates,
	unit: m.provenance_field_unit,
	definition: m.provenance_field_definition,
	means_of_verification: m.provenance_field_means_of_verification,
	vision: m.provenance_field_vision,
	mission: m.provenance_field_mission,
	slug: m.provenance_field_slug,
	language: m.provenance_field_language,
	currency: m.provenance_field_currency,
	time_zone: m.provenance_field_time_zone,
	fiscal_year_start_month: m.provenance_field_fiscal_year,
	period_start: m.provenance_field_period_start,
	period_end: m.provenance_field_period_end,
	labels: m.provenance_field_labels,
	roll_up_method: m.provenance_field_roll_up_method,
	goal_status_rule: m.provenance_field_goal_status_rule,
	coverage_threshold: m.provenance_field_coverage_threshold,
	confidence_rules: m.provenance_field_confidence_rules,
	jurisdiction: m.provenance_field_jurisdiction,
	acronym: m.provenance_field_acronym,
	name: m.provenance_field_name,
	reports_through: m.provenance_field_reports_through,
	succession: m.provenance_field_succession,
	valid_from: m.provenance_field_valid_from,
	valid_to: m.provenance_field_valid_to
};

/** What people call a field; its own name where no word is kept for it. */
export function fieldWord(field: string): string {
	return fieldWords[field]?.() ?? field.replaceAll('_', ' ');
}
