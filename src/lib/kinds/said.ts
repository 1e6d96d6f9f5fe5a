/** The texts of a record with what they are called, as its page says them. */
import { textNames, type Kind, type TextsOf } from './field.ts';

export interface SaidText {
	name: string;
	word: string;
	/** In the plan's language; null: not set. */
	text: string | null;
}

/** What the fields of a kind are called, by their columns. */
export const labelsOf = (kind: Kind): Record<string, string> =>
	Object.fromEntries(Object.entries(kind).map(([name, { word }]) => [name, word()]));

export const saidOf = <Of extends Kind>(kind: Of, texts: TextsOf<Of>): SaidText[] =>
	textNames(kind).map((name) => ({
		name,
		word: kind[name]?.word() ?? name,
		text: texts[name]
	}));
