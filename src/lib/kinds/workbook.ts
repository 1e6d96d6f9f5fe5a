/** The columns of workbooks: what their roles are called, and the words of a plan's own workbook. */
import type { Role } from '#lib/domain/interchange/roles.ts';
import { budgetLine } from './budget-line.ts';
import { element } from './element.ts';
import type { Kind } from './field.ts';
import { kpi } from './kpi.ts';
import { workRecords } from './work-records.ts';
import { m } from '#lib/paraglide/messages.js';

/** Roles that are no column of a kind, or that are called otherwise where they stand alone. */
const words: Partial<Record<Role, () => string>> = {
	'goal.code': m.workbook_role_goal_code,
	'goal.title': m.workbook_role_goal_title,
	'objective.code': m.workbook_role_objective_code,
	'objective.title': m.workbook_role_objective_title,
	'activity.code': m.workbook_role_activity_code,
	'activity.title': m.workbook_role_activity_title,
	'element.code': m.workbook_role_element_code,
	'element.title': m.workbook_role_element_title,
	'element.kind': m.workbook_role_element_kind,
	'element.parent': m.workbook_role_element_parent,
	'element.lead': m.workbook_role_lead,
	'element.co_leads': m.workbook_role_co_leads,
	'element.reporters': m.workbook_role_reporters,
	'element.terms': m.workbook_role_terms,
	'element.also_serves': m.workbook_role_also_serves,
	'milestone.number': m.workbook_role_milestone_number,
	'milestone.title': m.workbook_role_milestone_title,
	'milestone.planned_on': m.workbook_role_milestone_planned_on,
	'milestone.weight': m.workbook_role_milestone_weight,
	'kpi.code': m.workbook_role_kpi_code,
	'kpi.title': m.workbook_role_kpi_title,
	'kpi.reporter': m.workbook_role_kpi_reporter,
	'kpi.terms': m.workbook_role_kpi_terms,
	'target.due_on': m.workbook_role_target_due_on,
	'target.value': m.workbook_role_target_value,
	'fund.code': m.workbook_role_fund_code,
	'fund.title': m.workbook_role_fund_title,
	'line.fund': m.workbook_role_line_fund,
	'line.year': m.workbook_role_line_year,
	'line.original_cost': m.workbook_role_line_original_cost,
	'line.cost_from': m.workbook_role_line_cost_from,
	'line.since': m.workbook_role_line_since,
	'total.fund': m.workbook_role_line_fund,
	'total.year': m.workbook_role_line_year,
	'total.stage': m.workbook_role_total_stage,
	'total.from': m.workbook_role_total_from,
	'total.amount': m.workbook_role_total_amount,
	'part.dimension_number': m.workbook_role_part_dimension_number,
	'part.dimension': m.workbook_role_part_dimension,
	'part.adds_up': m.workbook_role_part_adds_up,
	'part.number': m.workbook_role_part_number,
	'part.term': m.workbook_role_part_term,
	'cross.one': m.workbook_role_cross_one,
	'cross.other': m.workbook_role_cross_other,
	'location.number': m.workbook_role_location_number,
	'contract.number': m.workbook_role_contract_number,
	'contract.supplier_organisation': m.contract_supplier_organisation,
	'contract.fund': m.workbook_role_line_fund,
	'contract.year': m.workbook_role_line_year,
	'price_basis.fund': m.workbook_role_line_fund,
	'price_basis.year': m.workbook_role_line_year,
	'office.number': m.workbook_role_office_number,
	'office.organisation': m.office_of,
	'hand_over.role': m.workbook_role_handed_role,
	'hand_over.from': m.workbook_role_handed_from,
	'hand_over.to': m.workbook_role_handed_to,
	'hand_over.handed_on': m.workbook_role_handed_on,
	'hand_over.from_office': m.workbook_role_handed_from_office,
	'hand_over.to_office': m.workbook_role_handed_to_office,
	'hand_over.handed_over': m.workbook_role_handed_over,
	'hand_over.reason': m.workbook_role_handed_reason,
	'closure.whole_plan': m.workbook_role_closure_whole_plan,
	'closure.benefit_kpi': m.closure_benefit_kpi
};

