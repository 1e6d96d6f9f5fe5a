import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';

/** Runs an operator's command on the database; a server that was running before is left running. */
export async function withDatabase<T>(
	command: (database: OpenDatabase) => Promise<T>,
	options: { asItIs?: boolean; say?: (words: string) => void } = {}
): Promise<T> {
	const database = await openDatabase({
		url: process.env.DATABASE_URL,
		folder: process.env.TANAW_DATA ?? '.tanaw',
		...options
	});
	try {
		return await command(database);
	} finally {
		// an idle application holds no connection, so not being connected is no sign that it is gone
		await (database.adopted ? database.db.destroy() : database.close());
	}
}
