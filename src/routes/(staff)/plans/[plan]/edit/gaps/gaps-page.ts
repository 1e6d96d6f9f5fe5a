/** Pages on which gaps become draft activities: what they offer, and what is wrong with what was sent. */
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/queries.ts';
import type { NamedElement } from '#lib/server/checklists/queries.ts';
import type { Into } from '#lib/server/gaps/activities.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { amendmentFields } from '../amendments/amendment-form.ts';

type Values = Record<string, string>;

/** What the last act made, as the address says. */
export interface GapsMade {
	saved: string | null;
	count: number;
	amendment: string | null;
}

export const gapsMade = ({ searchParams }: URL): GapsMade => ({
	saved: searchParams.get('saved'),
	count: Number(searchParams.get('count')) || 0,
	amendment: searchParams.get('amendment')
});

/** Where activities may be put: under which elements, and in which drafts. */
export async function gapsChoices(
	{ db }: App.Locals,
	planId: string,
	elements: readonly NamedElement[]
) {
	const drafts = (await amendments.ofPlan(db, planId)).filter(amendments.isOpen);
	return {
		parents: elements
			.filter(({ retired, kind }) => !retired && kind !== 'activity')
			.map(({ id, code, title }) => ({ value: id, word: `${code} ${title}` })),
		drafts: drafts.map(({ id, title }) => ({ value: id, word: title }))
	};
}

/** Where the form puts the activities, or what of it cannot be read. */
function intoOf(isDraft: boolean, values: Values): { into: Into } | { errors: Values } {
	if (isDraft) return { into: { way: 'plan' } };
	const amendmentId = values['into'] ?? '';
	if (amendmentId !== '') return { into: { way: 'draft', amendmentId } };
	const form = parseFields(amendmentFields, values);
	return form.ok ? { into: { way: 'new', amendment: form.output } } : { errors: form.errors };
}

/** @param chosen how many gaps the form chose */
export function gapsSent(
	values: Values,
	{ isDraft, chosen }: { isDraft: boolean; chosen: number }
): { ok: true; into: Into; parentId: string } | { ok: false; errors: Values } {
	const into = intoOf(isDraft, values);
	const parentId = values['parent'] ?? '';
	const errors: Values = {
		...(chosen === 0 && { gaps: m.checklist_refused_not_chosen() }),
		...(parentId === '' && { parent: m.edit_error_choose() }),
		...('errors' in into && into.errors)
	};
	if ('errors' in into || Object.keys(errors).length > 0) return { ok: false, errors };
	return { ok: true, into: into.into, parentId };
}

/** Where the page says what was made. */
export const gapsAddress = (
	path: string,
	{ amendmentId, count }: { amendmentId: string | null; count: number }
): string => {
	const made = amendmentId === null ? 'added' : `drafted&amendment=${amendmentId}`;
	return `${path}?saved=${made}&count=${count}`;
};
