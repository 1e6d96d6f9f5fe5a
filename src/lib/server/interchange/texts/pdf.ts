/** The words of a PDF, line by line as its pages show them. */
import { getDocumentProxy } from 'unpdf';
import { FileRefused } from '../archives/refused.ts';
import { textLimit } from './text-lines.ts';

/** A run of letters; places and sizes are in points, from the page's lower left corner. */
interface Run {
	words: string;
	left: number;
	bottom: number;
	height: number;
	width: number;
}

interface Line {
	words: string;
	left: number;
	right: number;
	bottom: number;
	height: number;
}

interface Item {
	str: string;
	transform: number[];
	width: number;
	height: number;
}

const isItem = (item: object): item is Item => 'str' in item;

function runsOf(items: object[]): Run[] {
	return items.filter(isItem).map(({ str, transform, width, height }) => ({
		words: str,
		left: transform[4] ?? 0,
		bottom: transform[5] ?? 0,
		height: height || 10,
		width
	}));
}

/** Runs of one height on the page, with a blank where they stand apart. */
function linesOf(runs: Run[]): Line[] {
	const lines: Line[] = [];
	for (const run of runs) {
		if (run.words.trim() === '' && run.width === 0) continue;
		const line = lines.at(-1);
		if (!line || Math.abs(line.bottom - run.bottom) > line.height / 2) {
			if (run.words.trim() !== '') lines.push({ ...run, right: run.left + run.width });
			continue;
		}
		const isApart = run.left - line.right > run.height / 5;
		line.words += `${isApart && !/\s$/.test(line.words) ? ' ' : ''}${run.words}`;
		line.right = Math.max(line.right, run.left + run.width);
	}
	return lines;
}

/** Points that make one column of blanks. */
const column = 6;

/** A page's lines, set in as on the page, with an empty line where it leaves more room than between lines. */
function pageText(lines: Line[]): string {
	const margin = Math.min(...lines.map(({ left }) => left));
	return lines
		.map((line, at) => {
			const before = lines[at - 1];
			const gap = before ? before.bottom - line.bottom : 0;
			const isApart = before && (gap > line.height * 1.8 || gap < 0);
			const setIn = ' '.repeat(Math.min(Math.round((line.left - margin) / column), 40));
			return `${isApart ? '\n' : ''}${setIn}${line.words.trim()}`;
		})
		.join('\n');
}

const named = (error: unknown) => (error instanceof Error ? error.name : '');

/**
 * The text of a PDF; pages are divided by an empty line.
 *
 * @throws FileRefused `encrypted`, `damaged`, `text_too_long`, or `no_text` where its pages are pictures
 */
export async function pdfText(bytes: Uint8Array): Promise<string> {
	const document = await getDocumentProxy(new Uint8Array(bytes)).catch((error: unknown) => {
		throw new FileRefused(
			named(error) === 'PasswordException' ? 'encrypted' : 'damaged',
			named(error)
		);
	});
	const pages: string[] = [];
	let length = 0;
	for (let number = 1; number <= document.numPages; number += 1) {
		const page = await document.getPage(number);
		const { items } = await page.getTextContent();
		const lines = linesOf(runsOf(items));
		if (lines.length > 0) pages.push(pageText(lines));
		length += pages.at(-1)?.length ?? 0;
		if (length > textLimit) throw new FileRefused('text_too_long');
		page.cleanup();
	}
	if (!pages.some((page) => /[\p{L}\p{N}]{2}/u.test(page))) throw new FileRefused('no_text');
	return pages.join('\n\n');
}
