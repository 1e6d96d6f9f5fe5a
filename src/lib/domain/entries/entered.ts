/** What is wrong with an entry: the names of problems, whose words are the messages'. */
import { closed } from '../records/bidi.ts';
import type { IsoDate, Money } from '../records/records.ts';

/** How many decimals a number has when written out. */
export function decimals(value: number): number {
	const [number = '', exponent = '0'] = String(value).split('e');
	const [, fraction = ''] = number.split('.');
	return Math.max(0, fraction.length - Number(exponent));
}

export const problemNames = [
	'not_a_number',
	'not_an_amount',
	'ambiguous_number',
	'number_too_large',
	'other_currency',
	'not_a_day',
	'ambiguous_day',
	'required',
	'not_chosen',
	'percent_out_of_range',
	'too_many_decimals',
	'completed_below_100',
	'not_started_above_0',
	'milestone_open',
	'milestone_reached',
	'in_future',
	'in_past',
	'not_to_come',
	'outside_plan',
	'absurd_day',
	'before_planned_start',
	'too_far',
	'after_as_of',
	'end_before_start',
	'start_without_work',
	'end_without_completion',
	'other_without_note',
	'doubt_without_reason',
	'better_without_reason',
	'reason_without_confidence',
	'reason_too_long',
	'note_too_long',
	'denominator_not_positive',
	'percent_value_out_of_range',
	'above_allotment',
	'nothing_allotted',
	'above_obligation',
	'negative',
	'below_earlier',
	'above_later',
	'nothing_entered',
	'no_such_line',
	'outside_unit',
	'value_outside_unit',
	'bounds_reversed',
	'band_needed',
	'band_unused',
	'band_reversed',
	'baseline_value_missing',
	'before_baseline',
	'direction_contradicts',
	'fell_without_note',
	'done_in_progress',
	'milestone_weight_missing',
	'milestone_after_end',
	'milestone_before_start',
	'period_leaves_out',
	'weights_mixed',
	'year_outside_plan',
	'before_closing',
	'target_after_measuring',
	'after_measuring',
	'measured_within_plan',
	'not_an_ocid',
	'one_supplier',
	'signed_though_planned',
	'not_a_year',
	'unknown_cell',
	'cell_twice',
	'cell_not_applicable',
	'cells_disagree',
	'total_or_cells',
	'too_many_dimensions',
	'dimension_unnamed',
	'dimension_twice',
	'too_few_terms',
	'too_many_terms',
	'term_twice',
	'cannot_add_up',
	'cross_unknown',
	'too_many_cells',
	'name_too_long',
	'not_an_address',
	'not_a_language',
	'demo_of_published',
	'share_out_of_range',
	'shares_above_all',
	'aligned_twice',
	'aligned_within',
	'aligned_in_circle',
	'quoted_nowhere',
	'covering_needed',
	'covering_unused',
	'covering_unknown',
	'covering_retired',
	'verdict_without_reason',
	'gates_in_circle',
	'weights_nothing',
	'stated_after_open',
	'stated_below_earlier',
	'stated_below_named',
	'wave_not_empty',
	'nothing_joins',
	'too_many_join',
	'takes_part_already',
	'above_stated',
	'in_wave_already',
	'before_last_state',
	'takes_no_part',
	'before_joining',
	'after_leaving',
	'before_wave',
	'evidence_asked',
	'step_before_gate',
	'gate_of_done',
	'step_said_twice',
	'unknown_organisation',
	'unknown_step',
	'unknown_step_state',
	'row_too_short',
	'negative_people',
	'people_in_parts',
	'no_seats',
	'more_than_attended',
	'level_out_of_range',
	'not_applicable_without_reason'
] as const;
export type ProblemName = (typeof problemNames)[number];

/** What is wrong, with what its words need. */
export interface NamedProblem {
	problem: ProblemName;
	/** The days that the problem speaks of: the one that limits, or the two that enclose or may be meant. */
	day?: IsoDate;
	until?: IsoDate;
	/** The amount that limits. */
	amount?: Money;
	/** The two ways to write what a number may mean. */
	readings?: [string, string];
	/** What was reported before and is reported now, in percent. */
	before?: number;
	after?: number;
	/** Within which a value of a unit lies; null: no bound. */
	low?: number | null;
	high?: number | null;
	/** So many at most: decimals, terms, cells. */
	most?: number;
	/** Of so many things the problem speaks. */
	count?: number;
	/** What a sum should come to, what it comes to, and by what it is; whether some of it is missing. */
	total?: number;
	sum?: number;
	by?: string;
	incomplete?: boolean;
	/** What two things are both called. */
	name?: string;
	/** The currency in which an amount is asked. */
	currency?: string;
}

/** One thing wrong with an entry, or asked about it, beside the field that it concerns. */
export interface Problem extends NamedProblem {
	/** The name of the field in the form. */
	field: string;
}

/** Problems that may be none: they are asked about, and taken by who says that they are meant so. */
const askedNames: ReadonlySet<ProblemName> = new Set<ProblemName>([
	'done_in_progress',
	'milestone_after_end',
	'milestone_before_start',
	'period_leaves_out',
	'weights_mixed',
	'year_outside_plan'
]);

export const isAsked = ({ problem }: Problem): boolean => askedNames.has(problem);

/** By which a form says that something asked is meant so. */
export const questionKey = ({ field, problem, day }: Problem): string =>
	[problem, field, day ?? ''].join(':');

/** Whether a problem is one that is asked about, and was confirmed. */
export const isMeant = (problem: Problem, confirmed: readonly string[]): boolean =>
	isAsked(problem) && confirmed.includes(questionKey(problem));

/** Days within which a plan's facts lie; null where the plan does not set them. */
export interface PlanSpan {
	periodStart: IsoDate | null;
	periodEnd: IsoDate | null;
}

/** Whether a day lies outside the plan's period; nothing does where the plan has none. */
export function outsidePlan(day: IsoDate, { periodStart, periodEnd }: PlanSpan): boolean {
	return (periodStart !== null && day < periodStart) || (periodEnd !== null && day > periodEnd);
}

/**
 * What is wrong with a day that something was so: it is needed, not to come, and not before the plan.
 * After the plan's end work goes on, so that can be reported too.
 */
export function factDay(
	field: string,
	day: IsoDate | null,
	today: IsoDate,
	{ periodStart }: PlanSpan
): Problem[] {
	if (day === null) return [{ field, problem: 'required' }];
	if (day > today) return [{ field, problem: 'in_future', day: today }];
	if (periodStart === null || day >= periodStart) return [];
	return [{ field, problem: 'outside_plan', day: periodStart }];
}

export const longestNote = 2_000;

/** Whether a note is too long, counted as people count: an emoji is one character. */
export const isTooLong = (note: string | null): boolean =>
	note !== null && note.length > longestNote && [...note].length > longestNote;

/**
 * Text as it is stored: without blanks around it, without the character 0, which PostgreSQL cannot hold,
 * and with each direction closed that it opens, so that it turns nothing beside it.
 */
export const asStored = (text: string): string => closed(text.replaceAll('\0', '').trim());
