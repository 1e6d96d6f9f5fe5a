/** A document's words as plain text: paragraphs, headings, items of lists, rows of tables. */
import { FileRefused } from '../archives/refused.ts';

/** Characters; the longest of the publications known has a third of it. */
export const textLimit = 1_000_000;

const blanks = /[^\S\u00a0]+/g;

/** Words of one paragraph: how a document breaks and sets them in is not theirs. */
const oneLine = (words: string) => words.replace(blanks, ' ').trim();

/** Collects what a reader finds, and refuses what is longer than any plan. */
export class TextLines {
	readonly #lines: string[] = [];
	#length = 0;

	#add(line: string, isApart: boolean): void {
		if (line.trim() === '') return;
		if (isApart && this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
		this.#lines.push(line);
		this.#length += line.length;
		if (this.#length > textLimit) throw new FileRefused('text_too_long');
	}

	/** A line with an empty one before and behind it. */
	#apart(line: string): void {
		this.#add(line, true);
		if (line !== '') this.#lines.push('');
	}

	paragraph(words: string): void {
		this.#apart(oneLine(words));
	}

	/** @param level from 1, the outermost */
	heading(words: string, level: number): void {
		const said = oneLine(words);
		this.#apart(said && `${'#'.repeat(Math.min(Math.max(level, 1), 6))} ${said}`);
	}

	/**
	 * @param marker what stands before it: a bullet, a number; empty: it goes on with its item
	 * @param depth from 0, the outermost list
	 */
	item(words: string, marker: string, depth: number): void {
		const said = oneLine(words);
		const set = '  '.repeat(Math.min(Math.max(depth, 0), 20));
		if (said) this.#add(`${set}${marker}${marker ? ' ' : ''}${said}`, false);
	}

	row(cells: string[]): void {
		const said = cells.map(oneLine);
		if (said.some((cell) => cell !== '')) this.#add(`| ${said.join(' | ')} |`, false);
	}

	/** @throws FileRefused where nothing was found */
	text(): string {
		const text = this.#lines.join('\n').trim();
		if (text === '') throw new FileRefused('no_text');
		return text;
	}
}
