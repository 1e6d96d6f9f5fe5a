/**
 * `npm run restore -- FILE` reads a backup into an empty database, all of it or nothing; with
 * `--unverified` also one that is not signed, or under another key.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keyAt } from '#lib/server/auth/second-factor/seal.ts';
import { restore } from '#lib/server/operations/restore.ts';
import { sayCopied } from './copied.ts';
import { withDatabase } from './database.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { unverified: { type: 'boolean', default: false } }
});
const [file] = positionals;
const { TANAW_KEY: given, TANAW_DATA: folder = '.tanaw' } = process.env;

if (!file) {
	console.error('Say where from: npm run restore -- FILE');
	process.exitCode = 2;
} else {
	const options = { key: keyAt(given, folder), unverified: values.unverified };
	await withDatabase(({ db }) => sayCopied(restore(db, resolve(file), options), 'restored'), {
		asItIs: true
	});
}
