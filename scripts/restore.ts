/**
 * `npm run restore -- FILE` reads a backup into an empty database, all of it or nothing, and then the
 * files of evidence beside it into their store; with `--unverified` also one that is not signed, or under
 * another key. `npm run restore -- --files FILE` brings back files alone, as where some were missing.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keyAt } from '#lib/server/auth/second-factor/seal.ts';
import { restoreFiles } from '#lib/server/operations/backup-files.ts';
import { restore } from '#lib/server/operations/restore.ts';
import { sayCopied } from './copied.ts';
import { withDatabase } from './database.ts';
import { sayFiles, storeHere } from './files.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		unverified: { type: 'boolean', default: false },
		files: { type: 'boolean', default: false }
	}
});
const [file] = positionals;
const { TANAW_KEY: given, TANAW_DATA: folder = '.tanaw' } = process.env;

if (!file) {
	console.error('Say where from: npm run restore -- FILE');
	process.exitCode = 2;
} else {
	const path = resolve(file);
	const options = { key: keyAt(given, folder), unverified: values.unverified };
	await withDatabase(
		async ({ db }) => {
			const restored = values.files || (await sayCopied(restore(db, path, options), 'restored'));
			if (restored) await sayFiles(restoreFiles(db, storeHere(), path, options), 'restored');
		},
		{ asItIs: true }
	);
}
