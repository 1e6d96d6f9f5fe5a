/**
 * The guard for every type of file that is a zip archive (XLSX, ODS, DOCX, ODT): each entry is
 * inflated once and counted, so what a reader is given afterwards is as small as it says.
 */
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { FileRefused, type FileFault } from './refused.ts';

export const archiveLimits = {
	/** Entries of one archive, folders included. */
	entries: 200,
	/** Bytes that all entries may unpack to in sum. */
	unpacked: 64 * 1024 * 1024
};

const isDirectory = (name: string) => name.endsWith('/');

/** What yauzl says, in our words; it has no codes. */
const faults: [RegExp, FileFault][] = [
	[/end of central directory record signature not found/i, 'not_an_archive'],
	[/encrypt/i, 'encrypted'],
	[/invalid relative path|absolute path|invalid characters in filename/i, 'entry_outside'],
	[/too many bytes|not enough bytes|size mismatch/i, 'false_size']
];

function refusalOf(error: unknown): FileRefused {
	if (error instanceof FileRefused) return error;
	const said = error instanceof Error ? error.message : String(error);
	return new FileRefused(faults.find(([pattern]) => pattern.test(said))?.[1] ?? 'damaged', said);
}

/** One entry's bytes; counted always, kept only where they are wanted. */
async function inflate(
	archive: ZipFile,
	entry: Entry,
	left: number,
	isWanted: boolean
): Promise<{ size: number; bytes: Buffer }> {
	const kept: Buffer[] = [];
	let size = 0;
	const counted = new Writable({
		write(chunk: Buffer, _encoding, done) {
			size += chunk.length;
			if (isWanted) kept.push(chunk);
			// what an entry declares was checked already; an entry that lies is cut off by yauzl
			done(size > left ? new FileRefused('too_large_unpacked') : null);
		}
	});
	await pipeline(await archive.openReadStreamPromise(entry), counted);
	return { size, bytes: Buffer.concat(kept) };
}

/** Names that differ only in their letters' case are one file to some readers. */
const sameName = (name: string) => name.normalize('NFC').toLowerCase();

async function readEntries(
	archive: ZipFile,
	isWanted: (name: string) => boolean
): Promise<Map<string, Buffer>> {
	if (archive.entryCount > archiveLimits.entries) throw new FileRefused('too_many_entries');
	const names = new Set<string>();
	const contents = new Map<string, Buffer>();
	let left = archiveLimits.unpacked;
	for await (const entry of archive.eachEntry()) {
		const name = entry.fileName;
		if (names.has(sameName(name))) throw new FileRefused('entry_twice', name);
		names.add(sameName(name));
		if (entry.isEncrypted()) throw new FileRefused('encrypted');
		if (entry.uncompressedSize > left) throw new FileRefused('too_large_unpacked');
		if (isDirectory(name) && entry.uncompressedSize === 0) continue;
		const { size, bytes } = await inflate(archive, entry, left, isWanted(name));
		left -= size;
		if (isWanted(name)) contents.set(name, bytes);
	}
	return contents;
}

/**
 * The wanted entries of an archive, by name.
 *
 * @throws FileRefused where it is no archive, is damaged or encrypted, has more than
 * `archiveLimits.entries` entries or one name twice, names that lead outside, a false size, or
 * unpacks to more than `archiveLimits.unpacked` bytes.
 */
export async function unpack(
	bytes: Uint8Array,
	isWanted: (name: string) => boolean
): Promise<Map<string, Buffer>> {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const archive = await fromBufferPromise(buffer, {
			lazyEntries: true,
			validateEntrySizes: true,
			strictFileNames: true
		});
		return await readEntries(archive, isWanted);
	} catch (error) {
		throw refusalOf(error);
	}
}

/** Refuses an archive as {@link unpack} does, and keeps nothing of it: for readers that unpack on their own. */
export async function checkArchive(bytes: Uint8Array): Promise<void> {
	await unpack(bytes, () => false);
}
