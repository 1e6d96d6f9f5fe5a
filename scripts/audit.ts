/**
 * `npm run audit -- head` prints the newest entry's number and hash, to be kept elsewhere;
 * `npm run audit -- verify [NUMBER HASH]` checks the chain and what was reported, against that head, or
 * the newest one that the application has kept in its data folder.
 */
import { keepHead, newestKept } from '#lib/server/audit/kept-heads.ts';
import { head, verify, type Head, type Verdict } from '#lib/server/writing/chain.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { withDatabase } from './database.ts';

const folder = process.env.TANAW_DATA ?? '.tanaw';

async function printHead(db: Db): Promise<void> {
	const newest = await head(db);
	console.log(newest ? `${newest.id} ${newest.hash}` : 'The log is empty.');
}

const broken = (verdict: Exclude<Verdict, { sound: true }>): string => {
	if (verdict.what === 'unlisted')
		return `Row ${verdict.row.id} of ${verdict.row.table} stands in no entry: it was entered past the log.`;
	return {
		entry: `Broken at entry ${verdict.firstBroken}.`,
		kept_head:
			`The log no longer holds entry ${verdict.firstBroken} as it was kept: it was cut or written anew, ` +
			'or the database is an older one.',
		values: `What was reported with entry ${verdict.firstBroken} is not what stands there now.`
	}[verdict.what];
};

async function printVerdict(db: Db, given: Head | undefined): Promise<void> {
	const kept = given ?? newestKept(folder);
	const verdict = await verify(db, kept);
	if (!verdict.sound) {
		console.error(broken(verdict));
		process.exitCode = 1;
		return;
	}
	console.log(`Sound: ${verdict.entries} entries.`);
	console.log(kept ? `Checked against the head of entry ${kept.id}.` : 'No head was kept so far.');
	await keepHead(db, folder);
}

const [command, id, hash] = process.argv.slice(2);

if (command === 'head') await withDatabase(({ db }) => printHead(db));
else if (command === 'verify')
	await withDatabase(({ db }) => printVerdict(db, id && hash ? { id, hash } : undefined));
else {
	console.error('npm run audit -- head\nnpm run audit -- verify [NUMBER HASH]');
	process.exitCode = 2;
}
