/** The page on which an element, or the plan as a whole, is closed: what it shows, and what it does. */
import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { scopeOf } from '#app/scope.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { unfinished, type Unfinished } from '#lib/domain/work/unfinished.ts';
import { withinElement } from '#lib/domain/figures/limits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { closure } from '#lib/kinds/closure.ts';
import { m } from '#lib/paraglide/messages.js';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { add, change, withdraw } from '#lib/server/work-records/commands.ts';
import { ofSubject } from '#lib/server/work-records/queries.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { parseKind, typedOf } from '#lib/ui/forms/kind-fields.ts';
import { savedMark } from '../saved-words.ts';
import { recordAt } from './work-records.ts';

/** What is closed. */
export interface Closing {
	plan: PlanRow;
	elementId: string | null;
	/** The page's own address. */
	path: string;
}

export interface ClosingPage {
	/** Null: it is not closed. */
	standing: {
		id: string;
		version: string;
		closedOn: string | null;
		values: Record<string, string>;
	} | null;
	unfinished: Unfinished;
	kpis: Choice[];
}

export async function closingPage(
	{ locals }: { locals: App.Locals },
	{ plan, elementId }: Closing
): Promise<ClosingPage> {
	const { db } = locals;
	const subject = { planId: plan.id, elementId };
	const closures = await ofSubject(db, 'closure', subject);
	const { record } = await figures(db, plan, await scopeOf(locals, plan));
	const within = elementId === null ? null : withinElement(record, elementId).kpis;
	const standing = closures.find(({ withdrawn }) => !withdrawn);
	return {
		standing: standing
			? {
					...{ id: standing.id, version: standing.version },
					closedOn: standing.values.closed_on,
					values: typedOf(closure, standing.values)
				}
			: null,
		unfinished: unfinished(record, elementId),
		kpis: record.kpis
			.filter(({ id }) => within?.has(id) ?? true)
			.map(({ id, code, title }) => ({ value: id, word: m.edit_code_and_title({ code, title }) }))
	};
}

async function asked(event: RequestEvent, { plan, path }: Closing) {
	const { actor, db, now } = event.locals;
	const values = await readForm(event.request);
	return {
		...{ actor, db, plan, values },
		at: recordAt(values),
		today: today(plan.time_zone, now),
		back: (changed = true) => `${path}?${savedMark(changed)}#content`
	};
}

export async function saveClosure(event: RequestEvent, closing: Closing) {
	const { actor, db, plan, values, at, today, back } = await asked(event, closing);
	const isNew = at.id === '';
	const form = parseKind(closure, isNew ? {} : { reason }, values, plan);
	if (!form.ok) return wrong(values, form.errors);
	const { elementId } = closing;
	const why = 'reason' in form.more ? String(form.more.reason) : null;
	const sent = { values: form.values, reason: why, today };
	return sendEdit(
		{ event, plan, values },
		async (edited) => {
			if (!isNew) return change(db, actor, edited, 'closure', at, sent);
			await add(db, actor, edited, 'closure', { ...sent, elementId });
			return true;
		},
		back
	);
}

export async function withdrawClosure(event: RequestEvent, closing: Closing) {
	const { actor, db, plan, values, at, back } = await asked(event, closing);
	const form = parseFields({ reason }, values);
	const name = `withdraw-${at.id}`;
	if (!form.ok) return wrong(values, form.errors, name);
	return sendEdit(
		{ event, plan, values, form: name },
		(edited) => withdraw(db, actor, edited, 'closure', at, form.output.reason),
		() => back()
	);
}
