/** How a form is answered: what its command refuses becomes a status, words and both versions. */
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { isAsked, questionKey, type Problem } from '#lib/domain/entries/entered.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	Conflict,
	Invalid,
	NotAllowed,
	NotFound,
	Refused,
	type RefusalReason
} from '#lib/server/writing/refusals.ts';
import { Foreseen } from '#lib/server/writing/effects.ts';
import { effectsView, type EffectsView } from '#lib/ui/effects/effect-words.ts';
import type { ConflictView } from '#lib/ui/forms/conflict.ts';
import { day } from '#lib/ui/format.ts';
import { errorsOf, problemWords, questionsOf } from '#lib/ui/forms/problem-words.ts';

export type Values = Record<string, string>;

export interface Answer {
	/** Which of the page's forms was sent. */
	form: string;
	/** All that was typed. */
	values: Values;
	/** One message a field. */
	errors: Values;
	/**
	 * Where the messages ask whether something is meant so: by which keys the form says that it is.
	 * Empty where something is wrong.
	 */
	questions: string[];
	/** Something newer was stored since the form was opened. */
	conflict: ConflictView | null;
	/** Nothing is wrong, but it does more than it says, which nobody confirmed yet; left out: nothing. */
	effects?: EffectsView;
}

export interface Sent {
	values: Values;
	form?: string;
	/** In which amounts are said. */
	currency: string;
	/** In which field of the form a problem of the domain is said; left out: that of its name. */
	beside?: (problem: Problem) => string;
	/** Both versions, and what else the answer needs where somebody was first. */
	stale: (cause: Conflict) => Promise<{ conflict: ConflictView; errors?: Values; values?: Values }>;
}

export type Done<Result> =
	{ ok: true; result: Result } | { ok: false; failure: ActionFailure<Answer> };

const onDay = (date: string | undefined): string => (date ? day(date) : '');