const kinds: Partial<Record<string, Kind>> = { element, kpi, line: budgetLine, ...workRecords };

/** What people call a role. */
export function roleWord(role: Role): string {
	const [record = '', field = ''] = role.split('.');
	return words[role]?.() ?? kinds[record]?.[field]?.word() ?? role;
}

const notes: Partial<Record<Role, () => string>> = {
	'element.code': m.workbook_note_code,
	'element.kind': m.workbook_note_kind,
	'element.parent': m.workbook_note_parent,
	'element.lead': m.workbook_note_organisation,
	'element.co_leads': m.workbook_note_organisations,
	'element.reporters': m.workbook_note_organisations,
	'element.terms': m.workbook_note_codes,
	'kpi.terms': m.workbook_note_codes,
	'element.also_serves': m.workbook_note_codes,
	'kpi.baseline_value': m.workbook_note_in_unit,
	'target.value': m.workbook_note_in_unit,
	'line.fund': m.workbook_note_fund,
	'line.original_cost': m.workbook_note_original_cost,
	'line.cost_from': m.workbook_note_cost_from,
	'line.since': m.workbook_note_line_since,
	'total.stage': m.workbook_note_total_stage,
	'total.from': m.workbook_note_total_from,
	'total.amount': m.workbook_note_total_amount,
	'part.dimension': m.workbook_note_dimension,
	'part.adds_up': m.workbook_note_adds_up,
	'part.number': m.workbook_note_number,
	'part.dimension_number': m.workbook_note_number,
	'cross.one': m.workbook_note_cross,
	'cross.other': m.workbook_note_cross,
	'location.number': m.workbook_note_number,
	'contract.number': m.workbook_note_number,
	'contract.fund': m.workbook_note_line,
	'contract.year': m.workbook_note_line,
	'price_basis.fund': m.workbook_note_basis,
	'price_basis.year': m.workbook_note_basis,
	'office.number': m.workbook_note_number,
	'office.organisation': m.workbook_note_office,
	'hand_over.role': m.workbook_note_handed,
	'hand_over.to': m.workbook_note_handed,
	'closure.whole_plan': m.workbook_note_whole_plan
};

/** What a spreadsheet shows beside a cell of the role; null: nothing. */
export function roleNote(role: Role): string | null {
	const [record = '', field = ''] = role.split('.');
	return notes[role]?.() ?? kinds[record]?.[field]?.hint?.() ?? null;
}

/** What the sheets of a plan's own workbook are called. */
export const sheetWords = {
	about: m.workbook_sheet_about,
	elements: m.workbook_sheet_elements,
	milestones: m.workbook_sheet_milestones,
	kpis: m.workbook_sheet_kpis,
	targets: m.workbook_sheet_targets,
	funds: m.workbook_sheet_funds,
	lines: m.workbook_sheet_lines,
	totals: m.workbook_sheet_totals,
	parts: m.workbook_sheet_parts,
	crosses: m.workbook_sheet_crosses,
	priceBases: m.workbook_sheet_price_bases,
	contracts: m.workbook_sheet_contracts,
	locations: m.workbook_sheet_locations,
	offices: m.workbook_sheet_offices,
	handOvers: m.workbook_sheet_hand_overs,
	closures: m.workbook_sheet_closures
};

/** What a plan's own workbook says of itself, line by line. */
export const aboutLines = (source: string, revision: string, currency: string): string[] => [
	m.workbook_about_source({ source, revision }),
	m.workbook_about_currency({ currency }),
	'',
	m.workbook_about_rows(),
	m.workbook_about_codes(),
	m.workbook_about_empty(),
	m.workbook_about_values(),
	m.workbook_about_parts(),
	m.workbook_about_back()
];
