/** Files in a folder of this machine, in folders by the beginning of their names. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { checkName, isStoredName, type FileStore, type StoredName } from './store.ts';

const isMissing = (cause: unknown) => (cause as NodeJS.ErrnoException).code === 'ENOENT';

/** Puts a file on the disk whole, and only then under its name. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const part = `${path}.${randomUUID()}.part`;
	try {
		const handle = await open(part, 'wx', 0o600);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(part, path);
	} catch (cause) {
		await rm(part, { force: true });
		throw cause;
	}
}

async function read(path: string): Promise<ReadableStream<Uint8Array> | undefined> {
	try {
		const handle = await open(path);
		return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
	} catch (cause) {
		if (isMissing(cause)) return undefined;
		throw cause;
	}
}

/** What was left half written lies under the name that it was to have, so it is removed with it. */
async function* listed(folder: string): AsyncGenerator<StoredName & { path: string }> {
	try {
		for await (const entry of await opendir(folder, { recursive: true })) {
			const path = join(entry.parentPath, entry.name);
			const name = basename(path).split('.')[0]!;
			if (!entry.isFile() || !isStoredName(name)) continue;
			yield { path, name, writtenAt: (await stat(path)).mtime };
		}
	} catch (cause) {
		// nothing was ever written, or another process has just removed one
		if (!isMissing(cause)) throw cause;
	}
}

export function storeOnDisk(folder: string): FileStore {
	const pathOf = (name: string) => join(folder, checkName(name).slice(0, 2), name);
	return {
		put: (name, bytes) => write(pathOf(name), bytes),
		get: (name) => read(pathOf(name)),
		async remove(name) {
			const path = pathOf(name);
			await rm(path, { force: true });
			for await (const one of listed(dirname(path)))
				if (one.name === name) await rm(one.path, { force: true });
		},
		list: () => listed(folder)
	};
}
