/** Saves what the sheet sends, and puts what is refused in words. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import * as plans from '#lib/server/facts/plans.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { save } from '#lib/server/outline/commands.ts';
import {
	OutlineRefused,
	type CellConflict,
	type CellRefusal
} from '#lib/server/outline/refusals.ts';
import { Foreseen } from '#lib/server/writing/effects.ts';
import { Invalid, Refused } from '#lib/server/writing/refusals.ts';
import { effectsView } from '#lib/ui/effects/effect-words.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { refusedWords, throwStatus } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { editedPlan, spanOf } from '../edited.ts';
import type { CellMark, OutlineAnswer, OutlineSaved } from './answer.ts';
import { cellWords } from './problem-words.ts';
import { changesIn } from './sent-changes.ts';

const answer = (status: number, errors: OutlineAnswer['errors'], marks: CellMark[] = []) =>
	fail(status, { errors, marks } satisfies OutlineAnswer);

function whyWords({ why }: CellRefusal, currency: string): string {
	if (why === 'gone') return m.outline_row_gone();
	if (why === 'fixed') return m.outline_refused_cell_fixed();
	if (why instanceof Refused) return refusedWords(why);
	if (why instanceof Invalid)
		return why.problems.map((problem) => problemWords(problem, currency)).join(' ');
	return cellWords(why, currency);
}

function conflictMark({ key, column, moved, theirs }: CellConflict): CellMark {
	return moved
		? { key, column, words: m.outline_conflict_moved(), movedTo: theirs }
		: { key, column, words: m.outline_conflict(), theirs: theirs ?? '' };
}

/** 409 where others were first, 400 where cells are refused: both say it at the cells. */
function refused(cause: unknown, { currency }: PlanRow) {
	if (cause instanceof Foreseen)
		return fail(400, {
			...{ errors: {}, marks: [] },
			effects: effectsView(cause.effects, cause.key, currency)
		} satisfies OutlineAnswer);
	if (!(cause instanceof OutlineRefused)) {
		if (cause instanceof Refused) return answer(400, { '': refusedWords(cause) });
		return throwStatus(cause);
	}
	const marks = [
		...cause.refusals.map((one) => ({
			key: one.key,
			column: one.column,
			words: whyWords(one, currency)
		})),
		...cause.conflicts.map(conflictMark)
	];
	const isConflict = cause.conflicts.length > 0;
	const words = isConflict ? m.outline_conflicts() : m.outline_not_saved();
	return answer(isConflict ? 409 : 400, { '': words }, marks);
}

export async function saveOutline(event: RequestEvent & { params: { plan: string } }) {
	const plan = await editedPlan(event);
	const { db, actor, draft, now } = event.locals;
	const values = await readForm(event.request);
	if ((values['draft'] ?? '') !== (draft?.id ?? ''))
		return answer(400, { '': m.amendment_refused_other_draft() });
	const form = parseFields({ reason }, values);
	if (!form.ok) return answer(400, form.errors);
	const changes = changesIn(values);
	if (!changes) return answer(400, { '': m.outline_not_read() });
	const request = requestOf(event, values, 'outline');
	const { currency, ...span } = spanOf(plan);
	try {
		const saved = await save(
			db,
			actor,
			{ id: plan.id, demonstration: plan.demonstration, request },
			{
				changes,
				reason: form.output.reason,
				today: today(plan.time_zone, now),
				now,
				fundId: values['fund'] || null,
				context: { language: entryLanguage(getLocale()), currency, span }
			}
		);
		const { revision } = (await plans.find(db, plan.slug)) ?? plan;
		return { ...saved, revision: String(revision) } satisfies OutlineSaved;
	} catch (cause) {
		return refused(cause, plan);
	}
}
