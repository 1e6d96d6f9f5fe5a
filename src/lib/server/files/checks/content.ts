/** Whether a file's bytes are what its name says. */
import { checkArchive } from '../../interchange/archives/unpack.ts';
import { FileRefused, type FileFault as ArchiveFault } from '../../interchange/archives/refused.ts';
import { FileNotTaken, type FileFault } from '../refused.ts';
import type { FileType } from './types.ts';

const archiveFaults: Partial<Record<ArchiveFault, FileFault>> = {
	not_an_archive: 'other_type',
	encrypted: 'encrypted',
	too_many_entries: 'bomb',
	entry_twice: 'bomb',
	entry_outside: 'bomb',
	false_size: 'bomb',
	too_large_unpacked: 'bomb'
};

async function refuseBadArchive(bytes: Uint8Array): Promise<void> {
	try {
		await checkArchive(bytes);
	} catch (cause) {
		if (!(cause instanceof FileRefused)) throw cause;
		throw new FileNotTaken(archiveFaults[cause.fault] ?? 'damaged', { cause });
	}
}

// eslint-disable-next-line no-control-regex -- the rule guards against control characters by mistake; here they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** A page or a drawing under the name of a table. */
const markup = /^\s*</;

function refuseOtherText(bytes: Uint8Array): void {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new FileNotTaken('not_text', { cause });
	}
	if (control.test(text)) throw new FileNotTaken('not_text');
	if (markup.test(text)) throw new FileNotTaken('other_type');
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Refuses what is not of a type, or is a danger to whoever opens it.
 *
 * @throws FileNotTaken
 */
export async function refuseOtherContent(bytes: Uint8Array, type: FileType): Promise<void> {
	const { mediaType, content } = type;
	// the guard comes first: whoever recognises types would unpack a part of it
	if (content === 'archive') await refuseBadArchive(bytes);
	else if (isZip(bytes)) throw new FileNotTaken('other_type');
	const { fileTypeFromBuffer } = await import('file-type');
	const found = await fileTypeFromBuffer(bytes);
	if (content === 'text') {
		if (found !== undefined) throw new FileNotTaken('other_type');
		refuseOtherText(bytes);
	} else if (found?.mime !== mediaType) throw new FileNotTaken('other_type');
}
