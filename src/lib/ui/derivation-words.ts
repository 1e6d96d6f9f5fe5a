/** The words of derivations: figures, rules and parts. */
import { m } from '#lib/paraglide/messages.js';
import type { Explained } from '#lib/domain/explain/explained.ts';
import type { Weighting } from '#lib/domain/progress/rolled-up.ts';
import type { DerivationRule, FigureName, InputKind } from '#lib/domain/explain/explain.ts';
import { kindWords, moneyWords } from './vocabulary.ts';

export const figureWords: Record<FigureName, () => string> = {
	delivery_progress: m.explain_figure_delivery_progress,
	planned_progress: m.explain_figure_planned_progress,
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
	spent_of_allotment: m.explain_figure_spent_of_allotment,
	forecast_end: m.explain_figure_forecast_end,
	kpi_value: m.explain_figure_kpi_value,
	kpi_attainment: m.explain_figure_kpi_attainment,
	kpi_due_value: m.explain_figure_kpi_due_value,
	kpi_gap: m.explain_figure_kpi_gap,
	kpi_pace: m.explain_figure_kpi_pace,
	organisations_reported: m.explain_figure_organisations_reported
};

export const ruleWords: Record<DerivationRule, () => string> = {
	as_given: m.explain_rule_as_given,
	reported_percent: m.explain_rule_reported_percent,
	by_delivery_state: m.explain_rule_by_delivery_state,
	milestone_share: m.explain_rule_milestone_share,
	linear_between_dates: m.explain_rule_linear_between_dates,
	weighted_share: m.explain_rule_weighted_share,
	weighted_points: m.explain_rule_weighted_points,
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
	trend_reaches_all: m.explain_rule_trend_reaches_all,
	count_reported: m.explain_rule_count_reported,
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
	delivery_progress: m.explain_input_delivery_progress,
	planned_progress: m.explain_input_planned_progress,
	progress_to_date: m.explain_input_progress_to_date,
	trend: m.explain_input_trend,
	earliest_end: m.explain_input_earliest_end,
	latest_end: m.explain_input_latest_end,
	planned_start: m.explain_input_planned_start,
	planned_end: m.explain_input_planned_end,
	expected_end: m.explain_input_expected_end,
	compared_on: m.explain_input_compared_on,
	actual: m.explain_input_actual,
	due_value: m.explain_input_due_value,
	baseline: m.explain_input_baseline,
	target: m.explain_input_target,
	tolerance: m.explain_input_tolerance,
	range_low: m.explain_input_range_low,
	range_high: m.explain_input_range_high,
	range_zero_distance: m.explain_input_range_zero_distance,
	observed_pace: m.explain_input_observed_pace,
	required_pace: m.explain_input_required_pace,
	unit_scale: m.explain_input_unit_scale
};

/** Whether the weights of a figure's parts are appropriations. */
export function isByCost({ inputs }: Explained, weighting: Weighting | null): boolean {
	const isOfElements = inputs.some(({ kind }) => kind !== 'kpi' && kind !== 'milestone');
	return isOfElements && weighting?.method === 'cost' && !weighting.equalInstead;
}

/** What the weights of a rolled-up figure are; null where its parts have none, or but one. */
export function weightWords(
	{ rule, inputs }: Explained,
	weighting: Weighting | null
): string | null {
	if (!rule.startsWith('weighted_') || inputs.length < 2) return null;
	if (inputs.every(({ kind }) => kind === 'kpi')) return m.explain_weights_equal();
	if (weighting === null) return null;
	if (weighting.equalInstead) return m.explain_weights_equal_instead();
	if (weighting.method === 'cost') return m.explain_weights_cost();
	return weighting.method === 'weight' ? m.explain_weights_stated() : m.explain_weights_equal();
}

/** Rounding in binary is no difference. */
const smallestDifference = 1e-9;

/**
 * Whether computing the figure again gives the same.
 *
 * @param value the value that came out, as written
 */
export function againWords({ result, again }: Explained, value: string): string {
	if (again === null && !result.known) return m.explain_again_unknown();
	const difference = result.known && again !== null ? Number(again) - Number(result.value) : NaN;
	return Math.abs(difference) < smallestDifference
		? m.explain_again_same({ value })
		: m.explain_again_other({ value });
}
