/**
 * `npm run backup -- FILE` writes all of the database into one file, while the application runs;
 * `npm run backup -- --check FILE` reads such a file to its end and says whether it is whole and as it
 * was signed, without any database.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keyAt, keyFrom } from '#lib/server/auth/second-factor/seal.ts';
import { backup } from '#lib/server/operations/backup.ts';
import { check } from '#lib/server/operations/restore.ts';
import { sayCopied, type Done } from './copied.ts';
import { withDatabase } from './database.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { check: { type: 'boolean' }, unverified: { type: 'boolean' } }
});
const [file] = positionals;
const { TANAW_KEY: given, TANAW_DATA: folder = '.tanaw' } = process.env;

if (!file) {
	console.error('Say where to: npm run backup -- FILE');
	process.exitCode = 2;
} else if (values.check) {
	const { unverified = false } = values;
	const done: Done = unverified ? 'read' : 'read and as signed';
	await sayCopied(check(resolve(file), { key: keyAt(given, folder), unverified }), done);
} else
	await withDatabase(
		({ db }) => sayCopied(backup(db, resolve(file), keyFrom(given, folder)), 'written'),
		{ asItIs: true }
	);
