/** The words of derivations: figures, rules and parts. */
import { m } from '#lib/paraglide/messages.js';
import type { Explained } from '#lib/domain/figures/explained.ts';
import type { DerivationRule, InputKind } from '#lib/domain/figures/derivation.ts';
import type { FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { kindWords, moneyWords } from '../vocabulary.ts';

export const figureWords: Record<FigureName, () => string> = {
	delivery_progress: m.explain_figure_delivery_progress,
	planned_progress: m.explain_figure_planned_progress,
	done_compared: m.explain_figure_done_compared,
	slippage: m.explain_figure_slippage,
	attainment: m.explain_figure_attainment,
	coverage: m.explain_figure_coverage,
	days_late: m.explain_figure_days_late,
	appropriation: m.explain_figure_appropriation,
	allotment: m.explain_figure_allotment,
	obligation: m.explain_figure_obligation,
	disbursement: m.explain_figure_disbursement,
	unreleased: m.explain_figure_unreleased,
	unobligated: m.explain_figure_unobligated,
	unpaid: m.explain_figure_unpaid,
	released_share: m.explain_figure_released_share,
	obligated_share: m.explain_figure_obligated_share,
	paid_share: m.explain_figure_paid_share,
	spent_of_allotment: m.explain_figure_spent_of_allotment,
	forecast_end: m.explain_figure_forecast_end,
	kpi_value: m.explain_figure_kpi_value,
	kpi_attainment: m.explain_figure_kpi_attainment,
	kpi_achievement: m.explain_figure_kpi_achievement,
	kpi_due_value: m.explain_figure_kpi_due_value,
	kpi_gap: m.explain_figure_kpi_gap,
	kpi_pace: m.explain_figure_kpi_pace,
	kpi_needed_pace: m.explain_figure_kpi_needed_pace,
	kpi_projected: m.explain_figure_kpi_projected,
	organisations_reported: m.explain_figure_organisations_reported,
	commitments_kept: m.explain_figure_commitments_kept,
	commitments_moved: m.explain_figure_commitments_moved,
	commitments_dropped: m.explain_figure_commitments_dropped,
	commitments_not_reported: m.explain_figure_commitments_not_reported,
	commitments_added: m.explain_figure_commitments_added
};

export const ruleWords: Record<DerivationRule, () => string> = {
	as_given: m.explain_rule_as_given,
	reported_percent: m.explain_rule_reported_percent,
	by_delivery_state: m.explain_rule_by_delivery_state,
	milestone_share: m.explain_rule_milestone_share,
	linear_between_dates: m.explain_rule_linear_between_dates,
	weighted_share: m.explain_rule_weighted_share,
	difference_in_points: m.explain_rule_difference_in_points,
	toward_target: m.explain_rule_toward_target,
	maintained_from_below: m.explain_rule_maintained_from_below,
	maintained_from_above: m.explain_rule_maintained_from_above,
	within_range: m.explain_rule_within_range,
	on_path: m.explain_rule_on_path,
	difference: m.explain_rule_difference,
	outside_range: m.explain_rule_outside_range,
	ratio: m.explain_rule_ratio,
	change_per_day: m.explain_rule_change_per_day,
	theil_sen: m.explain_rule_theil_sen,
	achieved_from_below: m.explain_rule_achieved_from_below,
	achieved_from_above: m.explain_rule_achieved_from_above,
	carried_on: m.explain_rule_carried_on,
	last_day: m.explain_rule_last_day,
	remaining_time: m.explain_rule_remaining_time,
	count_reported: m.explain_rule_count_reported,
	count_kept: m.explain_rule_count_kept,
	kept_by: m.explain_rule_kept_by,
	count_moved: m.explain_rule_count_moved,
	count_dropped: m.explain_rule_count_dropped,
	count_silent: m.explain_rule_count_silent,
	count_added: m.explain_rule_count_added,
	moved_out: m.explain_rule_moved_out,
	dropped_from: m.explain_rule_dropped_from,
	silent_on: m.explain_rule_silent_on,
	added_to: m.explain_rule_added_to,
	sum: m.explain_rule_sum,
	min: m.explain_rule_min,
	max: m.explain_rule_max,
	ratio_of_sums: m.explain_rule_ratio_of_sums,
	days_between: m.explain_rule_days_between
};

export const inputWords: Record<InputKind, () => string> = {
	...kindWords,
	...moneyWords,
	kpi: m.explain_input_kpi,
	update: m.explain_input_update,
	milestone: m.explain_input_milestone,
	measurement: m.explain_input_measurement,
	budget_line: m.explain_input_budget_line,
	organisation: m.explain_input_organisation,
	done_compared: m.explain_input_done_compared,
	planned_progress: m.explain_input_planned_progress,
	planned_start: m.explain_input_planned_start,
	planned_end: m.explain_input_planned_end,
	expected_end: m.explain_input_expected_end,
	reckoned_on: m.explain_input_reckoned_on,
	reported_on: m.explain_input_reported_on,
	actual: m.explain_input_actual,
	due_value: m.explain_input_due_value,
	baseline: m.explain_input_baseline,
	target: m.explain_input_target,
	tolerance: m.explain_input_tolerance,
	range_low: m.explain_input_range_low,
	range_high: m.explain_input_range_high,
	range_zero_distance: m.explain_input_range_zero_distance,
	observed_pace: m.explain_input_observed_pace,
	days_to_target: m.explain_input_days_to_target,
	lower_bound: m.explain_input_lower_bound,
	upper_bound: m.explain_input_upper_bound,
	due_then: m.explain_input_due_then,
	ended_on: m.explain_input_ended_on,
	moved_by_amendment: m.explain_input_moved_by_amendment,
	moved_by_correction: m.explain_input_moved_by_correction,
	moved_in_report: m.explain_input_moved_in_report,
	period_start: m.explain_input_period_start,
	period_end: m.explain_input_period_end,
	planned_now: m.explain_input_planned_now,
	planned_no_more: m.explain_input_planned_no_more,
	expected_in_report: m.explain_input_expected_in_report,
	cancelled_in_report: m.explain_input_cancelled_in_report,
	reports_due: m.explain_input_reports_due,
	remaining_days: m.explain_input_remaining_days,
	past_ratio: m.explain_input_past_ratio,
	unit_scale: m.explain_input_unit_scale
};

/** Whether the weights of a figure's parts are what activities cost. */
export function isByCost({ rule, inputs }: Explained, method: RollUpMethod): boolean {
	const isOfActivities = inputs.some(({ kind }) => kind === 'activity');
	return rule === 'weighted_share' && isOfActivities && inputs.length > 1 && method === 'cost';
}

/** What the weights of a rolled-up figure are; null where its parts have none, or but one. */
export function weightWords({ rule, inputs }: Explained, method: RollUpMethod): string | null {
	if (rule !== 'weighted_share' || inputs.length < 2) return null;
	if (inputs.every(({ kind }) => kind === 'kpi')) return m.explain_weights_kpis();
	if (method === 'cost') return m.explain_weights_cost();
	return method === 'weight' ? m.explain_weights_stated() : m.explain_weights_equal();
}
