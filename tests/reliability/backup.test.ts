/** From the embedded database to a server, older where the machine has one, and back. */
import { execFile } from 'node:child_process';
import {
	existsSync,
	globSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { append } from '#lib/server/writing/entries.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { backup } from '#lib/server/operations/backup.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { restore } from '#lib/server/operations/restore.ts';
import { seedDemonstration, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-backup-'));
const serverFolder = mkdtempSync(join(tmpdir(), 'tanaw-backup-server-'));
const file = (name: string) => join(folder, name);
const planner = 'planner@demo.example.org';

const { db: first } = await freshDatabase();
await seedReference(first);
await seedDemonstration(first, () => {});
await linkFor(first, planner, 'http://localhost');
await first.updateTable('kpi').set({ tolerance: '12345678901234567890.1250' }).execute();
await first.transaction().execute((trx) =>
	append(trx, {
		actorId: null,
		action: 'test',
		subjectKind: 'test',
		detail: { amount: 0.1, words: 'line\nline\u2028“quoted” \\ ٣' }
	})
);

const bin = globSync('/usr/lib/postgresql/*/bin').find((path) => existsSync(join(path, 'initdb')));
const server = await startEmbedded(serverFolder, { bin, settings: ['fsync=off'] });
const second = connect(server.superuserUrl);
await migrate(second);
const { db: third, url } = await freshDatabase();

afterAll(async () => {
	await second.destroy();
	await server.stop();
	for (const made of [folder, serverFolder]) rmSync(made, { recursive: true, force: true });
});

interface Outcome {
	code: number;
	output: string;
	complaint: string;
}

function run(...args: string[]) {
	return new Promise<Outcome>((done) => {
		const env = { PATH: process.env.PATH, DATABASE_URL: url };
		execFile(process.execPath, args, { env }, (error, output, complaint) =>
			done({ code: Number(error?.code ?? 0), output, complaint })
		);
	});
}

async function count(db: Db, table: 'plan' | 'session' | 'sign_in_link'): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int from ${sql.table(table)}
	`.execute(db);
	return rows[0]!.count;
}

test('there and back: counts, checksums and the audit chain are the same, and it works', async () => {
	const written = await backup(first, file('1'));
	expect(written.tables.find(({ table }) => table === 'spending')!.rows).toBeGreaterThan(100);
	expect(written.auditHead).not.toBeNull();
	expect(statSync(file('1')).mode & 0o777).toBe(0o600);
	expect(await restore(second, file('1'))).toEqual(written);
	expect(await verify(second, written.auditHead!)).toMatchObject({ sound: true });
	expect(await backup(second, file('2'))).toEqual(written);

	const back = await run('scripts/restore.ts', file('2'));
	expect(back).toMatchObject({ code: 0, complaint: '' });
	for (const { table, rows, checksum } of written.tables)
		expect(back.output).toContain(`${checksum} ${rows} ${table}\n`);
	expect(back.output).toContain(`Audit log: ${written.auditHead!.id} ${written.auditHead!.hash}`);
	expect([await count(first, 'sign_in_link'), await count(third, 'sign_in_link')]).toEqual([1, 0]);

	const restored = await startServer({ databaseUrl: url });
	try {
		const cookie = await restored.signIn(planner);
		const page = await get(`${restored.address}/plans/bangsamoro-demo/edit`, { cookie });
		expect(page.status).toBe(200);
		// new entries follow on those that were brought back
		expect(await verify(third, written.auditHead!)).toMatchObject({ sound: true });
	} finally {
		await restored.stop();
	}
});

test('a database that is not empty is refused, a file that exists too', async () => {
	const again = await run('scripts/restore.ts', file('1'));
	expect([again.code, again.output]).toEqual([1, '']);
	expect(again.complaint).toMatch(
		/^Nothing was restored\. The database is not empty \(\w+: \d+ rows\)/
	);
	const over = await run('scripts/backup.ts', file('1'));
	expect([over.code, over.complaint]).toEqual([
		1,
		`Nothing was written. ${file('1')} exists already; name a new file.\n`
	]);
	expect((await run('scripts/backup.ts')).code).toBe(2);
});

test.each([
	['cut', (text: string) => gzipSync(text).subarray(0, 20_000), /not whole/],
	[
		'cut between lines',
		(text: string) => gzipSync(text.slice(0, text.length / 2)),
		/changed|early/
	],
	['changed', (text: string) => gzipSync(text.replace('"title":"', '"title":"X')), /rows of/],
	['of another version', (text: string) => gzipSync(text.replace('-01-create', '-00-x')), /schema/],
	['no backup', () => Buffer.from('something else'), /no backup/]
])('a backup that is %s is refused, and nothing of it is there', async (name, spoil, words) => {
	const { db: empty } = await freshDatabase();
	const spoilt = file(name.replaceAll(' ', '-'));
	writeFileSync(spoilt, spoil(gunzipSync(readFileSync(file('1'))).toString()));
	await expect(restore(empty, spoilt)).rejects.toThrow(words);
	expect(await count(empty, 'plan')).toBe(0);
});
