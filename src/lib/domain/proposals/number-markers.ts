/** Numbers and letters before a line: `1.`, `1.2.3`, `II.`, `B)`, `(a)`. */

export interface NumberMarker {
	style: 'decimal' | 'roman' | 'ROMAN' | 'letter' | 'LETTER';
	/** How many numbers are joined: 3 for `1.2.3`, else 1. */
	depth: number;
	/** The last number, a letter's place in the alphabet: what its successor follows. */
	value: number;
	/** As printed, without brackets and final dot. */
	printed: string;
	/** Characters that the marker takes, the blanks behind it included. */
	length: number;
}

const roman: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a Roman number; undefined where the letters are none. */
export function romanValue(letters: string): number | undefined {
	const small = letters.toLowerCase();
	if (!/^(?=.)c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(small)) return undefined;
	const values = [...small].map((letter) => roman[letter] ?? 0);
	return values.reduce(
		(sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
		0
	);
}

function decimalAt(line: string): NumberMarker | undefined {
	const joined = /^(\d{1,3}(?:\.\d{1,3})+)[.):]?(?:\s+|$)/.exec(line);
	const single = /^\(?(\d{1,3})[.)](?:\s+|$|(?=\p{Lu}\p{Ll}))/u.exec(line);
	const found = joined ?? single;
	if (!found?.[1]) return undefined;
	const numbers = found[1].split('.');
	return {
		style: 'decimal',
		depth: numbers.length,
		value: Number(numbers.at(-1)),
		printed: found[1],
		length: found[0].length
	};
}

function lettersAt(line: string): { printed: string; length: number } | undefined {
	const found = /^\(?([A-Z]{1,7}|[a-z]{1,7})[.)](?:\s+|$)/.exec(line);
	return found?.[1] ? { printed: found[1], length: found[0].length } : undefined;
}

/**
 * What a line's beginning may be read as, the likelier first: `I.` is a Roman number or the ninth
 * letter, which only what stood before it can tell.
 */
export function numberReadings(line: string): NumberMarker[] {
	const decimal = decimalAt(line);
	if (decimal) return [decimal];
	const letters = lettersAt(line);
	if (!letters) return [];
	const { printed, length } = letters;
	const isLarge = printed === printed.toUpperCase();
	const readings: NumberMarker[] = [];
	const value = romanValue(printed);
	const asRoman = { depth: 1, printed, length, style: isLarge ? 'ROMAN' : 'roman' } as const;
	if (value !== undefined) readings.push({ ...asRoman, value });
	if (printed.length === 1) {
		const place = printed.toLowerCase().charCodeAt(0) - 96;
		readings.push({ ...asRoman, style: isLarge ? 'LETTER' : 'letter', value: place });
	}
	return readings;
}
