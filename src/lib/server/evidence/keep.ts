/** A file goes into the store before the row that names it, and goes again where no row comes to name it. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { FileNotTaken } from '../files/refused.ts';
import type { AcceptedFile } from '../files/checks/accept.ts';
import { newName, type FileStore } from '../files/stores/store.ts';

/** A file in the store, as its row says. */
export interface KeptFile {
	name: string;
	originalName: string;
	mediaType: string;
	bytes: number;
	sha256: string;
	picture: { width: number; height: number; thumbnail: string } | null;
}

const namesOf = ({ name, picture }: KeptFile) => (picture ? [name, picture.thumbnail] : [name]);

/** What cannot be removed now goes with the next sweep. */
async function forget(store: FileStore, file: KeptFile): Promise<void> {
	await Promise.allSettled(namesOf(file).map((name) => store.remove(name)));
}

async function put(
	store: FileStore,
	{ bytes, picture, ...about }: AcceptedFile
): Promise<KeptFile> {
	const file: KeptFile = {
		...about,
		name: newName(),
		bytes: bytes.length,
		picture: picture && { width: picture.width, height: picture.height, thumbnail: newName() }
	};
	try {
		await store.put(file.name, bytes);
		if (file.picture && picture) await store.put(file.picture.thumbnail, picture.thumbnail);
		return file;
	} catch (cause) {
		await forget(store, file);
		const { code = 'unknown' } = cause as { code?: string };
		console.error(`A file of evidence could not be stored: ${code.slice(0, 40)}`);
		throw new FileNotTaken('not_kept', { cause });
	}
}

/**
 * Stores a file and has its row written. Where that fails, or was done by the same form before, the file
 * is removed.
 *
 * @param write gives the name of the file that the row names
 * @throws FileNotTaken where the store takes no file; and whatever `write` throws
 */
export async function withStored<Result extends { file: string | null }>(
	store: FileStore,
	accepted: AcceptedFile,
	write: (file: KeptFile) => Promise<Result>
): Promise<Result> {
	const file = await put(store, accepted);
	try {
		const result = await write(file);
		if (result.file !== file.name) await forget(store, file);
		return result;
	} catch (cause) {
		await forget(store, file);
		throw cause;
	}
}

const atOnce = 500;
/** What is younger may be named by a row that is being written. */
const oldEnough = 24 * 3_600_000;

async function named(db: Db, names: string[]): Promise<Set<string>> {
	const { rows } = await sql<{ name: string }>`
		select name from evidence_file where name = any(${names})
		union all select thumbnail from evidence_file where thumbnail = any(${names})
	`.execute(db);
	return new Set(rows.map(({ name }) => name));
}

/** Removes files that no row names, as a process leaves them that was killed; how many is returned. */
export async function sweep(db: Db, store: FileStore, now: Date): Promise<number> {
	let removed = 0;
	let batch: string[] = [];
	const removeUnnamed = async () => {
		const known = await named(db, batch);
		for (const name of batch.filter((one) => !known.has(one))) {
			await store.remove(name);
			removed += 1;
		}
		batch = [];
	};
	for await (const { name, writtenAt } of store.list()) {
		if (now.getTime() - writtenAt.getTime() > oldEnough) batch.push(name);
		if (batch.length >= atOnce) await removeUnnamed();
	}
	if (batch.length > 0) await removeUnnamed();
	return removed;
}
