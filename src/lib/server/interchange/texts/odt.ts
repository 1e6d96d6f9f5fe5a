/** An OpenDocument text: its paragraphs, headings, lists and tables. */
import { FileRefused } from '../archives/refused.ts';
import { unpack } from '../archives/unpack.ts';
import { Numbering, type Level } from './numbering.ts';
import { TextLines } from './text-lines.ts';
import { readXml } from './xml.ts';

/** What is no part of the text as it now stands. */
const unread = new Set([
	'text:tracked-changes',
	'office:annotation',
	'text:note-citation',
	'text:table-of-content'
]);
const formats: Record<string, string> = {
	'1': 'decimal',
	a: 'lowerLetter',
	A: 'upperLetter',
	i: 'lowerRoman',
	I: 'upperRoman'
};

/** The levels of each list style. */
function listStyles(parts: (Uint8Array | undefined)[]): Map<string, Level[]> {
	const styles = new Map<string, Level[]>();
	let levels: Level[] | undefined;
	for (const part of parts) {
		if (!part) continue;
		readXml(part, {
			open: (name, attributes) => {
				if (name === 'text:list-style') styles.set(attributes['style:name'] ?? '', (levels = []));
				const isNumber = name === 'text:list-level-style-number';
				if (!levels || !(isNumber || name === 'text:list-level-style-bullet')) return;
				levels[Number(attributes['text:level']) - 1 || 0] = isNumber
					? numberLevel(attributes)
					: { format: 'bullet', pattern: '', start: 1 };
			},
			close: (name) => {
				if (name === 'text:list-style') levels = undefined;
			}
		});
	}
	return styles;
}

function numberLevel(attributes: Record<string, string>): Level {
	const depth = Number(attributes['text:level']) || 1;
	const shown = Math.min(Number(attributes['text:display-levels']) || 1, depth);
	const numbers = Array.from({ length: shown }, (_, at) => `%${depth - shown + at + 1}`);
	const [prefix, suffix] = [
		attributes['style:num-prefix'] ?? '',
		attributes['style:num-suffix'] ?? ''
	];
	return {
		format: formats[attributes['style:num-format'] ?? ''] ?? 'none',
		pattern: `${prefix}${numbers.join('.')}${suffix}`,
		start: Number(attributes['text:start-value']) || 1
	};
}

class Document {
	readonly lines = new TextLines();
	readonly #styles: Map<string, Level[]>;
	readonly #numbering = new Numbering();
	readonly #lists: string[] = [];
	readonly #rows: string[][] = [];
	#marker = '';
	#words: string | undefined;
	#heading = 0;
	#unread = 0;
	#count = 0;

	constructor(styles: Map<string, Level[]>) {
		this.#styles = styles;
	}

	open(name: string, attributes: Record<string, string>): void {
		if (unread.has(name)) this.#unread += 1;
		if (this.#unread > 0) return;
		if (name === 'text:p' || name === 'text:h') {
			this.#words = '';
			this.#heading = name === 'text:h' ? Number(attributes['text:outline-level']) || 1 : 0;
		} else if (name === 'text:list') this.#list(attributes);
		else if (name === 'text:list-item') this.#item();
		else if (name === 'table:table-row') this.#rows.push([]);
		else if (name === 'table:table-cell') this.#rows.at(-1)?.push('');
		else if (['text:s', 'text:tab', 'text:line-break'].includes(name)) this.text(' ');
	}

	text(words: string): void {
		if (this.#unread === 0 && this.#words !== undefined) this.#words += words;
	}

	close(name: string): void {
		if (unread.has(name)) this.#unread -= 1;
		if (this.#unread > 0) return;
		if (name === 'text:p' || name === 'text:h') this.#paragraph();
		else if (name === 'text:list') this.#lists.pop();
		else if (name === 'table:table-row') this.#row(this.#rows.pop() ?? []);
	}

	/** A list within another has its style; each list by itself is counted anew. */
	#list(attributes: Record<string, string>): void {
		const outer = this.#lists.at(-1);
		const goesOn =
			attributes['text:continue-numbering'] === 'true' || attributes['text:continue-list'];
		if (!outer && !goesOn) this.#count += 1;
		this.#lists.push(attributes['text:style-name'] ?? outer ?? '');
	}

	#item(): void {
		const depth = this.#lists.length - 1;
		const style = this.#lists.at(-1) ?? '';
		const levels = this.#styles.get(style) ?? [];
		this.#marker = this.#numbering.next(`${style} ${this.#count}`, levels, depth) || '•';
	}

	#paragraph(): void {
		const words = this.#words ?? '';
		this.#words = undefined;
		if (words.trim() === '') return;
		const row = this.#rows.at(-1);
		const depth = this.#lists.length - 1;
		if (row && row.length > 0) row[row.length - 1] += `${row.at(-1) ? ' ' : ''}${words}`;
		else if (this.#heading > 0) this.lines.heading(words, this.#heading);
		else if (depth >= 0) this.lines.item(words, this.#marker, depth);
		else this.lines.paragraph(words);
		this.#marker = '';
	}

	#row(cells: string[]): void {
		const outer = this.#rows.at(-1);
		if (outer && outer.length > 0) outer[outer.length - 1] += ` ${cells.join(' ')}`;
		else if (cells.length > 1) this.lines.row(cells);
		else this.lines.paragraph(cells[0] ?? '');
	}
}

export async function odtText(bytes: Uint8Array): Promise<string> {
	const names = ['content.xml', 'styles.xml'];
	const entries = await unpack(bytes, (name) => names.includes(name));
	const content = entries.get('content.xml');
	if (!content) throw new FileRefused('not_an_archive', 'no content within');
	const reading = new Document(listStyles(names.map((name) => entries.get(name))));
	readXml(content, {
		open: (name, attributes) => reading.open(name, attributes),
		close: (name) => reading.close(name),
		text: (words) => reading.text(words)
	});
	return reading.lines.text();
}
