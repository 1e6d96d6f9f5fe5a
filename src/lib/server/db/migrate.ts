import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import type { Db } from './connect.ts';

/** Reads `migrations/`; Kysely's own provider skips TypeScript that Node runs as it is. */
function migrationsIn(folder: string): MigrationProvider {
	return {
		async getMigrations() {
			const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
			const loaded = files.map(async (file): Promise<[string, Migration]> => {
				const migration = (await import(pathToFileURL(join(folder, file)).href)) as Migration;
				return [file.slice(0, -'.ts'.length), migration];
			});
			return Object.fromEntries(await Promise.all(loaded));
		}
	};
}

/**
 * Brings the schema up to date and returns the names of the migrations that this call applied.
 * Pending migrations share one transaction and an advisory lock: all or nothing, and a second
 * instance that starts meanwhile waits and then finds nothing left to do.
 */
export async function migrate(
	db: Db,
	folder = join(process.cwd(), 'migrations')
): Promise<string[]> {
	const migrator = new Migrator({ db, provider: migrationsIn(folder) });
	const { error, results = [] } = await migrator.migrateToLatest();
	if (error) throw error;
	return results.filter((r) => r.status === 'Success').map((r) => r.migrationName);
}
