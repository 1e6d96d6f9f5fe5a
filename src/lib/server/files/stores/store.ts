/** Where files lie: under random names, written once and never changed. */
import { randomBytes } from 'node:crypto';

export interface StoredName {
	name: string;
	writtenAt: Date;
}

export interface FileStore {
	/** Writes a file, or throws and leaves nothing under the name. */
	put(name: string, bytes: Uint8Array): Promise<void>;
	/** Undefined: nothing lies under the name. */
	get(name: string): Promise<ReadableStream<Uint8Array> | undefined>;
	/** What is not there is removed already. */
	remove(name: string): Promise<void>;
	/** All files that lie there. */
	list(): AsyncIterable<StoredName>;
}

const form = /^[0-9a-f]{32}$/;

/** Whether a text can be the name of a file of ours: no path, and no other way out, can. */
export const isStoredName = (text: string): boolean => form.test(text);

/** A name that nobody guesses. */
export const newName = (): string => randomBytes(16).toString('hex');

/** Throws where a name is none of ours, before it becomes part of a path or an address. */
export function checkName(name: string): string {
	if (!isStoredName(name)) throw new TypeError('not a name of a stored file');
	return name;
}