const refusalWords: Record<RefusalReason, (days: Refused['days']) => string> = {
	code_taken: m.edit_refused_code_taken,
	code_taken_then: m.edit_refused_code_taken_then,
	nesting: m.edit_refused_nesting,
	no_such_parent: m.edit_refused_no_such_parent,
	parent_retired: m.edit_refused_parent_retired,
	children_live: m.edit_refused_children_live,
	retired: m.edit_refused_retired,
	not_retired: m.edit_refused_not_retired,
	first_already: m.edit_refused_first_already,
	last_already: m.edit_refused_last_already,
	unknown_choice: m.edit_error_choose,
	one_lead: m.edit_refused_one_lead,
	owner_twice: m.edit_error_owner_twice,
	milestone_reached: m.edit_refused_milestone_reached,
	milestone_shown: m.edit_refused_milestone_shown,
	one_term_of_axis: m.edit_refused_one_term_of_axis,
	framework_in_use: m.frameworks_refused_in_use,
	framework_exists: m.frameworks_refused_exists,
	framework_followed: m.frameworks_refused_followed,
	own_language: m.framework_refused_own_language,
	terms_left_out: m.frameworks_refused_left_out,
	cannot_serve: m.edit_refused_cannot_serve,
	line_exists: m.edit_refused_line_exists,
	above_appropriation: m.edit_refused_above_appropriation,
	below_obligation: m.edit_refused_below_obligation,
	spending_reported: m.edit_refused_spending_reported,
	fund_source_exists: m.edit_refused_fund_source_exists,
	target_twice: m.edit_error_target_twice,
	money_set: m.edit_refused_money_set,
	dates_reversed: m.edit_error_end_before_start,
	outside_plan: (days) => problemWords({ problem: 'outside_plan', ...days }),
	absurd_day: (days) => problemWords({ problem: 'absurd_day', ...days }),
	before_baseline: m.entry_before_baseline,
	code_letters: m.edit_error_code_letters,
	decided_already: m.decision_refused_decided,
	withdrawn_already: m.decision_refused_withdrawn,
	taken_back_already: m.evidence_refused_taken_back,
	entry_of_other_report: m.evidence_refused_other_report,
	before_raised: ({ day: raised }) =>
		m.decision_refused_before_raised({ date: raised ? day(raised) : '' }),
	too_large: m.edit_refused_too_large,
	not_drafted: m.amendment_refused_not_drafted,
	plan_unadopted: m.adoption_refused_not_adopted,
	adopted_already: m.adoption_refused_already,
	plan_empty: m.adoption_refused_empty,
	plan_filled: m.start_refused_filled,
	title_used: m.start_refused_title_used,
	draft_ended: m.amendment_refused_draft_ended,
	draft_empty: m.amendment_refused_draft_empty,
	draft_moved: m.amendment_refused_draft_moved,
	day_broken: ({ day: from }) =>
		from && isIsoDate(from)
			? m.amendment_refused_broken({ date: day(from) })
			: m.amendment_refused_broken_always(),
	before_amendment: ({ day: held }) =>
		m.amendment_refused_before_amendment({ date: held ? day(held) : '' }),
	amendment_not_adopted: m.amendment_refused_not_adopted,
	before_release: ({ day: held }) => m.edit_refused_before_release({ date: held ? day(held) : '' }),
	before_plan: ({ day: start }) =>
		m.amendment_refused_before_plan({ date: start ? day(start) : '' }),
	after_today: ({ day: today }) =>
		m.amendment_refused_after_today({ date: today ? day(today) : '' }),
	acronym_taken: m.organisation_refused_acronym_taken,
	name_taken: m.organisation_refused_name_taken,
	same_name: m.organisation_refused_same_name,
	no_approver: m.organisation_refused_no_approver,
	before_last_name: ({ day: last }) =>
		m.organisation_refused_before_last_name({ date: onDay(last) }),
	before_began: ({ day: first }) => m.organisation_refused_before_began({ date: onDay(first) }),
	too_far_ahead: ({ day: latest }) => m.organisation_refused_too_far({ date: onDay(latest) }),
	not_ended: () => m.organisation_refused_not_ended(),
	end_unnoted: () => m.organisation_refused_unnoted(),
	end_built_on: () => m.organisation_refused_built_on(),
	ended_already: ({ day: ended }) => m.organisation_refused_ended({ date: onDay(ended) }),
	successor_ended: ({ day: ended }) =>
		m.organisation_refused_successor_ended({ date: onDay(ended) }),
	successor_to_come: ({ day: begins }) =>
		m.organisation_refused_successor_to_come({ date: onDay(begins) }),
	successor_same: m.organisation_refused_successor_same,
	successor_twice: m.organisation_refused_successor_twice,
	successor_circle: m.organisation_refused_successor_circle,
	under_itself: m.organisation_refused_under_itself,
	rows_refused: m.organisation_refused_rows,
	closed_already: m.closure_refused_already,
	basis_exists: m.price_refused_exists,
	counted_already: m.competency_refused_counted,
	attended_already: m.competency_refused_attended,
	named_already: m.stakeholder_refused_named,
	not_owner: m.office_refused_not_owner,
	own_already: m.hand_over_refused_same,
	before_owner: ({ day: began }) => m.hand_over_refused_before({ date: onDay(began) }),
	handed_over_already: ({ day: on }) => m.hand_over_refused_already({ date: onDay(on) }),
	not_there_then: ({ day: on }) => m.hand_over_refused_not_there({ date: onDay(on) }),
	too_far_to_hand: ({ day: latest }) => m.hand_over_refused_too_far({ date: onDay(latest) }),
	report_closed: m.cycle_refused_closed,
	report_handed_in: m.cycle_refused_handed_in,
	period_not_opened: ({ until }) => m.cycle_refused_not_opened({ until: onDay(until) }),
	item_not_returned: m.cycle_refused_not_returned,
	after_report: ({ day: from, until }) =>
		from
			? m.cycle_refused_after_report({ from: day(from), until: onDay(until) })
			: m.cycle_refused_after_report_first({ until: onDay(until) }),
	before_report: ({ day: from, until }) =>
		m.cycle_refused_before_report({ from: onDay(from), until: onDay(until) }),
	report_elsewhere: m.cycle_refused_elsewhere,
	period_exists: m.cycle_refused_period_exists,
	period_overlaps: m.cycle_refused_period_overlaps,
	due_of_published: m.cycle_refused_due_of_published,
	due_of_closed: m.cycle_refused_due_of_closed,
	period_open_already: m.cycle_refused_open_already,
	period_closed_already: m.cycle_refused_closed_already,
	period_not_over: ({ day: due }) => m.cycle_refused_not_over({ date: onDay(due) }),
	period_still_open: m.cycle_refused_still_open,
	reason_needed: m.edit_error_reason,
	nothing_to_publish: m.cycle_refused_nothing_to_publish,
	due_before_end: ({ day: ends }) => m.cycle_refused_due_before_end({ date: onDay(ends) }),
	publication_running: m.cycle_refused_publication_running,
	extension_past: m.cycle_refused_extension_past,
	no_such_item: m.cycle_refused_no_such_item,
	aligned_still: m.alignment_refused_still,
	follows_itself: m.outside_refused_follows_itself,
	nothing_to_compare: m.checklist_refused_nothing,
	compared_withdrawn: m.checklist_refused_withdrawn,
	item_elsewhere: m.checklist_refused_elsewhere,
	gap_not_chosen: m.checklist_refused_not_chosen,
	no_gap: m.checklist_refused_no_gap,
	template_empty: m.template_refused_empty,
	template_withdrawn: m.template_refused_withdrawn,
	nothing_chosen: m.template_refused_nothing,
	roll_out_withdrawn: m.rollout_edit_refused_withdrawn,
	roll_out_exists: m.rollout_edit_refused_exists,
	corrected_already: m.rollout_edit_refused_corrected,
	model_asks_nothing: m.assessment_refused_asks_nothing,
	model_exists: m.maturity_refused_exists,
	model_followed: m.maturity_refused_followed,
	assessment_exists: m.assessment_refused_exists,
	assessment_stands_else: m.assessment_refused_stands_else,
	checked_by_maker: m.assessment_refused_maker,
	criterion_elsewhere: m.assessment_refused_elsewhere,
	nothing_assessed: m.assessment_refused_nothing,
	not_all_checked: m.assessment_refused_unchecked,
	organisation_ended_by: ({ day: from }) =>
		m.assessment_refused_ended({ date: from ? day(from) : '' }),
	no_maturity_gap: m.assessment_refused_no_gap,
	level_not_of_model: m.assessment_error_level,
	impossible: m.edit_refused_impossible
};

