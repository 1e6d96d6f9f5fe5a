import { storeOf } from '#lib/server/files/stores/store-of.ts';
import type { FileStore } from '#lib/server/files/stores/store.ts';
import type { CopiedFiles } from '#lib/server/operations/backup-files.ts';
import { NotCopied } from '#lib/server/operations/tables.ts';
import type { Done } from './copied.ts';

/** The store of files that the environment names, as the application reads it. */
export function storeHere(): FileStore {
	const { TANAW_DATA: data = '.tanaw', EVIDENCE_DIR: folder } = process.env;
	const { EVIDENCE_S3: s3, EVIDENCE_S3_REGION: region = 'us-east-1' } = process.env;
	const { EVIDENCE_S3_KEY_ID: keyId, EVIDENCE_S3_SECRET: secret } = process.env;
	return storeOf({ data, folder, s3, region, keyId, secret });
}

function sayLeftOut(what: string, files: string[]): void {
	for (const file of files) console.error(`${what}: ${file}`);
}

/**
 * Tells an operator what became of the files of evidence. What was altered, or is not where a backup says
 * that it is, is a failure; that the store itself lacks one is said, since a law may have had it destroyed.
 */
export async function sayFiles(copying: Promise<CopiedFiles>, done: Done): Promise<void> {
	try {
		const { files, bytes, missing, altered } = await copying;
		console.log(`Files of evidence ${done}: ${files}, ${bytes} bytes.`);
		sayLeftOut('Missing', missing);
		sayLeftOut('Altered', altered);
		if (altered.length > 0 || (missing.length > 0 && done !== 'written')) process.exitCode = 1;
	} catch (cause) {
		if (!(cause instanceof NotCopied)) throw cause;
		console.error(`Files of evidence are not ${done}. ${cause.message}`);
		process.exitCode = 1;
	}
}
