/**
 * Files of evidence in a backup: a folder beside the file of the tables, in which each lies under the name
 * that its row gives it, and a list of their checksums as `sha256sum --check` reads it, signed under the
 * operator's key. One is read at a time, piece by piece.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { FileStore } from '../files/stores/store.ts';
import { signatureUnder } from './backup-format.ts';
import type { ReadOptions } from './restore.ts';
import { NotCopied } from './tables.ts';

/** What became of files: of those that were left out, under which name each lies, and what it is called. */
export interface CopiedFiles {
	files: number;
	bytes: number;
	/** Not there. */
	missing: string[];
	/** There, and not as they were. */
	altered: string[];
}

const nothing = (): CopiedFiles => ({ files: 0, bytes: 0, missing: [], altered: [] });

/** The folder that belongs to a backup's file. */
export const filesBeside = (file: string): string => `${file}.evidence`;

const listName = 'SHA256SUMS';
/** A list of half a million files; no more of one is read. */
const longestList = 64 * 1_024 * 1_024;
/** More than any file of evidence has. */
const mostBytes = 32 * 1_024 * 1_024;

const placeOf = (name: string): string => `${name.slice(0, 2)}/${name}`;

/** A file that some row names. */
interface Named {
	name: string;
	/** As its sender called it. */
	called: string;
	/** Of thumbnails none is recorded: they are made from what is. */
	sha256: string | null;
}

/** What a store, a disk or the line to it complains of; of a line the reason lies beneath. */
function saidBy(cause: unknown): string {
	if (!(cause instanceof Error)) return String(cause);
	return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}

const inWords = ({ name, called }: Named): string => `${placeOf(name)} (${called})`;

const rowsAtOnce = 500;

async function* namedFiles(db: Db): AsyncGenerator<Named> {
	for (let last = '0'; ;) {
		const { rows } = await sql<Named & { id: string; thumbnail: string | null }>`
			select id, name, original_name as called, sha256, thumbnail from evidence_file
			where id > ${last} order by id limit ${sql.lit(rowsAtOnce)}
		`.execute(db);
		for (const { id, thumbnail, ...file } of rows) {
			last = id;
			yield file;
			if (thumbnail) yield { name: thumbnail, called: `${file.called}, thumbnail`, sha256: null };
		}
		if (rows.length < rowsAtOnce) return;
	}
}

interface Content {
	sha256: string;
	bytes: number;
}

/** Reads to the end, and gives each piece on to whoever wants it. */
async function contentOf(
	pieces: AsyncIterable<Uint8Array>,
	to?: NodeJS.WritableStream
): Promise<Content> {
	const hash = createHash('sha256');
	let bytes = 0;
	async function* counted(source: AsyncIterable<Uint8Array>) {
		for await (const piece of source) {
			hash.update(piece);
			bytes += piece.length;
			yield piece;
		}
	}
	if (to) await pipeline(pieces, counted, to);
	else for await (const _ of counted(pieces));
	return { sha256: hash.digest('hex'), bytes };
}

type Sums = ReadonlyMap<string, string>;

const sumLine = /^([0-9a-f]{64}) {2}[0-9a-f]{2}\/([0-9a-f]{32})$/;
/** A line that `sha256sum` passes over. */
const signatureLine = /^# signature ([0-9a-f]{64})$/;

const signatureOf = (lines: readonly string[], key: string): string =>
	signatureUnder(key)
		.update(lines.map((line) => `${line}\n`).join(''))
		.digest('hex');

/** Throws {@link NotCopied} where the list is none, or not as it was signed. */
async function readSums(folder: string, { key, unverified }: ReadOptions): Promise<Sums> {
	const path = join(folder, listName);
	const size = await stat(path).then(
		(found) => found.size,
		() => null
	);
	if (size === null) throw new NotCopied(`${path}: there is no such file.`);
	if (size > longestList) throw new NotCopied(`${path}: it is too long for a list of files.`);
	const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
	const signature = signatureLine.exec(lines.pop() ?? '')?.[1];
	if (!unverified && (key === undefined || signature !== signatureOf(lines, key)))
		throw new NotCopied(`${path}: its signature is not that of its lines under this key.`);
	return new Map(
		lines.map((line, at) => {
			const [, sha256, name] = sumLine.exec(line) ?? [];
			if (!sha256 || !name) throw new NotCopied(`${path}, line ${at + 1}: this is no checksum.`);
			return [name, sha256];
		})
	);
}

/** An older backup, whose files need not be copied again. */
interface Older {
	folder: string;
	sums: Sums;
}

/** Takes a file from an older backup without copying it; false where it is not there as it should be. */
async function linked(
	older: Older,
	{ name, sha256 }: Named,
	path: string
): Promise<Content | false> {
	const sum = older.sums.get(name);
	const from = join(older.folder, placeOf(name));
	if (!sum || (sha256 ?? sum) !== sum || !existsSync(from)) return false;
	const content = await contentOf(createReadStream(from));
	if (content.sha256 !== sum) return false;
	// another disk: it is copied from the store instead
	return await link(from, path).then(
		() => content,
		() => false
	);
}

async function copied(store: FileStore, file: Named, path: string): Promise<Content | undefined> {
	const pieces = await store.get(file.name);
	return (
		pieces &&
		(await contentOf(pieces, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })))
	);
}

