/**
 * What must be read again, and not by whoever has a copy of the database: sealed with AES-256-GCM
 * under a key that lies elsewhere.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nonceBytes = 12;
const tagBytes = 16;
const shortestKey = 32;

export interface Seal {
	/** @param about whose it is: sealed for one person it opens for no other */
	close(secret: Uint8Array, about: string): Buffer;
	/** Undefined where the key or the person is another, or the sealed bytes were altered. */
	open(sealed: Uint8Array, about: string): Buffer | undefined;
}

/** Seals under a key that is asked for at the first use, so that who needs none has none made. */
export function sealWith(keyText: () => string): Seal {
	let derived: Buffer | undefined;
	const key = () =>
		(derived ??= Buffer.from(hkdfSync('sha256', keyText(), '', 'tanaw second factor', 32)));
	return {
		close(secret, about) {
			const nonce = randomBytes(nonceBytes);
			const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(about));
			const hidden = Buffer.concat([cipher.update(secret), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), hidden]);
		},
		open(sealed, about) {
			const bytes = Buffer.from(sealed);
			if (bytes.length < nonceBytes + tagBytes) return undefined;
			const nonce = bytes.subarray(0, nonceBytes);
			const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
			const decipher = createDecipheriv('aes-256-gcm', key(), nonce, { authTagLength: tagBytes });
			try {
				decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
				const rest = decipher.update(bytes.subarray(nonceBytes + tagBytes));
				return Buffer.concat([rest, decipher.final()]);
			} catch {
				return undefined;
			}
		}
	};
}

function makeKeyFile(path: string): void {
	const draft = `${path}.${randomUUID()}`;
	writeFileSync(draft, `${randomBytes(shortestKey).toString('base64url')}\n`, { mode: 0o600 });
	try {
		// complete or not there: of two processes that start together both read the same key
		linkSync(draft, path);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
	} finally {
		rmSync(draft);
	}
}

function readKeyFile(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
		return undefined;
	}
}

/** The key that the operator gives, else the one kept in `folder`; `undefined` where there is none yet. */
export function keyAt(given: string | undefined, folder: string): string | undefined {
	return given ?? readKeyFile(join(folder, 'key'));
}

/** The key that the operator gives, else the one kept in `folder`, which is made where it is missing. */
export function keyFrom(given: string | undefined, folder: string): string {
	const kept = keyAt(given, folder);
	if (kept) return kept;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, 'key');
	makeKeyFile(path);
	return readKeyFile(path) ?? '';
}
