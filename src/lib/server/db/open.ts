import { connect, type Db } from './connect.ts';
import { attend, type Presence } from './embedded/presence.ts';
import { startEmbedded, type EmbeddedDatabase } from './embedded/start.ts';
import { migrate } from './migrate.ts';
import { keepRunning } from './watch.ts';

export interface OpenDatabase {
	/** As the owner of the tables. */
	db: Db;
	/** For serving pages; on our own database that is a role which can change no table. */
	url: string;
	/** Our own database, where we run the server ourselves. */
	embedded: EmbeddedDatabase | undefined;
	/** Closes it; our own server is stopped where no other process of ours uses it. */
	close(): Promise<void>;
}

interface Opened {
	url: string;
	ownerUrl: string;
	embedded?: EmbeddedDatabase;
	close(): Promise<void>;
}

/** Asked once more where another process has told the server to end a moment ago. */
async function attended(folder: string, tries = 3): Promise<[EmbeddedDatabase, Presence]> {
	const embedded = await startEmbedded(folder);
	try {
		return [embedded, await attend(embedded.superuserUrl)];
	} catch (error) {
		if (tries === 0) throw error;
		return await attended(folder, tries - 1);
	}
}

async function openEmbedded(
	folder: string,
	watched: boolean,
	say: (words: string) => void
): Promise<Opened> {
	say('Starting the database …');
	const [embedded, presence] = await attended(folder);
	const unwatch = watched ? keepRunning(embedded, say) : undefined;
	return {
		url: embedded.url,
		ownerUrl: embedded.ownerUrl,
		embedded,
		close: async () => {
			await unwatch?.();
			// one that does not answer is left to whoever else uses it
			if (await presence.isLast().catch(() => false)) await embedded.stop();
			await presence.end().catch(() => {});
		}
	};
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
	const opened: Opened = url
		? { url, ownerUrl: url, close: async () => {} }
		: await openEmbedded(folder, watched, say);
	const db = connect(opened.ownerUrl, {
		connections: 2,
		applicationName: `tanaw ${process.pid}`
	});
	const close = async () => {
		await db.destroy();
		await opened.close();
	};
	try {
		const applied = asItIs ? [] : await migrate(db);
		if (applied.length > 0) say(`Schema brought up to date: ${applied.length} migrations.`);
	} catch (error) {
		await close();
		throw error;
	}
	return { db, url: opened.url, embedded: opened.embedded, close };
}