async function copyAll(
	db: Db,
	store: FileStore,
	folder: string,
	older: Older | undefined
): Promise<{ done: CopiedFiles; lines: string[] }> {
	const done = nothing();
	const lines: string[] = [];
	for await (const file of namedFiles(db)) {
		const path = join(folder, placeOf(file.name));
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const content =
			(older && (await linked(older, file, path))) ||
			(await copied(store, file, path).catch((cause: unknown) => {
				throw new NotCopied(
					`${inWords(file)} could not be copied: ${saidBy(cause)}. ` +
						'None of the files is kept; what was written of the tables is whole. ' +
						'See to the store or the disk, then write the backup anew under another name.'
				);
			}));
		if (!content) done.missing.push(inWords(file));
		else if (file.sha256 !== null && content.sha256 !== file.sha256) {
			await rm(path);
			done.altered.push(inWords(file));
		} else {
			done.files += 1;
			done.bytes += content.bytes;
			lines.push(`${content.sha256}  ${placeOf(file.name)}`);
		}
	}
	return { done, lines };
}

/**
 * Copies all files that the tables name into the folder beside a backup's file. Files are written once and
 * never changed: what is copied after the tables holds all that these name. What is missing or altered in
 * the store is left out and said.
 *
 * @param key the operator's, which signs the list of checksums
 * @param after an older backup: what lies beside it is taken from there, without another copy where the
 *   disk can do that
 */
export async function backupFiles(
	db: Db,
	store: FileStore,
	file: string,
	{ key, after }: { key: string; after?: string }
): Promise<CopiedFiles> {
	const folder = filesBeside(file);
	if (existsSync(folder)) throw new NotCopied(`${folder} exists already; name a new file.`);
	const { done: isEmpty } = await namedFiles(db).next();
	if (isEmpty) return nothing();
	const before = after && filesBeside(after);
	const older = before && {
		folder: before,
		sums: await readSums(before, { key })
	};
	const part = `${folder}.part`;
	await rm(part, { recursive: true, force: true });
	try {
		await mkdir(part, { mode: 0o700 });
		const { done, lines } = await copyAll(db, store, part, older || undefined);
		const signed = [...lines, `# signature ${signatureOf(lines, key)}`, ''].join('\n');
		await writeFile(join(part, listName), signed, { mode: 0o600, flush: true });
		await rename(part, folder);
		return done;
	} finally {
		await rm(part, { recursive: true, force: true });
	}
}

/** What lies in the folder under a name, where it is as it should be. */
async function sound(
	folder: string,
	name: string,
	sum: string
): Promise<Buffer | 'missing' | 'altered'> {
	const path = join(folder, placeOf(name));
	const size = await stat(path).then(
		(found) => found.size,
		() => null
	);
	if (size === null) return 'missing';
	if (size > mostBytes) return 'altered';
	const bytes = await readFile(path);
	return createHash('sha256').update(bytes).digest('hex') === sum ? bytes : 'altered';
}

/** Whether the store has it already, as when files are brought back a second time. */
async function isThere(store: FileStore, name: string, sum: string): Promise<boolean> {
	const pieces = await store.get(name);
	return pieces !== undefined && (await contentOf(pieces)).sha256 === sum;
}

async function bringBack(
	store: FileStore,
	name: string,
	{ sum, bytes }: { sum: string; bytes: Buffer }
): Promise<void> {
	if (!(await isThere(store, name, sum))) await store.put(name, bytes);
}

/**
 * Brings the files back that the restored tables name. Each is held against the checksum of its row first,
 * a thumbnail against that of the signed list; what is missing or altered is left out and said. Can be
 * done again: what is there already is left as it is.
 *
 * @throws NotCopied where files are named and no folder lies beside the file, or its list was changed
 */
export async function restoreFiles(
	db: Db,
	store: FileStore,
	file: string,
	options: ReadOptions
): Promise<CopiedFiles> {
	const done = nothing();
	const folder = filesBeside(file);
	let sums: Sums | undefined;
	for await (const named of namedFiles(db)) {
		sums ??= await readSums(folder, options);
		const sum = named.sha256 ?? sums.get(named.name);
		const found = sum === undefined ? 'missing' : await sound(folder, named.name, sum);
		if (typeof found === 'string') {
			done[found].push(inWords(named));
			continue;
		}
		await bringBack(store, named.name, { sum: sum!, bytes: found }).catch((cause: unknown) => {
			throw new NotCopied(
				`${inWords(named)} could not be brought back: ${saidBy(cause)}. ` +
					`The tables are there, and so are the ${done.files} files before it. See to the store; ` +
					`then \`npm run restore -- --files ${file}\` brings back what is left.`
			);
		});
		done.files += 1;
		done.bytes += found.length;
	}
	return done;
}

/** Reads the folder beside a backup's file to its end, without any database or store. */
export async function checkFiles(file: string, options: ReadOptions): Promise<CopiedFiles> {
	const done = nothing();
	const folder = filesBeside(file);
	for (const [name, sum] of await readSums(folder, options)) {
		const found = await sound(folder, name, sum);
		if (typeof found === 'string') done[found].push(placeOf(name));
		else {
			done.files += 1;
			done.bytes += found.length;
		}
	}
	return done;
}
