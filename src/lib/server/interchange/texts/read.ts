/** The words of a file that somebody sends. */
import { readApart, workerOf } from '../archives/read-apart.ts';
import { FileRefused } from '../archives/refused.ts';
import { formatOf } from './formats.ts';

/** Bytes of one file; pictures make publications large. */
export const fileLimit = 20 * 1024 * 1024;

/**
 * The text of a TXT, MD, HTML, DOCX, ODT or PDF file, read in a thread of its own.
 *
 * @throws FileRefused with one of `fileFaults`
 */
export async function readText(name: string, bytes: Uint8Array): Promise<string> {
	if (bytes.length > fileLimit) throw new FileRefused('too_large');
	const format = formatOf(name, bytes);
	return readApart<string>(workerOf('texts'), { format, bytes });
}
