/** The types of file that a text can be read from. */
import { FileRefused } from '../archives/refused.ts';

export const textFormats = ['txt', 'md', 'html', 'docx', 'odt', 'pdf'] as const;
export type TextFormat = (typeof textFormats)[number];

const endings: Record<string, TextFormat> = {
	txt: 'txt',
	text: 'txt',
	md: 'md',
	markdown: 'md',
	html: 'html',
	htm: 'html',
	docx: 'docx',
	odt: 'odt',
	pdf: 'pdf'
};

/** How files of a type begin; plain text begins in no way of its own. */
const beginnings: Partial<Record<TextFormat, string>> = { docx: 'PK', odt: 'PK', pdf: '%PDF-' };
/** Old word processors' files, and those of new ones that a password locks. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * A file's type, by its name; what it begins with must agree.
 *
 * @throws FileRefused `unknown_type` where no type has this name, `encrypted` for an office file in a
 * locked box, `not_an_archive` or `damaged` where name and beginning disagree
 */
export function formatOf(name: string, bytes: Uint8Array): TextFormat {
	const format = endings[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
	if (!format) throw new FileRefused('unknown_type');
	const beginning = beginnings[format];
	// a PDF may have bytes of others before it, within its first kilobyte
	const start = Buffer.from(bytes.subarray(0, format === 'pdf' ? 1_024 : 2)).toString('latin1');
	if (beginning && !start.includes(beginning)) {
		const isLocked = compound.every((byte, at) => bytes[at] === byte);
		if (isLocked) throw new FileRefused('encrypted');
		throw new FileRefused(format === 'pdf' ? 'damaged' : 'not_an_archive');
	}
	return format;
}
