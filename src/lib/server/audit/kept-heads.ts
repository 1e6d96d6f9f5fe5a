/**
 * Heads of the audit log kept outside the database, one a line, in a file of the data folder: whoever
 * cuts the log, or writes it anew, cannot change what stands there.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../db/connect.ts';
import { head, holds, type Head } from '../writing/chain.ts';

export interface KeptHead extends Head {
	/** When it was kept, as ISO text. */
	at: string;
}

const fileIn = (folder: string) => join(folder, 'audit-heads');

/** The head that was kept last; undefined where none is. Throws where the file holds something else. */
export function newestKept(folder: string): KeptHead | undefined {
	const file = fileIn(folder);
	if (!existsSync(file)) return undefined;
	const line = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
	if (line === '') return undefined;
	const [, at, id, hash] = /^(\S+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
	if (!at || !id || !hash)
		throw new Error(`${file} is damaged: its last line is no head of the log.`);
	return { at, id, hash };
}

function keep(folder: string, { id, hash }: Head, at: Date): void {
	mkdirSync(folder, { recursive: true });
	appendFileSync(fileIn(folder), `${at.toISOString()} ${id} ${hash}\n`, {
		mode: 0o600,
		flush: true
	});
}

/**
 * Keeps the log's head of now, unless it is kept already. Returns it where it is new; `'lost'` where the
 * log no longer holds the head that was kept last: then nothing is kept, since that is the proof.
 */
export async function keepHead(
	db: Db,
	folder: string,
	now = new Date()
): Promise<Head | 'lost' | undefined> {
	const kept = newestKept(folder);
	const newest = await head(db);
	if (kept && !(await holds(db, kept))) return 'lost';
	if (!newest || newest.id === kept?.id) return undefined;
	keep(folder, newest, now);
	return newest;
}
