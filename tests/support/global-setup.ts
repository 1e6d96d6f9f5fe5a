import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sql } from 'kysely';
import { connect } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { TEMPLATE } from './database.ts';

declare module 'vitest' {
	interface ProvidedContext {
		databaseUrl: string;
	}
}

/**
 * One throw-away PostgreSQL for a test run, with one migrated database from which each test file
 * copies its own. `TEST_POSTGRES_BIN` names another version's programs, `TEST_DATABASE_URL` a server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-test-'));
	const given = process.env.TEST_DATABASE_URL;
	const embedded = given
		? undefined
		: await startEmbedded(folder, {
				bin: process.env.TEST_POSTGRES_BIN,
				settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
			});
	const url = given ?? embedded!.superuserUrl;
	const db = connect(url, { connections: 1 });
	await sql`drop database if exists ${sql.id(TEMPLATE)}`.execute(db);
	await sql`create database ${sql.id(TEMPLATE)}`.execute(db);
	await db.destroy();

	const templateUrl = new URL(url);
	templateUrl.pathname = `/${TEMPLATE}`;
	const template = connect(templateUrl.href, { connections: 1 });
	await migrate(template);
	await template.destroy();

	project.provide('databaseUrl', url);
	return async () => {
		await embedded?.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
