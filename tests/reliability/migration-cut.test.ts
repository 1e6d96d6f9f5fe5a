/** A first start that is killed half-way, and then two that come at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';
import { frameworkSlugs } from '../../seeds/folders.ts';
import { frontDoor } from '../../scripts/prepare.js';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase({ template: 'template0' });

/** Lets whoever creates the log's table, the sixth migration, wait for a lock that we hold. */
async function holdAtSixthMigration(): Promise<void> {
	await sql`
		create schema held;
		create function held.wait() returns event_trigger language plpgsql as $$
		begin
			if exists (select from pg_event_trigger_ddl_commands()
				where object_identity = 'public.audit_entry') then
				perform pg_advisory_xact_lock(7);
			end if;
		end $$;
		create event trigger held on ddl_command_end execute function held.wait();
	`.execute(db);
}

async function count(what: 'waiting' | 'connected' | 'tables'): Promise<number> {
	const ofServer = sql`from pg_stat_activity
		where datname = current_database() and application_name like 'tanaw %'`;
	const question = {
		waiting: sql`${ofServer} and wait_event = 'advisory'`,
		connected: ofServer,
		tables: sql`from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`
	};
	const { rows } = await sql<{ count: number }>`select count(*)::int ${question[what]}`.execute(db);
	return rows[0]!.count;
}

const patience = { timeout: 150_000 };

test('killed in the middle of migrating nothing is half there; the next start migrates it all', async () => {
	await holdAtSixthMigration();
	await db.connection().execute(async (held) => {
		await sql`select pg_advisory_lock(7)`.execute(held);
		const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: url };
		const child = spawn(process.execPath, [frontDoor], { stdio: 'ignore', env });
		await expect.poll(() => count('waiting'), patience).toBe(1);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await sql`select pg_advisory_unlock(7)`.execute(held);
	});
	await expect.poll(() => count('connected'), patience).toBe(0);
	expect(await count('tables')).toBe(0);
	await sql`drop event trigger held; drop schema held cascade`.execute(db);
});

test('two that start at once on an empty database both come up, and write nothing twice', async () => {
	const servers = await Promise.all([
		startServer({ databaseUrl: url }),
		startServer({ databaseUrl: url })
	]);
	for (const { address } of servers) expect((await get(`${address}/healthz`)).status).toBe(200);
	const { rows } = await sql<{ frameworks: number; people: number; migrations: number }>`
		select (select count(*)::int from framework) as frameworks,
			(select count(*)::int from user_account) as people,
			(select count(*)::int from kysely_migration) as migrations
	`.execute(db);
	const migrations = readdirSync('migrations').length;
	const frameworks = frameworkSlugs.length;
	expect(rows).toEqual([{ frameworks, people: 1, migrations }]);
	expect(await migrate(db)).toEqual([]);
	for (const server of servers) expect(await server.stop()).toBe(0);
});
