/**
 * The fonts, cut into parts by characters and to the weights in use: a browser fetches only the parts
 * whose characters a page has. The build cuts them and writes the styles that name them.
 */

export interface FontPart {
	name: string;
	/** The subset of the package that it is cut from. */
	from: 'latin' | 'latin-ext';
	/** As a style names it: `U+0020-007E, U+00A0`. */
	range: string;
}

export interface Font {
	family: string;
	/** The package, and how its files begin. */
	name: string;
	/** The lightest and the heaviest weight in use. */
	weights: { min: number; max: number };
	parts: FontPart[];
}

// ASCII and the signs of our own sentences
const basic =
	'U+0020-007E, U+00A0, U+00A7, U+00A9, U+00B7, U+00D7, U+00F7, ' +
	'U+2013-2014, U+2018-2019, U+201C-201D, U+2026, U+203A, U+2212';
const western =
	'U+00A1-00A6, U+00A8, U+00AA-00B6, U+00B8-00D6, U+00D8-00F6, U+00F8-00FF, U+0131, U+0152-0153, ' +
	'U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-2012, U+2015-2017, U+201A-201B, U+201E-2025, ' +
	'U+2027-2039, U+203B-206F, U+20AC, U+2122';

export const fonts: Font[] = [
	{
		family: 'Source Sans 3 Variable',
		name: 'source-sans-3',
		weights: { min: 350, max: 700 },
		parts: [
			// the arrows say whether more or less is better of a KPI
			{ name: 'basic', from: 'latin', range: `${basic}, U+2191, U+2193` },
			{ name: 'western', from: 'latin', range: `${western}, U+2215` },
			{ name: 'currencies', from: 'latin-ext', range: 'U+20A0-20AB, U+20AD-20C0' },
			{
				name: 'extended',
				from: 'latin-ext',
				range: 'U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF'
			}
		]
	},
	{
		family: 'Source Serif 4 Variable',
		name: 'source-serif-4',
		weights: { min: 400, max: 700 },
		parts: [
			{ name: 'basic', from: 'latin', range: basic },
			{ name: 'western', from: 'latin', range: western }
		]
	}
];

/** What pairs letters, and what base.css asks of figures. */
export const fontFeatures = [
	'kern',
	'liga',
	'calt',
	'ccmp',
	'locl',
	'mark',
	'mkmk',
	'tnum',
	'lnum'
];

/** All characters of a range. */
export function charactersOf(range: string): string {
	const spans = range.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g);
	return [...spans]
		.flatMap(([, first = '', last = first]) => {
			const from = parseInt(first, 16);
			return Array.from({ length: parseInt(last, 16) - from + 1 }, (_, at) => from + at);
		})
		.map((code) => String.fromCodePoint(code))
		.join('');
}

export const fileOf = (font: Font, part: FontPart) => `${font.name}-${part.name}.woff2`;

/** A whole file of one weight: what previews of pages are drawn with. */
export interface DrawnFont {
	name: string;
	from: FontPart['from'];
	weight: number;
}

export const drawnFonts: DrawnFont[] = [
	{ name: 'source-sans-3', from: 'latin', weight: 400 },
	{ name: 'source-sans-3', from: 'latin-ext', weight: 400 },
	{ name: 'source-sans-3', from: 'latin', weight: 600 },
	{ name: 'source-sans-3', from: 'latin-ext', weight: 600 },
	{ name: 'source-serif-4', from: 'latin', weight: 600 }
];

export const drawnFileOf = ({ name, from, weight }: DrawnFont) => `${name}-${from}-${weight}.ttf`;

export function fontFaces(): string {
	return fonts
		.flatMap((font) =>
			font.parts.map(
				(part) => `@font-face {
	font-family: '${font.family}';
	font-weight: ${font.weights.min} ${font.weights.max};
	font-display: swap;
	src: url('./${fileOf(font, part)}') format('woff2');
	unicode-range: ${part.range};
}
`
			)
		)
		.join('');
}
