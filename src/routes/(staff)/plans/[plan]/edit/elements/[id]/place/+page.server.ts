import type { Fields } from '#lib/domain/records/changes.ts';
import { today } from '#lib/domain/records/dates.ts';
import { mayNest } from '#lib/domain/records/nesting.ts';
import { m } from '#lib/paraglide/messages.js';
import { choices, type ElementChoice } from '#lib/server/elements/choices.ts';
import * as places from '#lib/server/elements/places.ts';
import * as retirement from '#lib/server/elements/retirement.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { restoring } from '../../../history/restoring.ts';
import { above } from '../../../standing.ts';
import { code, reason, versionOf, words } from '#lib/ui/forms/fields.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const { elements } = await choices(db, plan.id, today(plan.time_zone, now));
	const parents = elements.filter(
		({ live, kind, id }) => live && mayNest(element.kind, kind) && id !== element.id
	);
	const former = await restoring(event, plan, { subjectKind: 'element', subjectIds: [element.id] });
	const formerParent = former && parentBefore(former.before, elements);
	return {
		title: m.edit_place_heading({ code: element.code }),
		element: {
			id: element.id,
			kind: element.kind,
			code: element.code,
			title: element.title,
			version: element.version,
			parent: formerParent ?? element.parent_id ?? 'top',
			retired: element.retired_reason
		},
		above: above(element, elements),
		beneath: elements.filter(({ parentId, live }) => live && parentId === element.id),
		parents: [
			...parents.map(({ id, code, title }) => ({
				value: id,
				word: m.edit_code_and_title({ code, title })
			})),
			{ value: 'top', word: m.edit_at_top() }
		],
		restoring: former ? { note: former.note, reason: former.reason } : null,
		saved: event.url.searchParams.has('saved')
	};
};

/** Beneath what an element stood before it was moved; undefined where that is there no more. */
function parentBefore(before: Fields, elements: ElementChoice[]): string | undefined {
	if (!('parent' in before)) return undefined;
	if (before['parent'] === null) return 'top';
	return elements.find(({ code, live }) => live && code === before['parent'])?.id;
}

const moveFields = { place: words(20, () => m.edit_error_choose()), reason };

async function asked(event: RequestEvent) {
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const values = await readForm(event.request);
	const outline = `/plans/${plan.slug}/edit`;
	return { plan, values, outline, placed: { id: element.id, version: versionOf(values) } };
}

export const actions: Actions = {
	move: async (event) => {
		const { db, actor } = event.locals;
		const { plan, values, placed, outline } = await asked(event);
		const form = parseFields(moveFields, values);
		if (!form.ok) return wrong(values, form.errors, 'move');
		const { place, reason: why } = form.output;
		const parent = place === 'top' ? null : place;
		return sendEdit(
			{ event, plan, values, form: 'move' },
			(edited) => places.move(db, actor, edited, { ...placed, reason: why }, parent),
			(moved) => `${outline}?saved=${moved ? 'moved' : 'nothing'}#element-${placed.id}`
		);
	},
	retire: async (event) => {
		const { db, actor, now } = event.locals;
		const { plan, values, placed, outline } = await asked(event);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'retire');
		return sendEdit(
			{ event, plan, values, form: 'retire' },
			(edited) => retirement.retire(db, actor, edited, { ...placed, ...form.output }, now),
			() => `${outline}?saved=retired#retired`
		);
	},
	restore: async (event) => {
		const { db, actor } = event.locals;
		const { plan, values, placed, outline } = await asked(event);
		const form = parseFields({ code, reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'restore');
		const { code: under, reason: why } = form.output;
		return sendEdit(
			{ event, plan, values, form: 'restore' },
			(edited) => retirement.restore(db, actor, edited, { ...placed, reason: why }, under),
			() => `${outline}?saved=restored#element-${placed.id}`
		);
	}
};
