import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, inject } from 'vitest';
import { connect, type Db } from '#lib/server/db/connect.ts';

export const TEMPLATE = 'tanaw_migrated';

/** A migrated database of this test file's own, or one without any table; it goes when the file is done. */
export async function freshDatabase({ template = TEMPLATE } = {}): Promise<{
	db: Db;
	url: string;
}> {
	const server = inject('databaseUrl');
	const name = `tanaw_${randomUUID().slice(0, 8)}`;
	const admin = connect(server, { connections: 1 });
	await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin);

	const address = new URL(server);
	address.pathname = `/${name}`;
	// a test that sends sixty queries at once waits for its turn, however busy the machine
	const db = connect(address.href, { connections: 4, patience: 60_000 });
	afterAll(async () => {
		await db.destroy();
		await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin);
		await admin.destroy();
	});
	return { db, url: address.href };
}

/** Until another connection of this database waits for a lock. */
export async function untilSomebodyWaits(db: Db): Promise<void> {
	const { rows } = await sql<{ waits: boolean }>`
		select exists (
			select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
		) as waits
	`.execute(db);
	if (!rows[0]!.waits) await untilSomebodyWaits(db);
}
