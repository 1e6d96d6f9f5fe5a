/** Archives as tests need them, true ones and such as no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchiveEntry {
	name: string;
	content: string | Uint8Array;
	/** Kept as it is, not deflated. */
	stored?: boolean;
	/** What the archive says that the entry unpacks to; else the truth. */
	declaredSize?: number;
	encrypted?: boolean;
}

interface Header {
	name: Buffer;
	flags: number;
	method: number;
	crc: number;
	packed: number;
	size: number;
}

/** The fields that stand both before an entry and in the directory at the end. */
function fields({ name, flags, method, crc, packed, size }: Header): Buffer {
	const bytes = Buffer.alloc(26);
	bytes.writeUInt16LE(20, 0);
	bytes.writeUInt16LE(flags, 2);
	bytes.writeUInt16LE(method, 4);
	bytes.writeUInt32LE(crc, 10);
	bytes.writeUInt32LE(packed, 14);
	bytes.writeUInt32LE(size, 18);
	bytes.writeUInt16LE(name.length, 22);
	return bytes;
}

function directoryLine(header: Header, offset: number): Buffer {
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(offset, 10);
	return Buffer.concat([
		Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
		fields(header),
		rest,
		header.name
	]);
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
	const bytes = Buffer.alloc(22);
	bytes.write('PK\x05\x06', 'latin1');
	bytes.writeUInt16LE(count, 8);
	bytes.writeUInt16LE(count, 10);
	bytes.writeUInt32LE(size, 12);
	bytes.writeUInt32LE(offset, 16);
	return bytes;
}

/** A zip archive of these entries. */
export function archiveOf(entries: ArchiveEntry[]): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, content, stored = false, declaredSize, encrypted = false } of entries) {
		const bytes = Buffer.from(content);
		const packed = stored ? bytes : deflateRawSync(bytes);
		const header: Header = {
			name: Buffer.from(name),
			flags: 0x800 | (encrypted ? 1 : 0),
			method: stored ? 0 : 8,
			crc: crc32(bytes),
			packed: packed.length,
			size: declaredSize ?? bytes.length
		};
		directory.push(directoryLine(header, offset));
		const entry = Buffer.concat([
			Buffer.from('PK\x03\x04', 'latin1'),
			fields(header),
			header.name,
			packed
		]);
		parts.push(entry);
		offset += entry.length;
	}
	const lines = Buffer.concat(directory);
	return Buffer.concat([...parts, lines, directoryEnd(entries.length, lines.length, offset)]);
}
