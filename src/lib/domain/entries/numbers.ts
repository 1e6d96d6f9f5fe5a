/**
 * The one grammar of numbers that people type, paste or send in a workbook: from text to exact
 * decimal text, or to a named problem. Nothing is guessed: `12,5` is no English number, and `2.500`
 * is asked about, since it is 2,500 to one reader and 2.5 to another.
 */
import { plainDecimal } from '../records/decimals.ts';
import { writings, type EntryLanguage, type Writing } from './languages.ts';

/** What is asked for, and so what may be written around the digits. */
export type NumberAsked =
	| { kind: 'number'; decimals: number }
	/** May be followed by `%`. */
	| { kind: 'percent'; decimals: number }
	/** May have its currency before or behind it, as a code or as a sign. */
	| { kind: 'money'; decimals: number; currency: string };

export type NumberProblem =
	| { problem: 'not_a_number' | 'not_an_amount' | 'number_too_large' }
	/** The two ways to write what it may mean. */
	| { problem: 'ambiguous_number'; readings: [string, string] }
	| { problem: 'too_many_decimals'; most: number }
	| { problem: 'other_currency'; currency: string };

/** What was read: null where nothing was written, which is never 0. */
export type NumberRead = { value: string | null } | NumberProblem;

/** More digits than these lose their meaning in a floating-point number. */
const mostDigits = 15;

/** Signs that spreadsheets and keyboards write beside the code. */
const currencySigns: Record<string, readonly string[]> = {
	PHP: ['₱', 'P'],
	IDR: ['Rp.', 'Rp'],
	LKR: ['Rs.', 'Rs'],
	USD: ['US$', '$']
};
const knownCurrencies = Object.keys(currencySigns);

/** Characters that take no room and say nothing: marks of direction, joiners, a byte order mark. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Spaces that do not break and thin ones, as spreadsheets put between thousands. */
const groupingSpaces = ['\u00a0', '\u2007', '\u2009', '\u202f'];
/** Minus signs as keyboards, spreadsheets and word processors write them, and plus. */
const minuses = ['-', '−', '‐', '‑', '–', '﹣', '－'];
const signs = ['+', ...minuses];

const marksOf = (currency: string) => [currency, ...(currencySigns[currency] ?? [])];

const startsWith = (text: string, mark: string) =>
	text.slice(0, mark.length).toLowerCase() === mark.toLowerCase();
const endsWith = (text: string, mark: string) =>
	text.slice(-mark.length).toLowerCase() === mark.toLowerCase();

/** Takes one of some marks off a text's beginning, else off its end. */
function without(text: string, marks: readonly string[]): string {
	const before = marks.find((mark) => startsWith(text, mark));
	if (before !== undefined) return text.slice(before.length).trimStart();
	const behind = marks.find((mark) => endsWith(text, mark));
	return behind === undefined ? text : text.slice(0, -behind.length).trimEnd();
}

function withoutUnit(text: string, asked: NumberAsked): string {
	if (asked.kind === 'percent') return /[%％]$/.test(text) ? text.slice(0, -1).trimEnd() : text;
	return asked.kind === 'money' ? without(text, marksOf(asked.currency)) : text;
}

interface Bare {
	negative: boolean;
	/** What should be digits and their marks. */
	digits: string;
}

/** What stands behind a sign, or between the brackets in which accounts write what is negative. */
function signed(text: string): Bare | null {
	if (signs.includes(text.charAt(0)))
		return { negative: text.charAt(0) !== '+', digits: text.slice(1).trimStart() };
	const isBracketed = text.length > 2 && text.startsWith('(') && text.endsWith(')');
	return isBracketed ? { negative: true, digits: text.slice(1, -1).trim() } : null;
}

/** The digits without what stands around them; a sign may come before the currency or after it. */
function bare(text: string, asked: NumberAsked): Bare {
	const before = signed(text);
	const inside = withoutUnit(before?.digits ?? text, asked);
	if (before) return { ...before, digits: inside };
	return (inside === text ? null : signed(inside)) ?? { negative: false, digits: inside };
}

interface Digits {
	whole: string;
	fraction: string;
	grouped: boolean;
}

