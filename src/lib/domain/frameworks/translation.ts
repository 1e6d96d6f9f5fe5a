/** The words of a framework in another language than its own. */
import type { ProvenanceKind } from '../records/vocabulary.ts';

/** The words of an axis, by its name in addresses, or of a term, by its code. */
export interface TranslatedWords {
	code: string;
	title: string;
	definition: string | null;
}

export interface Translation {
	language: string;
	/** Of the framework itself; null: it keeps its own. */
	title: string | null;
	words: readonly TranslatedWords[];
	provenance: ProvenanceKind;
	/** In one sentence: who put it so; null only where a publication has these very words. */
	reason: string | null;
}

/** What a framework has that words can be of. */
interface Named {
	axes: readonly { slug: string; terms: readonly { code: string }[] }[];
}

const namesIn = ({ axes }: Named): Set<string> =>
	new Set(axes.flatMap(({ slug, terms }) => [slug, ...terms.map(({ code }) => code)]));

/** The first of the words that are of no axis and of no term, or of one twice; undefined: all are of one. */
export function misplaced(
	words: readonly TranslatedWords[],
	framework: Named
): { problem: 'unknown' | 'twice'; code: string } | undefined {
	const names = namesIn(framework);
	const seen = new Set<string>();
	for (const { code } of words) {
		if (!names.has(code)) return { problem: 'unknown', code };
		if (seen.has(code)) return { problem: 'twice', code };
		seen.add(code);
	}
	return undefined;
}

/** What an axis or a term is called in each language that has words for it. */
export const inLanguages = (translations: readonly Translation[], code: string) =>
	translations.flatMap(({ language, words }) => {
		const found = words.find((one) => one.code === code);
		return found ? [{ language, title: found.title, definition: found.definition }] : [];
	});
