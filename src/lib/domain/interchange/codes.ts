/** Codes as sheets write them: with a word before them, as floats, with zeros, or inside a title. */
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import { bareWords, roleOfWords } from './match-words.ts';
import { oneLine } from './cells.ts';

/** Whether a word is what some plan calls its goals, objectives or activities: `Objetivo`, `Sasaran`. */
const isKindWord = (word: string): boolean => {
	const role = roleOfWords(word);
	return role !== null && elementKinds.some((kind) => role === `${kind}.title`);
};

/** A code without what surrounds it: `Objetivo 1` and `2026.0` are `1` and `2026`, `1.1.` is `1.1`. */
export function bareCode(text: string): string {
	const line = oneLine(text);
	const [, word = '', rest = ''] =
		/^(\p{L}[\p{L}\s]*?)[.:]?\s+(?:no\.?\s*)?(\S*\d\S*)$/u.exec(line) ?? [];
	const code = (word !== '' && isKindWord(word) ? rest : line).replace(/[.:)\]–—-]+$/u, '');
	return code.replace(/^(\d+)\.0$/, '$1').replaceAll(/\s*([./-])\s*/g, '$1');
}

/**
 * By what codes of one kind are compared: `O1`, `01` and `1` are the same objective, and `1.10` is not
 * `1.1`.
 */
export function codeKey(kind: ElementKind, code: string): string {
	const letter = { goal: 'g', objective: 'o', activity: '' }[kind];
	const small = code.toLowerCase();
	const bare =
		letter !== '' && small.startsWith(letter) && /^\d/.test(small.slice(1))
			? small.slice(1)
			: small;
	return `${kind} ${bare.replaceAll(/(^|[.-])0+(?=\d)/g, '$1')}`;
}

/** A goal or an objective that is only a number is told apart from an activity by the house's letter. */
export function codeAnew(kind: ElementKind, code: string): string {
	if (kind === 'activity' || !/^\d+$/.test(code)) return code;
	return `${kind === 'goal' ? 'G' : 'O'}${Number(code)}`;
}

const labelled =
	/^(?:(\p{L}+)\s+)?((?:\d+|\p{L})(?:\.\p{L}{0,2}\d+)*|[IVX]{1,5})(\s*[-–—:.)]+\s*|\s+)(\S.*)$/u;

export interface CodedTitle {
	code: string;
	title: string;
}

/**
 * The code that a title begins with, and the title behind it: `Iniciativa 1.1. Transformar …`,
 * `01 - Prover …`, `I - Governo …`, `2.3 Aplicar …`; null where it begins with none.
 */
export function codedTitle(text: string): CodedTitle | null {
	const [, word, code = '', between = '', title = ''] = labelled.exec(oneLine(text)) ?? [];
	if (code === '' || (word !== undefined && !isKindWord(word))) return null;
	const isMarked = word !== undefined || code.includes('.') || /[-–—:.)]/u.test(between);
	return isMarked && bareWords(title).length > 2 ? { code, title } : null;
}
