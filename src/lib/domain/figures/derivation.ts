/**
 * Explain (rule 13): each figure's derivation as one plain structure, the same in the page, in the
 * export and in the API, from which the figure can be computed again without the database.
 */
import { stateOf, type Knowable, type PartState } from '../records/known.ts';
import type { Period } from '../records/periods.ts';
import type { IsoDate, Money } from '../records/records.ts';
import type { ElementKind, ReportingState } from '../records/vocabulary.ts';

/**
 * `share`: 0…1; `points`: percentage points; `date`: a day's number, see `dates.ts`; `kpi_unit`: the
 * KPI's own; `kpi_unit_difference`: between two of its values, points where it is percent.
 */
export type Unit =
	| 'share'
	| 'points'
	| 'money'
	| 'days'
	| 'date'
	| 'count'
	| 'kpi_unit'
	| 'kpi_unit_difference'
	| 'kpi_unit_per_day';

/** How the inputs make the value; the words are in the messages. */
export type DerivationRule =
	/** The value of the one input stands. */
	| 'as_given'
	/** Reported percent ÷ 100. */
	| 'reported_percent'
	/** Not started is 0, completed is 1, where no percent was reported; nothing is done of what is not due. */
	| 'by_delivery_state'
	/** Σ weight of milestones reached (or planned by the date) ÷ Σ weight. */
	| 'milestone_share'
	/** Days since the planned start ÷ days from planned start to planned end, within 0…1. */
	| 'linear_between_dates'
	/** Σ weight × value ÷ Σ weight over what has a value, each value clamped to 0…1 first. */
	| 'weighted_share'
	/** (first − second) × 100, both clamped to 0…1. */
	| 'difference_in_points'
	/** (actual − baseline) ÷ (target − baseline). */
	| 'toward_target'
	/** 1 at or above a target that equals the baseline, less its tolerance; else 0. */
	| 'maintained_from_below'
	/** 1 at or below such a target plus its tolerance; else 0. */
	| 'maintained_from_above'
	/** 1 inside the band, falling to 0 at a stated distance outside. */
	| 'within_range'
	/** On the straight line between two dated values. */
	| 'on_path'
	/** first − second. */
	| 'difference'
	/** −(distance outside the band). */
	| 'outside_range'
	/** first ÷ second. */
	| 'ratio'
	/** first ÷ second, not below 0. */
	| 'achieved_from_below'
	/** 2 − first ÷ second, not below 0. */
	| 'achieved_from_above'
	/** Change a day from first to second dated value. */
	| 'change_per_day'
	/** The median change a day over all pairs of dated values. */
	| 'theil_sen'
	/** The last value + change a day × days to the target, within the unit's bounds. */
	| 'carried_on'
	/** The last of the days. */
	| 'last_day'
	/** Now + what is said to remain × the median of past true ÷ said. */
	| 'remaining_time'
	/** How many organisations submitted: 1 each, also where the report was returned since. */
	| 'count_reported'
	/** How many commitments were kept: 1 each. */
	| 'count_kept'
	/** 1 where it ended on its day or before, else 0. */
	| 'kept_by'
	/** How many commitments were moved out of the period, dropped, not reported, or added to it: 1 each. */
	| 'count_moved'
	| 'count_dropped'
	| 'count_silent'
	| 'count_added'
	/**
	 * 1 where it did not end in the period, is planned still, and its day lies outside the period now, or
	 * was taken away, or a report of what is unfinished expects it after the period; else 0.
	 */
	| 'moved_out'
	/** 1 where it did not end and is planned no more, or is planned in the period and reported as cancelled; else 0. */
	| 'dropped_from'
	/**
	 * 1 where it did not end, is planned in the period now, no report calls it cancelled or expects it after
	 * the period, reports of its day are due, and none speaks of that day or a later one; else 0.
	 */
	| 'silent_on'
	/** 1 where it is planned in the period now and was not as the period began; else 0. */
	| 'added_to'
	| 'sum'
	| 'min'
	| 'max'
	/** Σ numerators ÷ Σ denominators, × 100 where the KPI's unit is percent. */
	| 'ratio_of_sums'
	/** Days from first to second date. */
	| 'days_between';

