/**
 * `npm run backup -- FILE` writes all of the database into one file, and the files of evidence into a
 * folder beside it, while the application runs; with `--after OLDER` files that lie beside an older backup
 * take no room again. `npm run backup -- --check FILE` reads both to their ends and says whether they are
 * whole and as they were signed, without any database.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keyAt, keyFrom } from '#lib/server/auth/second-factor/seal.ts';
import { backupFiles, checkFiles } from '#lib/server/operations/backup-files.ts';
import { backup } from '#lib/server/operations/backup.ts';
import { check } from '#lib/server/operations/restore.ts';
import { sayCopied, type Done } from './copied.ts';
import { withDatabase } from './database.ts';
import { sayFiles, storeHere } from './files.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		check: { type: 'boolean' },
		unverified: { type: 'boolean', default: false },
		after: { type: 'string' }
	}
});
const [file] = positionals;
const { TANAW_KEY: given, TANAW_DATA: folder = '.tanaw' } = process.env;

async function checkAll(path: string): Promise<void> {
	const { unverified } = values;
	const done: Done = unverified ? 'read' : 'read and as signed';
	const options = { key: keyAt(given, folder), unverified };
	const copied = await sayCopied(check(path, options), done);
	const named = copied?.tables.find(({ table }) => table === 'evidence_file')?.rows ?? 0;
	if (named > 0) await sayFiles(checkFiles(path, options), done);
}

async function writeAll(path: string): Promise<void> {
	const key = keyFrom(given, folder);
	const after = values.after && resolve(values.after);
	await withDatabase(
		async ({ db }) => {
			// tables first: files are never changed, so that those copied later are all that these name
			const copied = await sayCopied(backup(db, path, key), 'written');
			if (copied) await sayFiles(backupFiles(db, storeHere(), path, { key, after }), 'written');
		},
		{ asItIs: true }
	);
}

if (file) await (values.check ? checkAll : writeAll)(resolve(file));
else {
	console.error('Say where to: npm run backup -- FILE');
	process.exitCode = 2;
}
