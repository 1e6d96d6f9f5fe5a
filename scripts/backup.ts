/** `npm run backup -- FILE` writes all of the database into one file, while the application runs. */
import { resolve } from 'node:path';
import { backup } from '#lib/server/operations/backup.ts';
import { sayCopied } from './copied.ts';
import { withDatabase } from './database.ts';

const [file] = process.argv.slice(2);

if (!file) {
	console.error('Say where to: npm run backup -- FILE');
	process.exitCode = 2;
} else
	await withDatabase(({ db }) => sayCopied(backup(db, resolve(file)), 'written'), { asItIs: true });
