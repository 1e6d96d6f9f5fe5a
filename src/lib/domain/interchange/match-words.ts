/** From the words of a header to what its column holds, whatever accents, blanks and slips are in it. */
import { headerWords } from './header-words.ts';
import { isRole, type Role } from './roles.ts';

/** Small letters and digits, single blanks between words. */
export const bareWords = (text: string): string =>
	text
		.replaceAll(/([\p{Ll}])([\p{Lu}])/gu, '$1 $2')
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const known = new Map<string, Role>();
for (const [role, words] of Object.entries(headerWords))
	for (const word of words.split('|')) if (isRole(role) && !known.has(word)) known.set(word, role);

/** In words of so many letters one slip is taken for one, in longer ones two. */
const oneSlip = 5;
const twoSlips = 10;

/** Whether two texts differ by at most so many letters left out, added, changed or switched. */
function isNear(one: string, other: string, most: number): boolean {
	if (Math.abs(one.length - other.length) > most) return false;
	let [before, last]: [number[], number[]] = [
		[],
		Array.from({ length: other.length + 1 }, (_, i) => i)
	];
	for (let i = 1; i <= one.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const same = one[i - 1] === other[j - 1];
			const least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
			const isSwitched =
				i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			row.push(isSwitched ? Math.min(least, before[j - 2]! + 1) : least);
		}
		[before, last] = [last, row];
	}
	return last[other.length]! <= most;
}

/** The role that is called so; null where no word is near. */
function roleOf(words: string): Role | null {
	const found = known.get(words);
	if (found) return found;
	if (words.length < oneSlip) return null;
	const most = words.length >= twoSlips ? 2 : 1;
	for (const [word, role] of known)
		if (word.length >= oneSlip && word[0] === words[0] && isNear(words, word, most)) return role;
	return null;
}

/** What stands in brackets is a unit or a remark: `Cost (in millions)`. */
const withoutBrackets = (text: string) => text.replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, ' ');

export function roleOfWords(header: string): Role | null {
	const words = bareWords(header);
	if (words === '') return null;
	const direct = roleOf(words);
	if (direct) return direct;
	const outside = bareWords(withoutBrackets(header));
	return outside === words || outside === '' ? null : roleOf(outside);
}
