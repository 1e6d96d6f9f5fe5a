import { sql } from 'kysely';
import { connect, type Db } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { keepRunning } from './watch.ts';

export interface OpenDatabase {
	db: Db;
	url: string;
	/** True where we run the server ourselves. */
	embedded: boolean;
	/** True where our own server was running before: an application may be using it. */
	adopted: boolean;
	close(): Promise<void>;
}

/** Whether another process of ours still uses the server: the last one to leave stops it. */
async function othersConnected(db: Db): Promise<boolean> {
	const { rows } = await sql<{ others: number }>`
		select count(*)::int as others from pg_stat_activity
		where backend_type = 'client backend' and pid <> pg_backend_pid()
			and application_name <> current_setting('application_name')
	`.execute(db);
	return (rows[0]?.others ?? 0) > 0;
}

/**
 * Opens the database at `url`, or our own in `folder`, and brings its schema up to date.
 * Throws where the database cannot be reached or a migration fails; then nothing is changed.
 */
export async function openDatabase({
	url,
	folder,
	asItIs = false,
	watched = false,
	say = () => {}
}: {
	url: string | undefined;
	folder: string;
	/** Leaves the schema as it is, as for a copy. */
	asItIs?: boolean;
	/** Starts our own server again where it ends before it is closed. */
	watched?: boolean;
	say?: (words: string) => void;
}): Promise<OpenDatabase> {
	if (!url) say('Starting the database …');
	const embedded = url ? undefined : await startEmbedded(folder);
	const address = url ?? embedded!.url;
	const db = connect(address, { connections: 2, applicationName: `tanaw ${process.pid}` });
	const applied = asItIs ? [] : await migrate(db);
	if (applied.length > 0) say(`Schema brought up to date: ${applied.length} migrations.`);
	const unwatch = embedded && watched ? keepRunning(embedded, say) : undefined;
	return {
		db,
		url: address,
		embedded: embedded !== undefined,
		adopted: embedded?.adopted ?? false,
		close: async () => {
			await unwatch?.();
			const leave = embedded?.isRunning() && (await othersConnected(db).catch(() => false));
			await db.destroy();
			if (!leave) await embedded?.stop();
		}
	};
}
