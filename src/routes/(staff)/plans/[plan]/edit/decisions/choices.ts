/** What a decision's form lets choose from. */
import { m } from '#lib/paraglide/messages.js';
import type { Choices } from '#lib/server/elements/choices.ts';
import { organisationChoices } from '#lib/ui/forms/choices.ts';

/** @param chosen ids of what is chosen already, though it may be offered no more */
export function decisionChoices({ organisations, elements }: Choices, chosen: ReadonlySet<string>) {
	return {
		organisations: organisationChoices(organisations, chosen),
		elements: elements
			.filter(({ id, live }) => live || chosen.has(id))
			.map(({ id, code, title }) => ({ value: id, word: m.edit_code_and_title({ code, title }) }))
	};
}
