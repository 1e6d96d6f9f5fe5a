/** Reads the lines of a backup within bounds: a damaged or hostile file costs neither memory nor time. */
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { longestLine, signatureUnder } from './backup-format.ts';
import { Damaged, NotCopied } from './tables.ts';

/** JSON of rows becomes a tenth to a fiftieth when it is compressed. */
const mostTimesLarger = 200;
const always = 16 * 1_024 * 1_024;

const lineEnd = 0x0a;

/** Pieces of a file's text, cut at line ends; no line and no file grows without end. */
async function* cut(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
	let begun: Buffer[] = [];
	let [length, total] = [0, 0];
	for await (const piece of pieces) {
		total += piece.length;
		if (total > most)
			throw new Damaged(`unpacked it would be more than ${most} bytes; no backup is so thin.`);
		let from = 0;
		for (let at = piece.indexOf(lineEnd); at !== -1; at = piece.indexOf(lineEnd, from)) {
			begun.push(piece.subarray(from, at));
			yield begun.length === 1 ? begun[0]! : Buffer.concat(begun);
			[begun, length, from] = [[], 0, at + 1];
		}
		begun.push(piece.subarray(from));
		length += piece.length - from;
		if (length > longestLine * 4)
			throw new Damaged(`a line has more than ${longestLine} characters.`);
	}
	if (length > 0) throw new Damaged('it ends in the middle of a line.');
}

/** The lines of one file, one after the other; what they are signed with is gathered meanwhile. */
export class Lines {
	/** The number of the latest line, from 1. */
	number = 0;
	readonly #lines: AsyncIterator<Buffer>;
	#signature;
	readonly #decoder = new TextDecoder('utf-8', { fatal: true });

	constructor(lines: AsyncIterator<Buffer>, key: string | undefined) {
		this.#lines = lines;
		this.#signature = key === undefined ? undefined : signatureUnder(key);
	}

	/** The next line as it is, for the database to read: numbers would be rounded here. */
	async text(): Promise<string> {
		const { done, value } = await this.#lines.next();
		if (done) throw new Damaged('it is not whole: it ends too early.');
		this.number += 1;
		try {
			const text = this.#decoder.decode(value);
			this.#signature?.update(value).update('\n');
			return text;
		} catch {
			throw new Damaged('it is not text.');
		}
	}

	async next<Schema extends v.GenericSchema>(schema: Schema): Promise<v.InferOutput<Schema>> {
		const text = await this.text();
		try {
			return v.parse(schema, JSON.parse(text));
		} catch {
			throw new Damaged('this is no backup, or it was changed.');
		}
	}

	/** What all lines until now are signed with; `undefined` without a key. Asked once. */
	signature(): string | undefined {
		const digest = this.#signature?.digest('hex');
		this.#signature = undefined;
		return digest;
	}

	/** Throws where anything follows. */
	async end(): Promise<void> {
		const { done } = await this.#lines.next();
		if (!done) throw new Damaged('it goes on after its end.');
	}
}

function readable(cause: unknown): Error {
	const { code = '', routine } = cause as { code?: string; routine?: string };
	if (cause instanceof NotCopied) return cause;
	if (code.startsWith('Z_')) return new Damaged('it is no backup, or it is not whole.');
	if (code === 'ENOENT') return new Damaged('there is no such file.');
	if (code === 'EISDIR') return new Damaged('it is a folder.');
	// of PostgreSQL, whose own words repeat what it was given
	if (routine) return new Damaged(`PostgreSQL refuses what stands there or before (${code}).`);
	return cause as Error;
}

/**
 * Reads a file by `work`. Throws {@link NotCopied} with the file, the line and the reason.
 * @param key under which its signature is reckoned
 */
export async function withLines<T>(
	file: string,
	key: string | undefined,
	work: (lines: Lines) => Promise<T>
): Promise<T> {
	let lines: Lines | undefined;
	try {
		const most = Math.max(always, statSync(file).size * mostTimesLarger);
		return await pipeline(createReadStream(file), createGunzip(), (pieces: AsyncIterable<Buffer>) =>
			work((lines = new Lines(cut(pieces, most), key)))
		);
	} catch (cause) {
		const error = readable(cause);
		if (!(error instanceof Damaged)) throw error;
		const place = lines?.number ? `${file}, line ${lines.number}` : file;
		throw new NotCopied(`${place}: ${error.message}`);
	}
}
