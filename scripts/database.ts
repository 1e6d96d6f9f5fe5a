import { NotStarted } from '#lib/server/db/embedded/not-started.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';

/** Runs an operator's command on the database; a server that somebody else uses is left running. */
export async function withDatabase<T>(
	command: (database: OpenDatabase) => Promise<T>,
	options: { asItIs?: boolean; say?: (words: string) => void } = {}
): Promise<T> {
	const database = await openDatabase({
		url: process.env.DATABASE_URL,
		folder: process.env.TANAW_DATA ?? '.tanaw',
		...options
	}).catch((error: unknown) => {
		if (!(error instanceof NotStarted)) throw error;
		console.error(error.message);
		process.exit(1);
	});
	try {
		return await command(database);
	} finally {
		await database.close();
	}
}