const isDigits = (text: string) => /^\d+$/.test(text);

function ungrouped(text: string, marks: readonly string[]): string | null {
	for (const mark of marks) {
		const [first = '', ...rest] = text.split(mark);
		const isGrouped = rest.length > 0 && /^\d{1,3}$/.test(first);
		if (isGrouped && rest.every((group) => /^\d{3}$/.test(group))) return first + rest.join('');
	}
	return null;
}

/** The digits before and behind the decimal mark; null where the text is no number. */
function digitsOf(text: string, { decimal, thousands }: Writing): Digits | null {
	const [whole = '', fraction, ...more] = text.split(decimal);
	if (more.length > 0 || (fraction !== undefined && !isDigits(fraction))) return null;
	if (isDigits(whole)) return { whole, fraction: fraction ?? '', grouped: false };
	const joined = ungrouped(whole, [thousands, ...groupingSpaces]);
	return joined === null ? null : { whole: joined, fraction: fraction ?? '', grouped: true };
}

/** Both ways to write three digits behind one mark, which elsewhere stands between thousands. */
function readings({ whole, fraction }: Digits, sign: string, writing: Writing): [string, string] {
	const shown = fraction.replace(/0{1,3}$/, '') || '0';
	const decimals = shown.length === 3 ? `${shown}0` : shown;
	return [
		`${sign}${whole}${writing.thousands}${fraction}`,
		`${sign}${whole}${writing.decimal}${decimals}`
	];
}

function problemOf(digits: Digits, { kind, decimals }: NumberAsked): NumberProblem | null {
	const whole = digits.whole.replace(/^0+/, '');
	if (whole.length > mostDigits) return { problem: 'number_too_large' };
	// money is exact, however large
	const most = kind === 'money' ? decimals : Math.min(decimals, mostDigits - whole.length);
	const [, fraction = ''] = plainDecimal(`0.${digits.fraction}`).split('.');
	return fraction.length > most ? { problem: 'too_many_decimals', most } : null;
}

const isAmbiguous = ({ whole, fraction, grouped }: Digits) =>
	!grouped && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);

/** What is wrong with a text that is no number of the language: perhaps it is of another currency. */
function unreadable(text: string, asked: NumberAsked, writing: Writing): NumberProblem {
	if (asked.kind !== 'money') return { problem: 'not_a_number' };
	const { currency } = asked;
	const others = knownCurrencies.filter((other) => other !== currency);
	const isOther = others.some((other) => {
		const { digits } = bare(text, { ...asked, currency: other });
		return digitsOf(digits, writing) !== null;
	});
	return isOther ? { problem: 'other_currency', currency } : { problem: 'not_an_amount' };
}

/**
 * Reads a number as a language writes it. Spaces around it, signs of both kinds, and what its kind
 * allows beside the digits are taken off; thousands are grouped throughout or not at all.
 */
export function readNumber(
	typed: string,
	asked: NumberAsked,
	language: EntryLanguage = 'en'
): NumberRead {
	const writing = writings[language];
	const text = typed.replaceAll(invisible, '').trim();
	if (text === '') return { value: null };
	const { negative, digits: within } = bare(text, asked);
	const digits = digitsOf(within, writing);
	if (digits === null) return unreadable(text, asked, writing);
	const wrong = problemOf(digits, asked);
	if (wrong) return wrong;
	const sign = negative ? '-' : '';
	if (isAmbiguous(digits))
		return { problem: 'ambiguous_number', readings: readings(digits, sign, writing) };
	return { value: plainDecimal(`${sign}${digits.whole}.${digits.fraction}`) };
}

/** Decimal text as a form shows it in a language, so that {@link readNumber} reads it back. */
export function writtenNumber(decimal: string, language: EntryLanguage = 'en'): string {
	const plain = plainDecimal(decimal);
	const [whole = '', fraction = ''] = plain.split('.');
	if (fraction === '') return whole;
	const digits = { whole: whole.replace('-', ''), fraction, grouped: false };
	return `${whole}${writings[language].decimal}${fraction}${isAmbiguous(digits) ? '0' : ''}`;
}