export type Quantity = number | Money;

/** What an input is. */
export type InputKind =
	| ElementKind
	| 'kpi'
	| 'update'
	| 'milestone'
	| 'measurement'
	| 'budget_line'
	| 'organisation'
	| 'done_compared'
	| 'planned_progress'
	| 'planned_start'
	| 'planned_end'
	| 'expected_end'
	| 'reckoned_on'
	| 'reported_on'
	| 'actual'
	| 'due_value'
	| 'baseline'
	| 'target'
	| 'tolerance'
	| 'range_low'
	| 'range_high'
	| 'range_zero_distance'
	| 'observed_pace'
	| 'days_to_target'
	| 'lower_bound'
	| 'upper_bound'
	| 'unit_scale'
	| 'due_then'
	| 'ended_on'
	| 'moved_by_amendment'
	| 'moved_by_correction'
	| 'moved_in_report'
	| 'period_start'
	| 'period_end'
	| 'planned_now'
	| 'planned_no_more'
	| 'expected_in_report'
	| 'cancelled_in_report'
	| 'reports_due'
	| 'remaining_days'
	| 'past_ratio'
	| 'appropriation'
	| 'allotment'
	| 'obligation'
	| 'disbursement';

export interface DerivationInput {
	kind: InputKind;
	/** The record's id; null for a plain value such as a target. */
	id: string | null;
	code: string | null;
	title: string | null;
	/** Relative, among the inputs; the denominator in a ratio of sums; null: not weighed, or no weights matter. */
	weight: number | null;
	/** The value as it is, before clamping; null unless known. */
	raw: Quantity | null;
	/** The value as it counts, clamped where the rule clamps; null unless known. */
	counted: Quantity | null;
	/** The day that the value speaks of; null where it has none. */
	on: IsoDate | null;
	state: PartState;
	/** How an organisation's report is, since the day in `on`; null for all else. */
	reporting: ReportingState | null;
	/** The update, measurement or budget line that the value was reported in. */
	sourceId: string | null;
	/** How the input itself came about, where it is a figure. */
	derivation: Derivation | null;
}

/** Whose figure it is. */
export interface FigureOwner {
	kind: 'plan' | ElementKind | 'kpi' | 'budget_line';
	id: string;
	code: string | null;
	title: string | null;
}

/** How one figure came about. Money stays `bigint` hundredths: turn it into decimal text for JSON. */
export interface Derivation {
	/** The figure's name; see `explained-figures.ts`. */
	figure: string;
	of: FigureOwner;
	unit: Unit;
	/** The day for which it was reckoned. */
	asOf: IsoDate;
	/** Of which month, quarter or year it is; left out: it is of the day. */
	period?: Period;
	rule: DerivationRule;
	inputs: DerivationInput[];
	result: Knowable<Quantity>;
	/** 0…1, of the weight; null where nothing applies or nothing is weighed. */
	coverage: number | null;
}

/** The part of a derivation that differs from figure to figure. */
export type Steps = Pick<Derivation, 'rule' | 'inputs'>;

/** An input that has no more to say than what is given. */
export function input(
	kind: InputKind,
	fields: Partial<Omit<DerivationInput, 'kind'>>
): DerivationInput {
	const raw = fields.raw ?? null;
	return {
		kind,
		id: null,
		code: null,
		title: null,
		weight: null,
		on: null,
		state: { state: 'known' },
		reporting: null,
		sourceId: null,
		derivation: null,
		counted: raw,
		...fields,
		raw
	};
}

/** An input that is itself a figure with a derivation. */
export function figureInput(kind: InputKind, derivation: Derivation): DerivationInput {
	const { result, of } = derivation;
	return input(kind, {
		id: of.id,
		code: of.code,
		title: of.title,
		raw: result.known ? result.value : null,
		state: stateOf(result),
		derivation
	});
}

/** What stands in for the parts of a figure that is unknown whatever they are. */
export function unknownSteps(kind: InputKind, figure: Knowable<unknown>): Steps {
	return { rule: 'as_given', inputs: [input(kind, { state: stateOf(figure) })] };
}
