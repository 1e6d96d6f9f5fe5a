/** From a file that somebody sends to its sheets, whatever kind of table it is. */
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { readApart, workerOf } from '../archives/read-apart.ts';
import { FileRefused } from '../archives/refused.ts';
import { unpack } from '../archives/unpack.ts';
import { readCsv } from './csv.ts';
import type { WorkbookTask } from './worker.ts';

/** Bytes that a file may have as it is sent. */
export const largestFile = 10 * 1024 * 1024;

const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;
/** The container of the spreadsheets of before 2007, and of those with a password. */
const isOldFormat = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/** Which kind of archive it is, by what is in it: a name says nothing. */
async function archiveType(bytes: Uint8Array): Promise<WorkbookTask['type']> {
	const entries = await unpack(
		bytes,
		(name) => name === 'mimetype' || name === '[Content_Types].xml'
	);
	if (entries.get('mimetype')?.toString().includes('opendocument.spreadsheet')) return 'ods';
	if (entries.get('[Content_Types].xml')?.includes('spreadsheetml')) return 'xlsx';
	throw new FileRefused('unknown_type');
}

/**
 * The sheets of an XLSX, ODS or CSV file.
 *
 * @throws FileRefused where it cannot be read, or must not be
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<Sheet[]> {
	if (bytes.length > largestFile) throw new FileRefused('too_large');
	if (isOldFormat(bytes)) throw new FileRefused('unknown_type');
	if (!isArchive(bytes)) return [readCsv(name, bytes)];
	const type = await archiveType(bytes);
	return await readApart<Sheet[]>(workerOf('workbooks'), { bytes, type } satisfies WorkbookTask);
}
