/** Where the thread that reads texts begins. */
import { answerApart } from '../archives/answer-apart.ts';
import type { TextFormat } from './formats.ts';

interface Task {
	format: TextFormat;
	bytes: Uint8Array;
}

type Reader = (bytes: Uint8Array) => string | Promise<string>;

/** Each is loaded only where it is needed. */
const readers: Record<TextFormat, () => Promise<Reader>> = {
	txt: async () => (await import('./plain.ts')).plainText,
	md: async () => (await import('./markdown.ts')).markdownText,
	html: async () => (await import('./html.ts')).htmlText,
	docx: async () => (await import('./docx.ts')).docxText,
	odt: async () => (await import('./odt.ts')).odtText,
	pdf: async () => (await import('./pdf.ts')).pdfText
};

await answerApart(async ({ format, bytes }: Task) => {
	const read = await readers[format]();
	return read(bytes);
});
