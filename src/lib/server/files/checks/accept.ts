/** A file as it is taken: checked, scanned where a scanner is set, and pictures drawn anew. */
import { createHash } from 'node:crypto';
import { FileNotTaken } from '../refused.ts';
import { refuseOtherContent } from './content.ts';
import { shownName } from './names.ts';
import { drawAnew, type Picture } from './pictures.ts';
import type { Scanner } from './scanner.ts';
import { typeOfName } from './types.ts';

/** Bytes that one file may have. */
export const mostBytes = 20 * 1024 * 1024;

export interface AcceptedFile {
	/** As its sender called it, so that it can be shown. */
	originalName: string;
	mediaType: string;
	bytes: Uint8Array;
	/** Of the bytes as they are kept, in hexadecimal. */
	sha256: string;
	/** Null: it is none. */
	picture: Omit<Picture, 'bytes'> | null;
}

/** The digest by which anybody can tell that a file is as it was. */
export const digestOf = (bytes: Uint8Array): string =>
	createHash('sha256').update(bytes).digest('hex');

/**
 * Checks a file that somebody sends.
 *
 * @throws FileNotTaken with what is wrong with it
 */
export async function accept(
	{ name, bytes }: { name: string; bytes: Uint8Array },
	scanner: Scanner | null
): Promise<AcceptedFile> {
	const type = typeOfName(name);
	if (!type) throw new FileNotTaken('unknown_type');
	if (bytes.length === 0) throw new FileNotTaken('empty');
	if (bytes.length > mostBytes) throw new FileNotTaken('too_large');
	await refuseOtherContent(bytes, type);
	await scanner?.scan(bytes);
	const { mediaType } = type;
	const originalName = shownName(name);
	if (type.content !== 'picture')
		return { originalName, mediaType, bytes, sha256: digestOf(bytes), picture: null };
	const { bytes: drawn, ...picture } = await drawAnew(bytes, mediaType);
	return { originalName, mediaType, bytes: drawn, sha256: digestOf(drawn), picture };
}
