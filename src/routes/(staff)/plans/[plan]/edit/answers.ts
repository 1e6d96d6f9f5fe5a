/** How this area's commands are answered: what they refuse becomes a status, words and both versions. */
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { changes, same, type Fields } from '#lib/domain/records/changes.ts';
import { m } from '#lib/paraglide/messages.js';
import { NotAllowed, NotFound } from '#lib/server/writing/errors.ts';
import { lastEdit } from '#lib/server/plans/history.ts';
import { Conflict, Refused, type RefusalReason } from '#lib/server/writing/refusals.ts';
import { absurdDay, outsidePlan } from './day-words.ts';

/** Two versions of a thing, and who made the one that is stored. */
export interface ConflictView {
	/** What the form must carry to be taken now. */
	version: string;
	by: string | null;
	at: Date | null;
	/** What they did, where the log has it. */
	change: { before: Fields; after: Fields } | null;
	/** The fields in which what was sent differs from what is stored. */
	differences: {
		field: string;
		theirs: Fields[string];
		yours: Fields[string];
		/** Yours is what stood there before theirs: you did not change it. */
		untouched: boolean;
	}[];
}

export interface Answer {
	/** Which of the page's forms was sent. */
	form: string;
	values: Record<string, string>;
	errors: Record<string, string>;
	conflict: ConflictView | null;
}

const refusalWords: Record<RefusalReason, (days: Refused['days']) => string> = {
	code_taken: m.edit_refused_code_taken,
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
	cannot_serve: m.edit_refused_cannot_serve,
	line_exists: m.edit_refused_line_exists,
	above_appropriation: m.edit_refused_above_appropriation,
	below_obligation: m.edit_refused_below_obligation,
	spending_reported: m.edit_refused_spending_reported,
	fund_source_exists: m.edit_refused_fund_source_exists,
	target_twice: m.edit_error_target_twice,
	money_set: m.edit_refused_money_set,
	dates_reversed: m.edit_error_end_before_start,
	outside_plan: outsidePlan,
	absurd_day: absurdDay,
	before_baseline: m.edit_error_before_baseline,
	code_letters: m.edit_error_code_letters,
	too_large: m.edit_refused_too_large,
	impossible: m.edit_refused_impossible
};

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

export const wrong = (
	values: Record<string, string>,
	errors: Record<string, string>,
	form = ''
): ActionFailure<Answer> => fail(400, { form, values, errors, conflict: null });

async function conflictView(db: App.Locals['db'], cause: Conflict): Promise<ConflictView> {
	const last = await lastEdit(db, cause.about);
	const { before, after } = last?.detail ?? {};
	const differing = changes(cause.stored, cause.sent);
	const compared = Object.keys(cause.sent).length > 0 ? Object.keys(differing.after) : [];
	return {
		version: cause.version,
		by: last?.by ?? null,
		at: last?.at ?? null,
		change: before && after ? { before, after } : null,
		differences: compared.map((field) => ({
			field,
			theirs: differing.before[field] ?? null,
			yours: differing.after[field] ?? null,
			untouched:
				before !== undefined &&
				field in before &&
				same(before[field] ?? null, differing.after[field] ?? null)
		}))
	};
}

/**
 * Runs a command. What it refuses becomes the form's answer, with all that was typed: 400 with a
 * message beside its field, 409 with both versions; what does not exist is 404, what is not allowed 403.
 */
export async function attempt<Result>(
	db: App.Locals['db'],
	values: Record<string, string>,
	command: () => Promise<Result>,
	form = ''
): Promise<{ ok: true; result: Result } | { ok: false; failure: ActionFailure<Answer> }> {
	try {
		return { ok: true, result: await command() };
	} catch (cause) {
		if (cause instanceof NotFound) error(404, 'not_found');
		if (cause instanceof NotAllowed) error(403, 'not_allowed');
		if (cause instanceof Refused) {
			const field = firstField[cause.field] ?? cause.field;
			const message = refusalWords[cause.reason](cause.days);
			return { ok: false, failure: wrong(values, { [field]: message }, form) };
		}
		if (!(cause instanceof Conflict)) throw cause;
		const conflict = await conflictView(db, cause);
		return { ok: false, failure: fail(409, { form, values, errors: {}, conflict }) };
	}
}
