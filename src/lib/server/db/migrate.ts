import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import type { Db } from './connect.ts';

const UNDEFINED_TABLE = '42P01';

const ours = () => join(process.cwd(), 'migrations');

/** The migrations that there are, in their order. */
export async function migrationNames(folder = ours()): Promise<string[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
	return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

/** Imports `migrations/`; Kysely's own provider skips TypeScript that Node runs as it is. */
function migrationsIn(folder: string, names: string[]): MigrationProvider {
	return {
		async getMigrations() {
			const loaded = names.map(async (name): Promise<[string, Migration]> => {
				const { href } = pathToFileURL(join(folder, `${name}.ts`));
				return [name, (await import(href)) as Migration];
			});
			return Object.fromEntries(await Promise.all(loaded));
		}
	};
}

/** What Kysely has noted of earlier calls; by name, which is their order. */
export async function appliedMigrations(db: Db): Promise<string[]> {
	try {
		const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
		return rows.map(({ name }) => name).sort();
	} catch (error) {
		if ((error as { code?: string }).code === UNDEFINED_TABLE) return [];
		throw error;
	}
}

/**
 * Brings the schema up to date, or to the migration `upTo`, and returns the names of the migrations
 * that this call applied. Pending migrations share one transaction and an advisory lock: all or
 * nothing, and a second instance that starts meanwhile waits and then finds nothing left to do. Where
 * the names tell that nothing is pending no migration is even loaded.
 */
export async function migrate(
	db: Db,
	{ folder = ours(), upTo }: { folder?: string; upTo?: string } = {}
): Promise<string[]> {
	const names = await migrationNames(folder);
	if (names.join() === (await appliedMigrations(db)).join()) return [];
	const { Migrator } = await import('kysely/migration');
	const migrator = new Migrator({ db, provider: migrationsIn(folder, names) });
	const { error, results = [] } = await (upTo
		? migrator.migrateTo(upTo)
		: migrator.migrateToLatest());
	if (error) throw error;
	return results.filter((r) => r.status === 'Success').map((r) => r.migrationName);
}
