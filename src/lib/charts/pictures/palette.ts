/**
 * Colours and fonts of pictures that leave the pages as files: those of the light scheme, written out
 * in each mark, since no styles go along with a file and not every program reads them.
 */
import tokens from '#lib/ui/tokens.css?raw';

/** Up to where the dark scheme begins. */
const light = tokens.slice(0, tokens.indexOf('@media'));

function token(name: string): string {
	const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(light)?.[1];
	if (value === undefined) throw new Error(`There is no token ${name}.`);
	return value;
}

export const colours = {
	paper: token('paper'),
	ink: token('ink'),
	soft: token('soft'),
	line: token('line'),
	track: token('track'),
	edge: token('edge'),
	accent: token('accent'),
	'accent-soft': token('accent-soft'),
	'accent-tint': token('accent-tint'),
	good: token('good'),
	warn: token('warn'),
	bad: token('bad'),
	none: token('none'),
	hatch: token('hatch'),
	notice: token('notice')
};

export type Colour = keyof typeof colours;

export const fonts = { sans: token('sans'), serif: token('serif') };
