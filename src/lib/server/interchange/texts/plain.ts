/** Plain text, whose encoding nothing tells but the text itself. */
import { FileRefused } from '../archives/refused.ts';
import { textLimit } from './text-lines.ts';

/** What no text has, and what other files have at once. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

const marks: [number[], string][] = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be']
];

/**
 * The words of a text in UTF-8, or in UTF-16 where it begins with its mark.
 *
 * @throws FileRefused `unknown_encoding` where the bytes are neither
 */
export function decoded(bytes: Uint8Array): string {
	const encoding =
		marks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1] ?? 'utf-8';
	let text: string;
	try {
		text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		throw new FileRefused('unknown_encoding');
	}
	if (control.test(text)) throw new FileRefused('unknown_encoding');
	return text;
}

/** A text as it is; only its line ends become those of this system. */
export function plainText(bytes: Uint8Array): string {
	const text = decoded(bytes).replace(/\r\n?/g, '\n');
	if (text.length > textLimit) throw new FileRefused('text_too_long');
	if (text.trim() === '') throw new FileRefused('no_text');
	return text;
}
