/** What a command refuses, for routes to turn into a status and into words. */
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { Fields } from '#lib/domain/records/changes.ts';

/** `can()` said no. */
export class NotAllowed extends Error {
	override name = 'NotAllowed';
}

/** What the command is about does not exist, or not for this person. */
export class NotFound extends Error {
	override name = 'NotFound';
}

/** It exists, and is another's: answered as if it did not, and on record. */
export class NotOwned extends NotFound {
	override name = 'NotOwned';
}

/** What a write is about, as the audit log names it. */
export interface Thing {
	kind: string;
	id: string;
}

/** Of a row that is changed its number; of rows that are appended the newest one's id, null: none. */
export type Version = string | number | null;

/**
 * Somebody stored something since the form was read; nothing was written. Of a form of fields both
 * versions are carried, so that a person can decide.
 */
export class Conflict extends Error {
	override name = 'Conflict';
	readonly about: Thing;
	/** What a form must carry to be taken now; empty: nothing is stored. */
	readonly version: string;
	readonly stored: Fields;
	readonly sent: Fields;

	constructor(about: Thing, version: Version, stored: Fields = {}, sent: Fields = {}) {
		super(`${about.kind} ${about.id} is at version ${version}`);
		this.about = about;
		this.version = String(version ?? '');
		this.stored = stored;
		this.sent = sent;
	}
}

/** An entry breaks rules of the domain; all that is wrong is said at once, and nothing was written. */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly problems: Problem[];

	constructor(problems: Problem[]) {
		super(problems.map(({ field, problem }) => `${field}: ${problem}`).join(', '));
		this.problems = problems;
	}
}

/** Why a value cannot be taken. */
export type RefusalReason =
	| 'code_taken'
	| 'code_taken_then'
	| 'nesting'
	| 'no_such_parent'
	| 'parent_retired'
	| 'children_live'
	| 'retired'
	| 'not_retired'
	| 'first_already'
	| 'last_already'
	| 'unknown_choice'
	| 'one_lead'
	| 'one_term_of_axis'
	| 'framework_in_use'
	| 'framework_exists'
	| 'framework_followed'
	| 'own_language'
	| 'terms_left_out'
	| 'owner_twice'
	| 'milestone_reached'
	| 'milestone_shown'
	| 'cannot_serve'
	| 'line_exists'
	| 'above_appropriation'
	| 'below_obligation'
	| 'spending_reported'
	| 'fund_source_exists'
	| 'target_twice'
	| 'money_set'
	| 'dates_reversed'
	| 'outside_plan'
	| 'absurd_day'
	| 'before_baseline'
	| 'code_letters'
	| 'decided_already'
	| 'withdrawn_already'
	| 'taken_back_already'
	| 'entry_of_other_report'
	| 'before_raised'
	| 'too_large'
	| 'not_drafted'
	| 'plan_unadopted'
	| 'adopted_already'
	| 'plan_empty'
	| 'plan_filled'
	| 'title_used'
	| 'draft_ended'
	| 'draft_empty'
	| 'draft_moved'
	| 'day_broken'
	| 'before_plan'
	| 'before_release'
	| 'before_amendment'
	| 'amendment_not_adopted'
	| 'after_today'
	| 'acronym_taken'
	| 'name_taken'
	| 'same_name'
	| 'no_approver'
	| 'before_last_name'
	| 'before_began'
	| 'too_far_ahead'
	| 'ended_already'
	| 'not_ended'
	| 'end_unnoted'
	| 'end_built_on'
	| 'successor_ended'
	| 'successor_to_come'
	| 'successor_same'
	| 'successor_twice'
	| 'successor_circle'
	| 'under_itself'
	| 'rows_refused'
	| 'closed_already'
	| 'not_owner'
	| 'basis_exists'
	| 'counted_already'
	| 'attended_already'
	| 'named_already'
	| 'own_already'
	| 'before_owner'
	| 'handed_over_already'
	| 'not_there_then'
	| 'too_far_to_hand'
	| 'report_closed'
	| 'report_handed_in'
	| 'period_not_opened'
	| 'item_not_returned'
	| 'after_report'
	| 'before_report'
	| 'report_elsewhere'
	| 'period_exists'
	| 'period_overlaps'
	| 'period_open_already'
	| 'due_of_closed'
	| 'due_of_published'
	| 'period_closed_already'
	| 'period_not_over'
	| 'period_still_open'
	| 'reason_needed'
	| 'nothing_to_publish'
	| 'due_before_end'
	| 'publication_running'
	| 'extension_past'
	| 'no_such_item'
	| 'aligned_still'
	| 'follows_itself'
	| 'nothing_to_compare'
	| 'compared_withdrawn'
	| 'item_elsewhere'
	| 'gap_not_chosen'
	| 'no_gap'
	| 'template_empty'
	| 'template_withdrawn'
	| 'nothing_chosen'
	| 'roll_out_withdrawn'
	| 'roll_out_exists'
	| 'corrected_already'
	| 'model_asks_nothing'
	| 'model_exists'
	| 'model_followed'
	| 'assessment_exists'
	| 'assessment_stands_else'
	| 'checked_by_maker'
	| 'criterion_elsewhere'
	| 'nothing_assessed'
	| 'not_all_checked'
	| 'organisation_ended_by'
	| 'no_maturity_gap'
	| 'level_not_of_model'
	| 'impossible';

/**
 * What is stored, or the database itself, does not let a value be taken: unlike {@link Invalid} it
 * speaks of more than the entry. `field` names it as the columns do, and is empty for the whole form.
 */
export class Refused extends Error {
	override name = 'Refused';
	readonly field: string;
	readonly reason: RefusalReason;
	/** The days that the reason speaks of: the one that limits, or the two that enclose. */
	readonly days: { day?: string; until?: string };

	constructor(
		field: string,
		reason: RefusalReason,
		{ day, until, cause }: { day?: string; until?: string; cause?: unknown } = {}
	) {
		super(`${field}: ${reason}`, { cause });
		this.field = field;
		this.reason = reason;
		this.days = { day, until };
	}
}
