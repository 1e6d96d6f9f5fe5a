/** Back to a moment in the past with PostgreSQL's own tools, by the lines that docs/high-availability.md prints. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded, type EmbeddedDatabase } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { append } from '#lib/server/writing/entries.ts';
import { head, verify } from '#lib/server/writing/chain.ts';
import { printed } from '../../scripts/failover/configuration.ts';
import { postgresPrograms } from '../../scripts/failover/programs.ts';
import { makeOrganisation } from '../support/people.ts';

const bin = postgresPrograms();
const place = mkdtempSync(join(tmpdir(), 'tanaw-moment-'));
const backups = join(place, 'backup');
const running: EmbeddedDatabase[] = [];

afterAll(async () => {
	for (const one of running) await one.stop();
	rmSync(place, { recursive: true, force: true });
});

async function start(folder: string, settings: string[]): Promise<[EmbeddedDatabase, Db]> {
	const embedded = await startEmbedded(join(place, folder), { bin, settings });
	running.push(embedded);
	return [embedded, connect(embedded.superuserUrl, { connections: 2 })];
}

/** As the page prints them, for PostgreSQL's command line. */
function archiveSettings(): string[] {
	const text = printed('archive.conf', { '/backup': backups });
	const lines = text.trim().split('\n');
	return lines.map((line) => line.replace(' = ', '=').replace(/='(.*)'$/, '=$1'));
}

async function write(db: Db, name: string): Promise<void> {
	const subjectId = await makeOrganisation(db, name);
	const entry = {
		actorId: null,
		action: 'test',
		subjectKind: 'organisation',
		subjectId,
		detail: {}
	};
	await db.transaction().execute((trx) => append(trx, entry));
}

async function untilArchived(db: Db): Promise<void> {
	const { rows } = await sql<{
		name: string;
	}>`select pg_walfile_name(pg_switch_wal()) as name`.execute(db);
	const last = sql<{ name: string }>`select last_archived_wal as name from pg_stat_archiver`;
	await expect
		.poll(async () => ((await last.execute(db)).rows[0]!.name ?? '') >= rows[0]!.name, {
			timeout: 150_000
		})
		.toBe(true);
}

const names = async (db: Db) =>
	(await db.selectFrom('organisation').select('acronym').orderBy('id').execute()).map(
		({ acronym }) => acronym
	);

test.runIf(bin)(
	'all that was written until then is there, and nothing of what came after',
	async () => {
		const [first, db] = await start('first', ['wal_level=replica', ...archiveSettings()]);
		const { uid, gid } = statSync(join(first.folder, 'data'));
		for (const folder of [backups, join(backups, 'wal')]) {
			mkdirSync(folder);
			chownSync(folder, uid, gid);
		}
		// who keeps the database keeps its copies
		for (const folder of [place, first.folder]) chownSync(folder, uid, gid);
		const run = (block: string, places: Record<string, string> = {}) => {
			const lines = printed(block, { '/backup': backups, ...places });
			const env = { PATH: `${bin}:${process.env.PATH}`, PGUSER: 'tanaw', PGHOST: 'SOCKETS' };
			env.PGHOST = join(first.folder, 'data');
			execFileSync('sh', ['-e', '-c', lines], {
				cwd: place,
				env,
				...(process.getuid?.() === 0 && { uid, gid })
			});
		};
		await migrate(db);
		await write(db, 'BEFORE');
		run('base-backup.sh');
		await write(db, 'LATER');
		const kept = (await head(db))!;
		const now = sql<{ moment: string }>`select clock_timestamp()::text as moment`;
		const { moment } = (await now.execute(db)).rows[0]!;
		await db.deleteFrom('organisation').execute();
		await write(db, 'MISTAKE');
		await untilArchived(db);
		await db.destroy();
		await first.stop();

		run('go-back.sh', { MOMENT: moment });
		mkdirSync(join(place, 'second'));
		renameSync(join(backups, 'restored'), join(place, 'second', 'data'));
		const [, restored] = await start('second', []);
		const recovers = sql<{ yes: boolean }>`select pg_is_in_recovery() as yes`;
		await expect
			.poll(async () => (await recovers.execute(restored)).rows[0]!.yes, { timeout: 150_000 })
			.toBe(false);
		expect(await names(restored)).toEqual(['BEFORE', 'LATER']);
		expect(await verify(restored, kept)).toMatchObject({ sound: true, head: kept });
		// it goes on from there
		await write(restored, 'AFTERWARDS');
		expect(await names(restored)).toEqual(['BEFORE', 'LATER', 'AFTERWARDS']);
		await restored.destroy();
	}
);
