/** Words that say what a line is: `GOAL # 1 –`, `(OBJECTIVE)`, `Tujuan 2:`, `Kegiatan:`. */
import { anyPlanWord, before, behind, isOnlyMany, rankOf } from './plan-words.ts';

export interface WordMarker {
	rank: number;
	/** The number behind the word, as printed; null: none. */
	number: string | null;
	/** Whether the line only heads what follows: `Objectives`, `TUJUAN`. */
	isLabel: boolean;
	/** Characters that it takes, separators and blanks included. */
	length: number;
}

const pattern = new RegExp(
	`^(?<open>[([])?\\s*(?:(?:${before})\\s+)*(?<word>${anyPlanWord})(?:\\s+(?:${behind}))?` +
		`(?:\\s*(?:#|no\\.?|nomor|blg\\.?)?\\s*(?<number>\\d{1,3}(?:\\.\\d{1,3})*|[IVXivx]{1,5}\\b|[A-Za-z]\\b))?` +
		`\\s*(?<close>[)\\]])?(?<mark>\\s*[:.–—-]+(?=\\s|$)|\\s*[:–—])?\\s*`,
	'iu'
);

/** Whether a word is written as a heading writes it: with a capital. */
const isHeading = (word: string) => /^\p{Lu}/u.test(word);

export function wordAt(line: string): WordMarker | undefined {
	const found = pattern.exec(line);
	const { open, word, number, close, mark } = found?.groups ?? {};
	const rank = word === undefined ? undefined : rankOf(word);
	if (!found || !word || rank === undefined || !isHeading(line.replace(/^[([\s]+/, '')))
		return undefined;
	const rest = line.slice(found[0].length);
	const length = found[0].length;
	if (open !== undefined || close !== undefined)
		return open && close ? { rank, number: number ?? null, isLabel: false, length } : undefined;
	if (rest === '') return { rank, number: number ?? null, isLabel: number === undefined, length };
	// `Program 5 tahun` is a sentence; `Goal 1 To improve` is not
	const isMarked = mark !== undefined || (number !== undefined && /^\p{Lu}/u.test(rest));
	if (!isMarked || (number === undefined && isOnlyMany(word) && mark?.trim() !== ':'))
		return undefined;
	return { rank, number: number ?? null, isLabel: false, length };
}
