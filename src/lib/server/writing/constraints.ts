import { Refused, type RefusalReason } from './refusals.ts';

/**
 * What the database refuses, by the name of the constraint. Schemas and commands look first; these
 * hold where two people write at once.
 */
export const refusals: Record<string, [field: string, reason: RefusalReason]> = {
	element_code: ['code', 'code_taken'],
	element_nesting: ['parent', 'nesting'],
	element_parent_id_plan_id_parent_kind_fkey: ['parent', 'no_such_parent'],
	element_planned_in_order: ['planned_end', 'dates_reversed'],
	element_forecast_in_order: ['forecast_end', 'dates_reversed'],
	owner_one_lead: ['lead', 'one_lead'],
	owner_once: ['owners', 'owner_twice'],
	owner_organisation_id_fkey: ['owners', 'unknown_choice'],
	element_term_term_id_fkey: ['terms', 'unknown_choice'],
	framework_in_use: ['', 'framework_in_use'],
	framework_slug_key: ['slug', 'framework_exists'],
	maturity_model_slug: ['slug', 'model_exists'],
	maturity_model_followed: ['', 'model_followed'],
	milestone_reached_milestone_id_fkey: ['milestones', 'milestone_reached'],
	evidence_milestone_id_fkey: ['milestones', 'milestone_shown'],
	element_link_serves_id_plan_id_fkey: ['also_serves', 'cannot_serve'],
	element_link_check: ['also_serves', 'cannot_serve'],
	fund_source_plan_id_code_key: ['fund_code', 'fund_source_exists'],
	budget_line_element_id_fund_source_id_appropriation_year_key: ['fund_source', 'line_exists'],
	budget_line_fund_source_id_fkey: ['fund_source', 'unknown_choice'],
	budget_line_allotment_within_appropriation: ['allotment', 'above_appropriation'],
	budget_line_allotment_covers_obligation: ['allotment', 'below_obligation'],
	spending_budget_line_id_fkey: ['', 'spending_reported'],
	kpi_code: ['code', 'code_taken'],
	kpi_target_pkey: ['targets', 'target_twice'],
	kpi_reporter_id_fkey: ['reporter', 'unknown_choice'],
	organisation_one_valid_acronym: ['acronym', 'acronym_taken'],
	organisation_slug_key: ['acronym', 'acronym_taken'],
	organisation_parent_id_fkey: ['parent_id', 'unknown_choice'],
	organisation_reports_through_id_fkey: ['reports_through_id', 'unknown_choice'],
	roll_out_plan_id_slug_key: ['slug', 'roll_out_exists'],
	plan_period_in_order: ['period_end', 'dates_reversed']
};

const integrityViolation = '23';
const outOfRange = '22003';

/** The refusal that an error of the database stands for; undefined where it is another kind of error. */
export function refusalOf(cause: unknown): Refused | undefined {
	if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return;
	if (cause.code === outOfRange) return new Refused('', 'too_large', { cause });
	if (!cause.code.startsWith(integrityViolation)) return;
	const constraint = 'constraint' in cause ? String(cause.constraint) : '';
	const [field, reason] = refusals[constraint] ?? ['', 'impossible'];
	return new Refused(field, reason, { cause });
}
