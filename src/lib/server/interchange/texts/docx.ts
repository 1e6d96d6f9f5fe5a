/** A word processor's file: its text, with the numbers that its lists print, and its tables. */
import { FileRefused } from '../archives/refused.ts';
import { unpack } from '../archives/unpack.ts';
import { listsOf, stylesOf, type ListPlace, type Style } from './docx-styles.ts';
import { Numbering, type Level } from './numbering.ts';
import { TextLines } from './text-lines.ts';
import { readXml } from './xml.ts';

const parts = ['word/document.xml', 'word/numbering.xml', 'word/styles.xml'];
/** What the text says no longer, says twice, or is made from. */
const unread = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'mc:Fallback', 'w:delText']);
const breaks: Record<string, string> = {
	'w:tab': ' ',
	'w:br': ' ',
	'w:cr': ' ',
	'w:noBreakHyphen': '\u2011'
};

interface Paragraph {
	words: string;
	style: string;
	own: Partial<ListPlace>;
}

/** Reads the elements of a document in their order. */
class Document {
	readonly lines = new TextLines();
	readonly #lists: Map<string, Level[]>;
	readonly #styles: Map<string, Style>;
	readonly #numbering = new Numbering();
	/** A text box stands within a paragraph. */
	readonly #open: Paragraph[] = [];
	/** Cells of the rows that are open; a table may stand in a cell. */
	readonly #rows: string[][] = [];
	#unread = 0;
	#isWords = false;

	constructor(lists: Map<string, Level[]>, styles: Map<string, Style>) {
		this.#lists = lists;
		this.#styles = styles;
	}

	open(name: string, attributes: Record<string, string>): void {
		if (unread.has(name)) this.#unread += 1;
		if (this.#unread > 0) return;
		const paragraph = this.#open.at(-1);
		if (name === 'w:p') this.#open.push({ words: '', style: '', own: {} });
		else if (name === 'w:tr') this.#rows.push([]);
		else if (name === 'w:tc') this.#rows.at(-1)?.push('');
		else if (name === 'w:t') this.#isWords = true;
		else if (!paragraph) return;
		else if (name === 'w:pStyle') paragraph.style = attributes['w:val'] ?? '';
		else if (name === 'w:numId') paragraph.own.list = attributes['w:val'] ?? '0';
		else if (name === 'w:ilvl') paragraph.own.depth = Number(attributes['w:val']) || 0;
		else paragraph.words += breaks[name] ?? '';
	}

	text(words: string): void {
		const paragraph = this.#open.at(-1);
		if (this.#isWords && this.#unread === 0 && paragraph) paragraph.words += words;
	}

	close(name: string): void {
		if (unread.has(name)) this.#unread -= 1;
		if (this.#unread > 0) return;
		if (name === 'w:t') this.#isWords = false;
		else if (name === 'w:p') this.#paragraph(this.#open.pop());
		else if (name === 'w:tr') this.#row(this.#rows.pop() ?? []);
	}

	/** What a paragraph's style says, or the one that this is based on. */
	#styled<T>(name: string, of: (style: Style) => T | undefined, depth = 0): T | undefined {
		const style = this.#styles.get(name);
		if (!style || depth > 20) return undefined;
		return of(style) ?? (style.basedOn ? this.#styled(style.basedOn, of, depth + 1) : undefined);
	}

	#marker({ style, own }: Paragraph): { marker: string; depth: number } {
		const list = own.list ?? this.#styled(style, (said) => said.list.list);
		const depth = own.depth ?? this.#styled(style, (said) => said.list.depth) ?? 0;
		const levels = list === undefined ? undefined : this.#lists.get(list);
		if (list === undefined || !levels) return { marker: '', depth: 0 };
		return { marker: this.#numbering.next(list, levels, depth), depth };
	}

	#paragraph(paragraph: Paragraph | undefined): void {
		if (!paragraph || paragraph.words.trim() === '') return;
		const { marker, depth } = this.#marker(paragraph);
		const words = marker === '' ? paragraph.words : `${marker} ${paragraph.words}`;
		const row = this.#rows.at(-1);
		if (row && row.length > 0) row[row.length - 1] += `${row.at(-1) ? ' ' : ''}${words}`;
		else {
			const heading = this.#styled(paragraph.style, (said) => said.heading);
			if (heading) this.lines.heading(words, heading);
			else if (marker) this.lines.item(paragraph.words, marker, depth);
			else this.lines.paragraph(paragraph.words);
		}
	}

	/** A row of one cell is a frame around paragraphs. */
	#row(cells: string[]): void {
		const outer = this.#rows.at(-1);
		if (outer && outer.length > 0) outer[outer.length - 1] += ` ${cells.join(' ')}`;
		else if (cells.length > 1) this.lines.row(cells);
		else this.lines.paragraph(cells[0] ?? '');
	}
}

export async function docxText(bytes: Uint8Array): Promise<string> {
	const entries = await unpack(bytes, (name) => parts.includes(name));
	const [document, numbering, styles] = parts.map((name) => entries.get(name));
	if (!document) throw new FileRefused('not_an_archive', 'no document within');
	const reading = new Document(listsOf(numbering), stylesOf(styles));
	readXml(document, {
		open: (name, attributes) => reading.open(name, attributes),
		close: (name) => reading.close(name),
		text: (words) => reading.text(words)
	});
	return reading.lines.text();
}
