/** The fields of a KPI. */
import type { KpiEntry } from '#lib/domain/entries/kpi-entry.ts';
import {
	frequencies,
	kpiDirections,
	overOrganisationsRules,
	overTimeRules,
	resultLevels,
	unitKinds
} from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	code,
	day,
	decimal,
	filledDecimal,
	oneOf,
	optionalOneOf,
	optionalWords,
	reference,
	words,
	type TextsOf,
	type ValuesOf
} from './field.ts';

/** The three numbers of a band come from one place, and so do the parts of a unit. */
const band = { provenance: 'range', size: 10, inUnit: true } as const;
const unit = { provenance: 'unit', size: 10 } as const;
/** What is said of how good the values are has one source. */
const quality = { provenance: 'quality', part: 'quality', lines: 3, text: true } as const;

export const kpi = {
	title: words(500, () => m.edit_error_title(), { word: m.edit_title, part: 'words' }),
	code: code({ word: m.edit_code, hint: m.edit_kpi_code_hint, part: 'words', size: 12 }),
	definition: optionalWords(5000, {
		word: m.edit_definition,
		hint: m.edit_definition_hint,
		part: 'words',
		lines: 4,
		text: true
	}),
	means_of_verification: optionalWords(2000, {
		word: m.edit_means_of_verification,
		hint: m.edit_means_hint,
		part: 'words',
		lines: 2,
		text: true
	}),
	result_level: optionalOneOf(resultLevels, {
		word: m.edit_result_level,
		hint: m.edit_result_level_hint,
		part: 'words'
	}),
	unit_kind: oneOf(unitKinds, { ...unit, word: m.edit_unit_kind, hint: m.edit_unit_kind_hint }),
	unit: words(60, () => m.edit_error_unit(), {
		word: m.edit_unit,
		hint: m.edit_unit_hint,
		size: 20
	}),
	unit_low: decimal({ ...unit, word: m.edit_unit_low }),
	unit_high: decimal({ ...unit, word: m.edit_unit_high }),
	frequency: oneOf(frequencies, { word: m.edit_frequency }),
	over_time: oneOf(overTimeRules, { word: m.edit_over_time }),
	over_organisations: oneOf(overOrganisationsRules, { word: m.edit_over_organisations }),
	reporter_id: reference({ word: m.edit_kpi_reporter, provenance: 'reporter' }),
	direction: oneOf(kpiDirections, { word: m.edit_direction }),
	range_low: decimal({ ...band, word: m.edit_range_low }),
	range_high: decimal({ ...band, word: m.edit_range_high }),
	range_zero_distance: decimal({ ...band, word: m.edit_range_zero_distance, above: 0 }),
	baseline_value: decimal({ word: m.edit_baseline_value, size: 12, inUnit: true }),
	baseline_on: day('measured', { word: m.edit_baseline_on }),
	measured_until: day('forecast', {
		word: m.edit_measured_until,
		hint: m.edit_measured_until_hint
	}),
	tolerance: filledDecimal('0', {
		word: m.edit_tolerance,
		hint: m.edit_tolerance_hint,
		size: 10,
		from: 0
	}),
	quality_limits: optionalWords(5000, {
		...quality,
		word: m.edit_quality_limits,
		hint: m.edit_quality_limits_hint
	}),
	quality_accuracy: optionalWords(5000, {
		...quality,
		word: m.edit_quality_accuracy,
		hint: m.edit_quality_accuracy_hint
	}),
	quality_revisions: optionalWords(5000, {
		...quality,
		word: m.edit_quality_revisions,
		hint: m.edit_quality_revisions_hint
	}),
	quality_actions: optionalWords(5000, {
		...quality,
		word: m.edit_quality_actions,
		hint: m.edit_quality_actions_hint
	}),
	quality_reviewed_on: day('measured', {
		provenance: 'quality',
		part: 'quality',
		text: true,
		word: m.edit_quality_reviewed_on,
		hint: m.edit_quality_reviewed_on_hint
	})
};

export type KpiColumns = ValuesOf<typeof kpi>;
export type KpiTexts = TextsOf<typeof kpi>;

const number = (decimal: string | null) => (decimal === null ? null : Number(decimal));

/** By which rules a KPI's values are added up. */
export const ruleOf = ({ unit_kind, over_time, over_organisations }: KpiColumns) => ({
	unit: { kind: unit_kind },
	overTime: over_time,
	overOrganisations: over_organisations
});

/** A KPI's columns and targets, as the rules of what may be entered see them. */
export const kpiEntry = (
	of: KpiColumns,
	targets: readonly { due_on: string; value: string }[]
): KpiEntry => ({
	unit: {
		kind: of.unit_kind,
		label: of.unit,
		low: number(of.unit_low),
		high: number(of.unit_high)
	},
	direction: of.direction,
	rangeLow: number(of.range_low),
	rangeHigh: number(of.range_high),
	rangeZeroDistance: number(of.range_zero_distance),
	baselineValue: number(of.baseline_value),
	baselineOn: of.baseline_on,
	measuredUntil: of.measured_until,
	qualityReviewedOn: of.quality_reviewed_on,
	targets: targets.map(({ due_on, value }) => ({ dueOn: due_on, value: Number(value) }))
});
