import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { asSlug } from '#lib/domain/records/names-in-addresses.ts';
import { takingPart } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { make } from '#lib/server/rollouts/commands.ts';
import { currentOf } from '#lib/server/rollouts/current.ts';
import { optionalWords, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import { element, elementChoices } from './element-choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const all = await currentOf(db, plan.id, false);
	return {
		title: m.rollout_edit_title({ plan: plan.short_title ?? plan.title }),
		rollOuts: all.map(({ id, versions, members }) => {
			const { setup, withdrawn } = versions.at(-1)!;
			return {
				...{ id, title: setup.title, withdrawn, members: takingPart(members).length },
				...{ steps: setup.steps.length, waves: setup.waves.length }
			};
		}),
		elements: await elementChoices(db, plan.id)
	};
};

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longestSlug = 80;

const fields = {
	title: words(300, () => m.rollout_edit_error_title()),
	description: optionalWords(2000),
	slug: optionalWords(longestSlug),
	element
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(fields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { title, description, element: elementId } = form.output;
		const slug = form.output.slug ?? asSlug(title).slice(0, longestSlug).replace(/-$/, '');
		if (!slugPattern.test(slug)) return wrong(values, { slug: m.rollout_edit_error_slug() });
		return sendEdit(
			{ event, plan, values },
			(edited) => make(db, actor, edited, { slug, title, description, elementId }),
			(id) => `/plans/${plan.slug}/edit/roll-outs/${id}?saved=made`
		);
	}
};
