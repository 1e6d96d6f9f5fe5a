import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/elements/choices.ts';
import { taggedElements, taggedIn, taggedKpis } from '#lib/server/tagging/tagged.ts';
import { saveTags, setOut } from '#lib/server/tagging/tagging.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import { shownTerms, tagRows, taggingsIn } from './tags-view.ts';
import type { Actions, PageServerLoad } from './$types';

/** The plan as it is edited is no snapshot. */
const asEdited = { snapshot: null };

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const [choosable, elements, kpis, all] = await Promise.all([
		choices(db, plan.id, today(plan.time_zone, now)),
		taggedElements(db, plan.id),
		taggedKpis(db, plan.id),
		frameworks(db, { plan, scope: asEdited })
	]);
	const declared = new Set(
		all.flatMap((one) => (one.declared ? one.axes.map(({ id }) => id) : []))
	);
	const shown = shownTerms(choosable, ({ id }) => declared.has(id), event.url.searchParams);
	const axisTerms = choosable.terms.filter(({ axisId }) => axisId === shown?.axis.id);
	const { searchParams } = event.url;
	return {
		title: m.tags_heading({ plan: plan.short_title ?? plan.title }),
		shown,
		axes: choosable.axes.map(({ id, title, framework }) => ({
			...{ value: id, word: title, group: framework }
		})),
		rows: shown ? tagRows(choosable.elements, { elements, kpis }, shown, axisTerms) : [],
		frameworks: all.map((one) => ({
			...{ slug: one.slug, title: frameworkTitle(one), language: one.language },
			declared: one.declared
		})),
		saved: searchParams.get('saved'),
		setOut: searchParams.has('set_out')
	};
};

/** Where a form was sent from, without what was said of the form before. */
function addressOf(url: URL, mark: [string, string]): string {
	const query = new URLSearchParams(
		[...url.searchParams].filter(([name]) => ['axis', 'part'].includes(name))
	);
	query.set(...mark);
	return `${url.pathname}?${query}`;
}

export const actions: Actions = {
	tag: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'tag');
		const shown = (values['shown'] ?? '').split(' ').filter((id) => /^[1-9]\d{0,17}$/.test(id));
		const taggings = taggingsIn(values, await taggedIn(db, plan.id), shown);
		return sendEdit(
			{ event, plan, values, form: 'tag' },
			(edited) => saveTags(db, actor, edited, taggings, form.output.reason),
			(count) => addressOf(event.url, ['saved', String(count)])
		);
	},
	frameworks: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'frameworks');
		const slugs = Object.keys(values).flatMap((name) => /^framework-(.+)$/.exec(name)?.[1] ?? []);
		return sendEdit(
			{ event, plan, values, form: 'frameworks' },
			(edited) => setOut(db, actor, edited, slugs, form.output.reason),
			() => addressOf(event.url, ['set_out', ''])
		);
	}
};
