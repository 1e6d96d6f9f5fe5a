import { redirect, type ActionFailure } from '@sveltejs/kit';
import { attempt, wrong, type Answer } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { m } from '#lib/paraglide/messages.js';
import { ActRefused, act, discard } from '#lib/server/plan-drafts/commands.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { openDraft } from '../draft.ts';
import { staleDraft } from '../stale.ts';
import { actOf, fieldOf, numberOf, refusalWords } from './act-form.ts';
import { chosenOf, counts, leftGroups, textParts, treeLines } from './view.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const draft = await openDraft(event);
	const at = numberOf(event.url.searchParams.get('at') ?? undefined);
	const { elements } = draft.worked;
	const chosen = elements.find(({ id }) => id === at) ?? elements[0];
	return {
		title: draft.title,
		draft: { id: draft.id, title: draft.title, version: draft.version },
		counts: counts(draft),
		parts: textParts(draft),
		tree: treeLines(draft),
		chosen: chosen ? chosenOf(draft.text, chosen) : null,
		left: leftGroups(draft)
	};
};

const here = (event: RequestEvent, at: number | null, hash: string) =>
	`/drafts/${event.params.draft}${at === null ? '' : `?at=${at}`}#${hash}`;

async function run(event: RequestEvent): Promise<ActionFailure<Answer>> {
	const { db, actor } = event.locals;
	const values = await readForm(event.request);
	if (values['act'] === 'show') redirect(303, here(event, numberOf(values['id']), 'chosen'));
	const asked = actOf(values);
	const form = values['form'] ?? '';
	if (!asked) return wrong(values, { '': m.draft_refused_unknown() }, form);
	const request = requestOf(event, values, form);
	try {
		const sent = { values, form, currency: '', stale: staleDraft };
		const done = await attempt(sent, () =>
			act(db, actor, event.params.draft, asked, { request, version: versionOf(values) })
		);
		if (!done.ok) return done.failure;
		const at = done.result ?? numberOf(values['behind']);
		return redirect(303, here(event, at, at === null ? 'tree' : `element-${at}`));
	} catch (cause) {
		if (!(cause instanceof ActRefused)) throw cause;
		return wrong(values, { [fieldOf(cause.reason)]: refusalWords[cause.reason]() }, form);
	}
}

export const actions: Actions = {
	act: run,
	discard: async (event) => {
		const { db, actor } = event.locals;
		const values = await readForm(event.request);
		const asked = { request: requestOf(event, values, 'discard'), version: versionOf(values) };
		const done = await attempt({ values, form: 'discard', currency: '', stale: staleDraft }, () =>
			discard(db, actor, event.params.draft, asked)
		);
		if (!done.ok) return done.failure;
		redirect(303, '/drafts');
	}
};
