/** Tables as text with commas, semicolons or tabs. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { sheetOfTexts } from '#lib/domain/interchange/pasted.ts';
import { FileRefused } from '../archives/refused.ts';

const delimiters = [',', ';', '\t', '|'];

/** The mark that parts the first line into most cells. */
function delimiterOf(text: string): string {
	const [line = ''] = text.split(/\r?\n/, 1);
	const bare = line.replaceAll(/"[^"]*"/g, '');
	const counts = delimiters.map((mark) => bare.split(mark).length);
	return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function textOf(bytes: Uint8Array): string {
	if (bytes.includes(0)) throw new FileRefused('unknown_type');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// what spreadsheets of Western languages wrote before UTF-8
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** @throws FileRefused with the line where the text is no table */
export function readCsv(name: string, bytes: Uint8Array): Sheet {
	const text = textOf(bytes);
	try {
		const rows = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true });
		return sheetOfTexts(name.replace(/\.[^.]*$/, '').slice(0, 31) || 'CSV', rows as string[][]);
	} catch (cause) {
		if (cause instanceof CsvError) throw new FileRefused('damaged', cause.message);
		throw cause;
	}
}
