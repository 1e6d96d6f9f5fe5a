/** How a server that listens on a socket in a folder is reached. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of a socket may have 107 bytes on Linux, 103 elsewhere. */
const longestSocket = 103;
const short = new Map<string, string>();

/** A deep folder is reached by a link to it, in a new folder that only we can write to. */
function shortened(folder: string): string {
	if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= longestSocket) return folder;
	const known = short.get(folder);
	if (known) return known;
	const made = mkdtempSync(join(tmpdir(), 'tanaw-'));
	const link = join(made, 'data');
	symlinkSync(folder, link);
	process.on('exit', () => rmSync(made, { recursive: true, force: true }));
	short.set(folder, link);
	return link;
}

/** A PostgreSQL URL; it serves while this process lives. */
export function addressOf(sockets: string, role: string, database: string): string {
	return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(shortened(sockets))}`;
}
