import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { m } from '#lib/paraglide/messages.js';
import { outline } from '#lib/server/elements/outline.ts';
import { find, items, list } from '#lib/server/templates/queries.ts';
import { take, takenFrom, TakingRefused, usedCodes } from '#lib/server/templates/taking.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { templateParts } from '#lib/views/template-parts.ts';
import { editedPlan } from '../edited.ts';
import { templateLine } from '../../../../templates/template-line.ts';
import { partsToMake, prefilled, readParts, refusedWords } from './parts-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The template that the address names; null: none is chosen yet. */
async function templateOf({ locals: { db }, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	const slug = url.searchParams.get('from');
	if (slug === null) return null;
	return (await find(db, slug)) ?? error(404, 'not_found');
}

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const template = await templateOf(event);
	const title = m.template_take();
	if (template === null) {
		const all = await list(db);
		const offered = all.filter((one) => one.withdrawn === null && one.plan.id !== plan.id);
		return { title, choices: offered.map(templateLine), from: null };
	}
	const [parts, before, rows] = await Promise.all([
		items(db, template.id),
		takenFrom(db, plan.id, template.id),
		outline(db, plan.id)
	]);
	return {
		title,
		choices: [],
		from: {
			template: { ...templateLine(template), labels: template.labels },
			parts: templateParts(parts),
			before,
			places: rows.map(({ id, kind, code, title: called }) => ({ id, kind, code, title: called }))
		}
	};
};

/** The form as it came, with the parts that it speaks of. */
async function sent(event: RequestEvent) {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const template = (await templateOf(event)) ?? error(404, 'not_found');
	const values = await readForm(event.request);
	const before = await takenFrom(db, plan.id, template.id);
	const made = partsToMake(values, templateParts(await items(db, template.id)), before);
	return { plan, template, values, made };
}

export const actions: Actions = {
	/** Back to the tree, with all that was ticked and typed. */
	choose: async (event) => ({
		...{ form: 'choose', values: await readForm(event.request), errors: {}, questions: [] },
		conflict: null
	}),
	look: async (event) => {
		const { plan, template, values, made } = await sent(event);
		if (made.elements.length + made.kpis.length === 0)
			return wrong(values, { '': m.template_refused_nothing() }, 'choose');
		if (template.withdrawn) return wrong(values, { '': m.template_refused_withdrawn() }, 'choose');
		const why = m.template_take_reason({ template: template.title });
		const used = await usedCodes(event.locals.db, plan.id);
		const all = prefilled(values, made, used, why);
		return { form: 'take', values: all, errors: {}, questions: [], conflict: null };
	},
	take: async (event) => {
		const { db, actor } = event.locals;
		const { plan, template, values, made } = await sent(event);
		const { elements, kpis, errors } = readParts(values, made);
		const form = parseFields({ reason }, values, () => errors);
		if (!form.ok) return wrong(values, form.errors, 'take');
		const from = (code: string) => m.template_from({ template: template.title, code });
		const words = { from, invented: m.template_invented() };
		const taking = {
			...{ templateId: template.id, elements, kpis, reason: form.output.reason, words }
		};
		try {
			return await sendEdit(
				{ event, plan, values, form: 'take' },
				(edited) => take(db, actor, edited, taking),
				(taken) => `/plans/${plan.slug}/edit?saved=taken&parts=${taken.elements}-${taken.kpis}`
			);
		} catch (cause) {
			if (!(cause instanceof TakingRefused)) throw cause;
			return wrong(values, refusedWords(cause.problems), 'take');
		}
	}
};
