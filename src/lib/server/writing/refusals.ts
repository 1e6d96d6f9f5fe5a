/** What an edit is answered with where it cannot be done as it was sent. */
import type { Fields } from '#lib/domain/records/changes.ts';

/** What an edit was about, as the audit log names it. */
export interface EditedThing {
	kind: string;
	id: string;
}

/**
 * Somebody changed the row since the form was read. Both versions are carried, so that a person can
 * decide; nothing was written.
 */
export class Conflict extends Error {
	override name = 'Conflict';
	readonly about: EditedThing;
	/** What a form must carry to be taken now. */
	readonly version: string;
	readonly stored: Fields;
	readonly sent: Fields;

	constructor(about: EditedThing, version: string | number, stored: Fields, sent: Fields = {}) {
		super(`${about.kind} ${about.id} is at version ${version}`);
		this.about = about;
		this.version = String(version);
		this.stored = stored;
		this.sent = sent;
	}
}

/** Why a value cannot be taken. */
export type RefusalReason =
	| 'code_taken'
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
	| 'owner_twice'
	| 'milestone_reached'
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
	| 'too_large'
	| 'impossible';

/** A value cannot be taken; `field` names it as the columns do, and is empty for the whole form. */
export class Refused extends Error {
	override name = 'Refused';
	readonly field: string;
	readonly reason: RefusalReason;
	/** The days that the reason speaks of: the one that limits, or the two that enclose. */
	readonly days: { day?: string; until?: string };

	constructor(
		field: string,
		reason: RefusalReason,
		{ day, until }: { day?: string; until?: string } = {}
	) {
		super(`${field}: ${reason}`);
		this.field = field;
		this.reason = reason;
		this.days = { day, until };
	}
}
