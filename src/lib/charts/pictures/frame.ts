/** The frame of a picture that leaves the pages: what it says of itself, and where that stands. */
import { wrapped } from './text-width.ts';

/** What a picture says besides its drawing. */
export interface PictureWords {
	/** The answer, with its figure. */
	title: string;
	/** What is measured. */
	subtitle: string;
	/** The picture as a sentence, for who does not see it. */
	label: string;
	/** Where it is from: the plan, the days, the address; a line each. */
	source: string[];
	/** The mark of invented figures; empty where they are real. */
	mark: string;
	language: string;
}

/** All pictures are as wide; drawings lie between the margins. */
export const pictureWidth = 960;
export const margin = 40;
export const drawingWidth = pictureWidth - 2 * margin;

const sizes = {
	mark: { size: 15, height: 36 },
	title: { size: 26, line: 32 },
	subtitle: { size: 15, line: 21 },
	source: { size: 13, line: 19 }
};

interface Lines {
	size: number;
	line: number;
	/** The baseline of the first. */
	y: number;
	text: string[];
}

export interface PictureLayout {
	height: number;
	/** Height of the strip with the mark; 0 without one. */
	mark: { size: number; height: number };
	title: Lines;
	subtitle: Lines;
	/** The top of the drawing. */
	drawing: number;
	/** The line above the source. */
	rule: number;
	source: Lines;
}

function linesFrom(top: number, { size, line }: { size: number; line: number }, text: string[]) {
	return { size, line, text, y: top + size };
}

const heightOf = ({ line, text }: Lines) => line * text.length;

/** @param drawing its height, in pixels */
export function pictureLayout(words: PictureWords, drawing: number): PictureLayout {
	const broken = (text: string, { size }: { size: number }) => wrapped(text, size, drawingWidth);
	const mark = words.mark === '' ? { size: 0, height: 0 } : sizes.mark;
	const top = mark.height + 30;
	const title = linesFrom(top, sizes.title, broken(words.title, sizes.title));
	const below = top + heightOf(title) + 6;
	const subtitle = linesFrom(below, sizes.subtitle, broken(words.subtitle, sizes.subtitle));
	const drawn = below + heightOf(subtitle) + 22;
	const rule = drawn + drawing + 22;
	const foot = words.source.flatMap((line) => broken(line, sizes.source));
	const source = linesFrom(rule + 12, sizes.source, foot);
	const height = rule + 12 + heightOf(source) + 26;
	return { height, mark, title, subtitle, drawing: drawn, rule, source };
}

/** A path of straight lines, stretched; its numbers stand in pairs. */
export function stretched(path: string, across: number, down: number): string {
	const scaled = (text: string, by: number) => String(Math.round(Number(text) * by * 100) / 100);
	return path.replaceAll(
		/(-?[\d.]+),(-?[\d.]+)/g,
		(_, x: string, y: string) => `${scaled(x, across)},${scaled(y, down)}`
	);
}
