/** How an edit of a plan is sent: 303 to what it made, 400 beside its fields, 409 with both versions. */
import { redirect, type ActionFailure } from '@sveltejs/kit';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { changes, same, type Fields } from '#lib/domain/records/changes.ts';
import { m } from '#lib/paraglide/messages.js';
import { lastEdit, type HistoryEntry } from '#lib/server/plans/history.ts';
import type { EditedPlan } from '#lib/server/writing/editing.ts';
import type { Conflict } from '#lib/server/writing/refusals.ts';
import type { Compared } from '#lib/ui/forms/compared.ts';
import type { ConflictView } from '#lib/ui/forms/conflict.ts';
import { changeWords, fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';
import { attempt, wrong, type Answer, type Values } from '../answers.ts';
import { requestOf, type FormEvent } from '../form-request.ts';

export interface SentEdit {
	/** What was sent, by whom, and where to. */
	event: FormEvent;
	plan: EditedPlan & { currency: string };
	values: Values;
	/** Which of the page's forms it is. */
	form?: string;
	/** See {@link Sent}. */
	beside?: (problem: Problem) => string;
}

/** The fields in which what was sent differs from what is stored. */
function differing({ stored, sent }: Conflict, before: Fields, currency: string): Compared[] {
	if (Object.keys(sent).length === 0) return [];
	const made = changes(stored, sent);
	return Object.keys(made.after).map((field) => {
		const [theirs, yours] = [made.before[field] ?? null, made.after[field] ?? null];
		// yours is what stood there before theirs: you did not change it
		const untouched = field in before && same(before[field] ?? null, yours);
		return {
			label: fieldLabel(field),
			theirs: fieldText(field, theirs, currency),
			yours: fieldText(field, yours, currency),
			note: untouched ? m.conflict_untouched() : undefined
		};
	});
}

function didWords(detail: HistoryEntry['detail'] | undefined, currency: string): string[] {
	if (!detail?.before || !detail.after) return [];
	return changeWords(detail.before, detail.after, currency).map((change) =>
		(change.before ? m.conflict_change : m.edit_history_added)(change)
	);
}

/** Both versions of what an edit found changed: what is stored, by whom, and what was sent. */
export const bothVersions =
	({ db, actor }: App.Locals, currency: string) =>
	async (cause: Conflict): Promise<{ conflict: ConflictView }> => {
		const last = await lastEdit(db, cause.about);
		const conflict: ConflictView = {
			way: 'changed',
			version: cause.version,
			by: last?.by ?? null,
			isOwn: actor.kind === 'user' && last?.actorId === actor.id,
			at: last?.at ?? null,
			did: didWords(last?.detail, currency),
			rows: differing(cause, last?.detail.before ?? {}, currency)
		};
		return { conflict };
	};

/**
 * Runs an edit and goes where its result is seen; what it refuses is the form's answer.
 *
 * @param command is given the plan with the form by which it is asked, and hands it on
 */
export async function sendEdit<Result>(
	sent: SentEdit,
	command: (plan: EditedPlan) => Promise<Result>,
	to: (result: Result) => string
): Promise<ActionFailure<Answer>> {
	const { values, form, plan, beside } = sent;
	const { id, demonstration } = plan;
	const isOther = (values['draft'] ?? '') !== (sent.event.locals.draft?.id ?? '');
	if (isOther) return wrong(values, { '': m.amendment_refused_other_draft() }, form);
	const stale = bothVersions(sent.event.locals, plan.currency);
	const request = requestOf(sent.event, values, form);
	const done = await attempt({ values, form, currency: plan.currency, beside, stale }, () =>
		command({ id, demonstration, request })
	);
	if (!done.ok) return done.failure;
	redirect(303, to(done.result));
}
