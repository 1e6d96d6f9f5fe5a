import { commonPasswords, type CommonPasswords } from './common-passwords.ts';

export const shortestPassword = 12;
export const longestPassword = 128;

export type PasswordProblem = 'too_short' | 'too_long' | 'too_common';

/** What only repeats so few signs is no better than they are. */
const longestTrifle = 3;

const lookalikes: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i'
};

/** As much at the ends as a date or a year with a sign: whoever guesses tries all of these. */
const longestEnds = 8;

/** The word in a password without what people put around it, where that is little. */
function bareOf(lower: string): string {
	const bare = lower.replace(/^\P{L}+|\P{L}+$/gu, '');
	return lower.length - bare.length <= longestEnds ? bare : lower;
}

const withoutLookalikes = (text: string) =>
	text.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign);

/** `P@ssw0rd2026!` and `password` are the same guess. */
function stemsOf(password: string): string[] {
	const lower = password.normalize('NFKC').toLowerCase();
	const bare = bareOf(lower);
	const plain = withoutLookalikes;
	const joined = (text: string) => text.replace(/[^\p{L}\d]/gu, '');
	const words = [lower, bare, plain(bare), plain(lower), joined(lower), joined(bare)];
	return words.filter(Boolean).map((word) => word.replace(/^(.+?)\1+$/s, '$1'));
}

/** `dragon123456` and `footballmonkey`: two of the first that anybody would try, one after the other. */
function isPair(stem: string, { first }: CommonPasswords): boolean {
	for (let at = 3; at <= stem.length - 3; at += 1)
		if (first.has(stem.slice(0, at)) && first.has(stem.slice(at))) return true;
	return false;
}

/** Whether each character follows the one before, as in `abcdefghijkl` or `987654321098`. */
function isRun(password: string): boolean {
	const codes = [...password.toLowerCase()].map((sign) => sign.codePointAt(0) ?? 0);
	const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
	return [1, -1].some((step) => steps.every((s) => s === step || s === -9 * step));
}

/** A name in the forms in which people type it: whole, and each of its words. */
function piecesOf(name: string): string[] {
	const words = name
		.normalize('NFKC')
		.toLowerCase()
		.split(/[^\p{L}\d]+/u);
	return [words.join(''), ...words].filter((piece) => piece.length >= 2);
}

const years = /(19|20)\d\d/g;

/**
 * Whether a password is put together of names alone, with nothing but years, digits and signs around
 * and between them: `milg-2026-tanaw!`, `bangsamoro2026bangsamoro`.
 */
function isOfNames(password: string, names: ReadonlySet<string>): boolean {
	const letters = plainOf(password.normalize('NFKC').toLowerCase());
	return letters.some((runs) => runs.length > 0 && runs.every((run) => isMadeOf(run, names)));
}

/** The runs of letters in a password, as they are and with look-alikes read as letters. */
function plainOf(lower: string): string[][] {
	const runs = (text: string) => text.match(/\p{L}+/gu) ?? [];
	return [
		runs(lower),
		runs(withoutLookalikes(lower.replaceAll(years, ' '))),
		[runs(lower).join('')].filter(Boolean)
	];
}

/** Whether a text is one name after another, to its end. */
function isMadeOf(text: string, names: ReadonlySet<string>): boolean {
	const reached = [true];
	for (let end = 1; end <= text.length; end += 1)
		reached[end] = reached.some((is, start) => is && names.has(text.slice(start, end)));
	return reached[text.length] ?? false;
}

/** What is known of who sets a password, and of where. */
export interface About {
	/** Name and e-mail address. */
	person: readonly string[];
	/** What the plans, the organisations and the product are called. */
	site?: readonly string[];
}

/**
 * Why a password is refused, or `undefined`. Length counts; what it is made of does not, but it must
 * not be among the first that anybody would try, nor a name: the person's own, or one of this place.
 */
export async function passwordProblem(
	password: string,
	{ person, site = [] }: About
): Promise<PasswordProblem | undefined> {
	// characters as people count them; the first test keeps hostile lengths out of the others
	if (password.length > longestPassword * 2) return 'too_long';
	const length = [...password.normalize('NFKC')].length;
	if (length < shortestPassword) return 'too_short';
	if (length > longestPassword) return 'too_long';
	const own = person.flatMap((text) => [text, ...text.split(/[@\s]+/)]).map((t) => t.toLowerCase());
	const common = await commonPasswords();
	const known = (stem: string) =>
		stem.length <= longestTrifle ||
		common.all.has(stem) ||
		own.includes(stem) ||
		isPair(stem, common);
	if (isRun(password) || stemsOf(password).some(known)) return 'too_common';
	const names = new Set([...person, ...site].flatMap(piecesOf));
	return isOfNames(password, names) ? 'too_common' : undefined;
}
