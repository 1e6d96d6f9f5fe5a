/** The numbers that a word processor prints before its lists, which its file does not hold. */

export interface Level {
	/** `decimal`, `upperRoman`, `lowerLetter`, `bullet`, … */
	format: string;
	/** What is printed: `%1.%2` is the first two numbers. */
	pattern: string;
	start: number;
}

const letters = (value: number): string => {
	const letter = String.fromCharCode(97 + ((value - 1) % 26));
	return letter.repeat(Math.floor((value - 1) / 26) + 1);
};

const romans: [number, string][] = [
	[100, 'c'],
	[90, 'xc'],
	[50, 'l'],
	[40, 'xl'],
	[10, 'x'],
	[9, 'ix'],
	[5, 'v'],
	[4, 'iv'],
	[1, 'i']
];

function roman(value: number): string {
	let left = Math.min(value, 399);
	let said = '';
	for (const [worth, letter] of romans) for (; left >= worth; left -= worth) said += letter;
	return said;
}

const printed: Record<string, (value: number) => string> = {
	decimal: String,
	decimalZero: (value) => String(value).padStart(2, '0'),
	lowerLetter: letters,
	upperLetter: (value) => letters(value).toUpperCase(),
	lowerRoman: roman,
	upperRoman: (value) => roman(value).toUpperCase()
};

/** Counts the items of lists, each list by itself. */
export class Numbering {
	readonly #counts = new Map<string, number[]>();

	/** What stands before the next item of a list; empty: nothing. */
	next(list: string, levels: Level[], depth: number): string {
		const level = levels[depth];
		if (!level || level.format === 'none') return '';
		if (level.format === 'bullet') return '•';
		const counts = this.#counts.get(list) ?? [];
		counts[depth] = (counts[depth] ?? level.start - 1) + 1;
		counts.length = depth + 1;
		this.#counts.set(list, counts);
		return level.pattern.replace(/%(\d)/g, (_, place: string) => {
			const at = Number(place) - 1;
			const value = counts[at] ?? levels[at]?.start ?? 1;
			return (printed[levels[at]?.format ?? 'decimal'] ?? String)(value);
		});
	}
}
