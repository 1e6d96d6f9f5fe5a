/** What a word processor's file (DOCX) says apart from its text: lists, and which styles are headings. */
import type { Level } from './numbering.ts';
import { readXml } from './xml.ts';

export interface ListPlace {
	list: string;
	depth: number;
}

export interface Style {
	/** From 1; undefined: no heading. */
	heading: number | undefined;
	list: Partial<ListPlace>;
	basedOn: string | undefined;
}

/** The levels of each list, by the number under which paragraphs name it. */
export function listsOf(numbering: Uint8Array | undefined): Map<string, Level[]> {
	const abstract = new Map<string, Level[]>();
	const lists = new Map<string, Level[]>();
	let levels: Level[] = [];
	let level: Level | undefined;
	let list = '';
	if (!numbering) return lists;
	readXml(numbering, {
		open: (name, attributes) => {
			const value = attributes['w:val'] ?? '';
			if (name === 'w:abstractNum')
				abstract.set(attributes['w:abstractNumId'] ?? '', (levels = []));
			else if (name === 'w:num') list = attributes['w:numId'] ?? '';
			else if (name === 'w:abstractNumId') lists.set(list, abstract.get(value) ?? []);
			else if (name === 'w:lvl') {
				level = { format: 'decimal', pattern: '', start: 1 };
				levels[Number(attributes['w:ilvl']) || 0] = level;
			} else if (level && name === 'w:start') level.start = Number(value) || 1;
			else if (level && name === 'w:numFmt') level.format = value;
			else if (level && name === 'w:lvlText') level.pattern = value;
		},
		close: (name) => {
			if (name === 'w:lvl') level = undefined;
		}
	});
	return lists;
}

const headingNamed = (name: string) => {
	if (/^title$/i.test(name)) return 1;
	const level = /^(?:heading|judul)\s*([1-9])$/i.exec(name)?.[1];
	return level === undefined ? undefined : Number(level);
};

/** The styles of paragraphs, by the name under which these name them. */
export function stylesOf(styles: Uint8Array | undefined): Map<string, Style> {
	const found = new Map<string, Style>();
	let style: Style | undefined;
	if (!styles) return found;
	readXml(styles, {
		open: (name, attributes) => {
			const value = attributes['w:val'] ?? '';
			if (name === 'w:style') {
				style = { heading: undefined, list: {}, basedOn: undefined };
				found.set(attributes['w:styleId'] ?? '', style);
			} else if (!style) return;
			else if (name === 'w:name') style.heading = headingNamed(value);
			else if (name === 'w:basedOn') style.basedOn = value;
			else if (name === 'w:numId') style.list.list = value;
			else if (name === 'w:ilvl') style.list.depth = Number(value) || 0;
		},
		close: (name) => {
			if (name === 'w:style') style = undefined;
		}
	});
	return found;
}