/** What is stored, or the database, does not take, in words. */
export const refusedWords = ({ reason, days }: Refused): string => refusalWords[reason](days);

/** Where a refusal names what hangs on a row, the first field in which it is entered. */
const firstField: Record<string, string> = {
	owners: 'lead',
	milestones: 'milestone-0-title',
	also_serves: 'serves-0-element',
	targets: 'target-0-due_on',
	notes: 'note-0-text',
	reporter: 'reporter_id',
	parent: 'place'
};

/** 400: a message beside each field, and all that was typed. */
export const wrong = (
	values: Values,
	errors: Values,
	form = '',
	questions: string[] = []
): ActionFailure<Answer> => fail(400, { form, values, errors, questions, conflict: null });

/** What a form says that it means so, of all that was asked about it. */
export const confirmedIn = (values: Values): string[] =>
	(values['confirmed'] ?? '').split(' ').filter(Boolean);

/** 400: what is wrong, beside its fields; where nothing is, what is asked about. */
function invalid({ values, form, currency, beside }: Sent, problems: Problem[]) {
	const placed = beside ? problems.map((one) => ({ ...one, field: beside(one) })) : problems;
	const errors = errorsOf(placed, currency);
	if (Object.keys(errors).length > 0) return wrong(values, errors, form);
	const asked = problems.filter(isAsked).map(questionKey);
	const confirmed = new Set(confirmedIn(values));
	const open = placed.filter((_, at) => !confirmed.has(asked[at] ?? ''));
	return wrong(values, questionsOf(open, currency), form, asked);
}

/** 409: both versions, and all that was typed. */
async function conflicting({ values, form = '', stale }: Sent, cause: Conflict) {
	const { conflict, errors = {}, values: renewed = {} } = await stale(cause);
	const all = { ...values, ...renewed };
	return fail(409, { form, values: all, errors, questions: [], conflict });
}

/** 400: nothing is wrong, and what the edit does besides what it says is shown before it is done. */
export function foreseen(
	values: Values,
	{ effects, key }: Foreseen,
	currency: string,
	form = ''
): ActionFailure<Answer> {
	const confirmed = [...confirmedIn(values), key].join(' ');
	const view = effectsView(effects, confirmed, currency);
	return fail(400, { form, values, errors: {}, questions: [], conflict: null, effects: view });
}

async function failureOf(sent: Sent, cause: unknown): Promise<ActionFailure<Answer>> {
	const { values, form } = sent;
	if (cause instanceof Invalid) return invalid(sent, cause.problems);
	if (cause instanceof Conflict) return conflicting(sent, cause);
	if (cause instanceof Foreseen) return foreseen(values, cause, sent.currency, form);
	if (!(cause instanceof Refused)) throw cause;
	const field = firstField[cause.field] ?? cause.field;
	return wrong(values, { [field]: refusedWords(cause) }, form);
}

/** What does not exist, or not for this person, is 404; what is not allowed 403. */
export function throwStatus(cause: unknown): never {
	if (cause instanceof NotFound) error(404, 'not_found');
	if (cause instanceof NotAllowed) error(403, 'not_allowed');
	throw cause;
}

/** Runs a form's command. What it refuses becomes the form's answer, with all that was typed. */
export async function attempt<Result>(
	sent: Sent,
	command: () => Promise<Result>
): Promise<Done<Result>> {
	try {
		return { ok: true, result: await command() };
	} catch (cause) {
		return { ok: false, failure: await failureOf(sent, cause).catch(throwStatus) };
	}
}
