import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { sendAct } from '#app/sent/acts.ts';
import { taggedKey } from '#lib/domain/frameworks/tags.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { mapTerms } from '#lib/server/frameworks/commands.ts';
import { moveTags, tagsToMove } from '#lib/server/tagging/moving-tags.ts';
import { one, termMap } from '#lib/server/frameworks/queries.ts';
import { moveTerms, termsToMove } from '#lib/server/organisations/terms.ts';
import { plansTagged } from '#lib/server/frameworks/tagged-plans.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { reason as reasonField, versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { found } from '../found.ts';
import { headOf, mapIn, mapValues, oldTerms, successorChoices } from './map-view.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The version that follows and the one before; 404 where it follows none. */
async function versions(event: Pick<RequestEvent, 'locals' | 'params'>) {
	const { db } = event.locals;
	const stored = await found(event);
	if (!stored.follows) error(404, 'not_found');
	const [old, later] = [await one(db, stored.follows.id), await one(db, stored.id)];
	if (!old || !later) error(404, 'not_found');
	return { stored, old, later };
}

/** What would move in each plan that has terms of the version before. */
async function moves(
	db: App.Locals['db'],
	succession: { before: { id: string; slug: string }; after: { id: string; slug: string } },
	codeOf: ReadonlyMap<string, string>
) {
	const tagged = await plansTagged(db, succession.before.id);
	return await Promise.all(
		tagged.map(async ({ id, codes: codesIn, ...plan }) => {
			const codeIn = (one: Parameters<typeof taggedKey>[0]) => codesIn.get(taggedKey(one)) ?? '';
			const { moved, undecided } = await tagsToMove(db, id, succession);
			const codes = (ids: readonly string[]) => ids.flatMap((term) => codeOf.get(term) ?? []);
			return {
				...{ ...plan, id },
				moved: moved.map((one) => ({
					code: codeIn(one.of),
					...{ before: codes(one.before), after: codes(one.after) }
				})),
				undecided: undecided.map(({ of }) => ({ kind: of.kind, id: of.id, code: codeIn(of) }))
			};
		})
	);
}

/** What would move among organisations; null: none has a term of the version before. */
async function movesOfOrganisations(
	db: App.Locals['db'],
	succession: Parameters<typeof termsToMove>[1],
	codeOf: ReadonlyMap<string, string>
) {
	const { moved, undecided } = await termsToMove(db, succession);
	if (moved.length + undecided.length === 0) return null;
	const codes = (ids: readonly string[]) => ids.flatMap((term) => codeOf.get(term) ?? []);
	return {
		moved: moved.map(({ of, before, after }) => ({
			...{ code: of.acronym, before: codes(before), after: codes(after) }
		})),
		undecided: undecided.map(({ of }) => ({ code: of.acronym, slug: of.slug }))
	};
}

export const load: PageServerLoad = async (event) => {
	const { db, actor } = event.locals;
	const { stored, old, later } = await versions(event);
	const said = await termMap(db, old.id);
	const all = [...old.axes, ...later.axes].flatMap(({ terms }) => terms);
	const codeOf = new Map(all.map(({ id, code }) => [id, code]));
	return {
		title: m.framework_map(),
		requestId: crypto.randomUUID(),
		...{ before: headOf(old), after: headOf(later) },
		axes: oldTerms(old, said),
		choices: successorChoices(later),
		isSaid: said.size > 0,
		mayMove: can(actor, 'edit_plan'),
		mayAdminister: can(actor, 'administer'),
		ofOrganisations: await movesOfOrganisations(db, { before: old, after: later }, codeOf),
		moves: await moves(db, { before: old, after: later }, codeOf),
		values: { ...mapValues(old, later, said), version: String(stored.version) } as Record<
			string,
			string
		>,
		moved: event.url.searchParams.get('moved')
	};
};

export const actions: Actions = {
	map: async (event) => {
		const { db, actor } = event.locals;
		const { stored, old } = await versions(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason: reasonField }, values);
		if (!form.ok) return wrong(values, form.errors, 'map');
		const { reason } = form.output;
		const at = { id: stored.id, version: versionOf(values) };
		return sendAct(
			{ event, values, form: 'map' },
			(request) => mapTerms(db, actor, at, { map: mapIn(values, old), reason }, { request }),
			(slug) => `/frameworks/${slug}/map`
		);
	},
	move_organisations: async (event) => {
		const { db, actor } = event.locals;
		const { stored, old } = await versions(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason: reasonField }, values);
		if (!form.ok) return wrong(values, form.errors, 'move-organisations');
		const succession = { before: old, after: stored };
		const { reason } = form.output;
		return sendAct(
			{ event, values, form: 'move-organisations' },
			(request) => moveTerms(db, actor, succession, { request, reason }),
			(count) => `/frameworks/${stored.slug}/map?moved=${count}`
		);
	},
	move: async (event) => {
		const { db, actor } = event.locals;
		const { stored, old } = await versions(event);
		const values = await readForm(event.request);
		const plan = (await plans.find(db, values['plan'] ?? '')) ?? error(404, 'not_found');
		const form = parseFields({ reason: reasonField }, values);
		if (!form.ok) return wrong(values, form.errors, `move-${plan.id}`);
		const after = { id: stored.id, slug: stored.slug };
		return sendEdit(
			{ event, plan, values, form: `move-${plan.id}` },
			(edited) => moveTags(db, actor, edited, { before: old, after }, form.output.reason),
			(count) => `/frameworks/${stored.slug}/map?moved=${count}`
		);
	}
};
