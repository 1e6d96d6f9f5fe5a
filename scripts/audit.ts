/**
 * `npm run audit -- head` prints the newest entry's number and hash, to be kept elsewhere;
 * `npm run audit -- verify [NUMBER HASH]` checks the chain, and against a head that was kept.
 */
import { head, verify } from '#lib/server/writing/chain.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { withDatabase } from './database.ts';

async function printHead(db: Db): Promise<void> {
	const newest = await head(db);
	console.log(newest ? `${newest.id} ${newest.hash}` : 'The log is empty.');
}

async function printVerdict(db: Db, id?: string, hash?: string): Promise<void> {
	const verdict = await verify(db, id && hash ? { id, hash } : undefined);
	if (verdict.sound) {
		console.log(`Sound: ${verdict.entries} entries.`);
		return;
	}
	console.error(`Broken at entry ${verdict.firstBroken}.`);
	process.exitCode = 1;
}

const [command, id, hash] = process.argv.slice(2);

if (command === 'head') await withDatabase(({ db }) => printHead(db));
else if (command === 'verify') await withDatabase(({ db }) => printVerdict(db, id, hash));
else {
	console.error('npm run audit -- head\nnpm run audit -- verify [NUMBER HASH]');
	process.exitCode = 2;
}
