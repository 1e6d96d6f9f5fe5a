/** `npm run restore -- FILE` reads a backup into an empty database, all of it or nothing. */
import { resolve } from 'node:path';
import { restore } from '#lib/server/operations/restore.ts';
import { sayCopied } from './copied.ts';
import { withDatabase } from './database.ts';

const [file] = process.argv.slice(2);

if (!file) {
	console.error('Say where from: npm run restore -- FILE');
	process.exitCode = 2;
} else await withDatabase(({ db }) => sayCopied(restore(db, resolve(file)), 'restored'));
