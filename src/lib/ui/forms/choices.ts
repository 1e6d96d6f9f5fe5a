/** Choices as a field shows them. */
import { m } from '#lib/paraglide/messages.js';
import { monthName } from '#lib/ui/format.ts';
import type { Choice } from './ChoiceField.svelte';

/** A closed vocabulary as the choices of a field. */
export const choicesOf = (words: Record<string, () => string>): Choice[] =>
	Object.entries(words).map(([value, word]) => ({ value, word: word() }));

/** The months of a year by their numbers. */
export const monthChoices = (): Choice[] =>
	Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), word: monthName(at + 1) }));

/** Organisations that hold office today, and those that are chosen though they no longer do. */
export function organisationChoices(
	organisations: {
		id: string;
		acronym: string;
		name: string;
		jurisdiction: string;
		valid: boolean;
	}[],
	chosen: ReadonlySet<string>
): Choice[] {
	return organisations
		.filter(({ id, valid }) => valid || chosen.has(id))
		.map(({ id, acronym, name, jurisdiction, valid }) => ({
			value: id,
			word: valid
				? m.edit_organisation({ acronym, name })
				: m.edit_organisation_past({ acronym, name }),
			group: jurisdiction
		}));
}
