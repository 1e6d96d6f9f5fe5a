/** What a roll-out may belong to: an element, or the plan as a whole. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { namedElements } from '#lib/server/checklists/queries.ts';
import { inPlanOrder } from '#lib/server/elements/plan-order.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';

type Db = Parameters<typeof namedElements>[0];

export async function elementChoices(db: Db, planId: string): Promise<Choice[]> {
	const all = await namedElements(db, planId);
	return inPlanOrder(all)
		.filter(({ retired }) => !retired)
		.map(({ id, code, title }) => ({ value: id, word: `${code} ${title}` }));
}

/** An element's id, or null: the plan as a whole. */
export const element = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^(|[1-9]\d{0,17})$/, () => m.edit_error_choose()),
	v.transform((id) => id || null)
);
