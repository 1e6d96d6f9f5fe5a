import { m } from '#lib/paraglide/messages.js';
import * as outlines from '#lib/server/elements/outline.ts';
import * as places from '#lib/server/elements/places.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { editedPlan } from './edited.ts';
import { additionFields } from './outline-form.ts';
import { missing, outlinePage, placesIn, sections, stay } from './outline-view.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const { locals, url } = event;
	const [rows, retired, served] = await Promise.all([
		outlines.outline(locals.db, plan.id),
		outlines.retired(locals.db, plan.id),
		outlines.servedBy(locals.db, plan.id)
	]);
	const all = sections(rows);
	const asked = Number(url.searchParams.get('page') ?? 1) || 1;
	const page = outlinePage(all, rows.length, url.searchParams.get('under'), asked);
	return {
		title: m.edit_heading({ plan: plan.short_title ?? plan.title }),
		missing: missing(rows),
		jumps: all.map(({ head, count }) => ({
			id: head?.id ?? 'top',
			code: head?.code ?? '',
			title: head?.title ?? '',
			count
		})),
		...page,
		shown: page.shown.map((section) => ({
			...section,
			places: placesIn(section),
			servedBy: served.get(section.head?.id ?? '') ?? []
		})),
		topPlaces: placesIn(null),
		method: plan.roll_up_method,
		retired,
		stay: stay(url),
		add: url.searchParams.get('add'),
		saved: url.searchParams.get('saved'),
		taken: takenCount(url)
	};
};

/** How many parts were taken from a template; null: none just now. */
function takenCount({ searchParams }: URL): string | null {
	const found = /^(\d{1,6})-(\d{1,6})$/.exec(searchParams.get('parts') ?? '');
	return found && m.template_parts_taken({ count: Number(found[1]) + Number(found[2]) });
}

const here = (event: RequestEvent, saved: string, hash: string) =>
	`/plans/${event.params.plan}/edit?saved=${saved}${stay(event.url)}#${hash}`;

async function shift(event: RequestEvent, direction: 'up' | 'down') {
	const plan = await editedPlan(event);
	const values = await readForm(event.request);
	const reason = direction === 'up' ? m.edit_reason_up() : m.edit_reason_down();
	const placed = { id: values['id'] ?? '', version: versionOf(values), reason };
	const { db, actor } = event.locals;
	return sendEdit(
		{ event, plan, values: { ...values, direction }, form: 'shift' },
		(edited) => places.shift(db, actor, edited, placed, direction),
		() => here(event, 'moved', `element-${placed.id}`)
	);
}

export const actions: Actions = {
	add: async (event) => {
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(additionFields, values);
		const name = `add-${values['section'] ?? ''}`;
		if (!form.ok) return wrong(values, form.errors, name);
		const { place, ...rest } = form.output;
		const { db, actor } = event.locals;
		return sendEdit(
			{ event, plan, values, form: name },
			(edited) => places.add(db, actor, edited, { ...place, ...rest }),
			(result) => here(event, 'added', `element-${result}`)
		);
	},
	up: (event) => shift(event, 'up'),
	down: (event) => shift(event, 'down')
};
