/** The words and shapes of provenance; the domain holds its keys. */
import { budgetLine } from '#lib/kinds/budget-line.ts';
import { element } from '#lib/kinds/element.ts';
import type { Kind } from '#lib/kinds/field.ts';
import { kpi } from '#lib/kinds/kpi.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
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
	kind: m.provenance_field_kind,
	parent: m.provenance_field_parent,
	position: m.provenance_field_position,
	split: m.provenance_field_split,
	terms: m.provenance_field_terms,
	also_serves: m.provenance_field_also_serves,
	deliverable_defined: m.provenance_field_deliverable_defined,
	owners: m.provenance_field_owners,
	dates: m.provenance_field_dates,
	budget: m.provenance_field_budget,
	milestones: m.provenance_field_milestones,
	targets: m.provenance_field_targets,
	baseline: m.provenance_field_baseline,
	baseline_on: m.provenance_field_baseline_on,
	measurements: m.provenance_field_measurements,
	updates: m.provenance_field_updates,
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

const declared: Kind = { ...element, ...kpi, ...budgetLine };

/** A word within a sentence: `KPI` keeps its letters, `Definition` becomes `definition`. */
const within = (word: string) =>
	/^\p{Lu}\p{Lu}/u.test(word)
		? word
		: word.charAt(0).toLocaleLowerCase(getLocale()) + word.slice(1);

/** What a note's name ends with: its own words, a heading above it, what is printed before it. */
const noteWords: Record<string, () => string> = {
	'': m.provenance_field_note,
	topic: m.provenance_field_topic,
	subtopic: m.provenance_field_topic,
	marker: m.provenance_field_marker,
	list_kind: m.provenance_field_list_kind,
	country: m.provenance_field_country,
	axis: m.provenance_field_axis
};

/** The word for a note, or for a part of one (`notes.mandate.topic`), or for a stakeholder (`stakeholders.12`). */
function noteWord(field: string): string | undefined {
	const [notes, , part = ''] = field.split('.');
	if (notes === 'stakeholders') return m.provenance_field_note();
	return notes === 'notes' ? noteWords[part]?.() : undefined;
}

/** The word for one tag (`terms.G2G`), or for one framework that a plan is set out by (`frameworks.spbe-2020`). */
function frameworkWord(field: string): string | undefined {
	const [of, name = ''] = /^(terms|frameworks)\.(.+)$/.exec(field)?.slice(1) ?? [];
	if (of === 'terms') return m.provenance_field_term({ name });
	return of === 'frameworks' ? m.provenance_field_framework({ name }) : undefined;
}

/** What people call a field; its own name where no word is kept for it. */
export function fieldWord(field: string): string {
	const word = fieldWords[field]?.() ?? noteWord(field) ?? frameworkWord(field);
	if (word !== undefined) return word;
	const said = declared[field]?.word();
	return said === undefined ? field.replaceAll('_', ' ') : within(said);
}
