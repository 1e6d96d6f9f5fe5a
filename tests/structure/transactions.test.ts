/** Who opens a transaction: the frame of writing, and whoever is named here with a reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const exceptions = [
	// one moment of the database, in which nothing is written
	// a draft is laid over the plan for one request, and taken off again
	'lib/server/amendments/drafts.ts',
	'lib/server/auth/personal-data/held.ts',
	'lib/server/facts/settled.ts',
	// what the next snapshot would know, of one moment and kept nowhere
	'lib/server/publishing/preview.ts',
	'lib/server/portfolio/summaries.ts',
	'lib/server/operations/backup.ts',
	'lib/server/writing/chain.ts',
	// what can be found of a plan changes nothing that the plan shows, and nobody did it
	'lib/server/search/commands.ts',
	// the audit log comes from the backup too
	'lib/server/operations/restore.ts'
];

test('transactions are opened by the frame of writing, and by few others', () => {
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
	const opening = files
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'))
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) =>
			/\.(transaction|startTransaction)\(\)/.test(readFileSync(join('src', file), 'utf8'))
		);
	expect(opening.toSorted()).toEqual([...exceptions, 'lib/server/writing/write.ts'].toSorted());
});
