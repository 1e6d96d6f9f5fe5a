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
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { backup } from '#lib/server/operations/backup.ts';
import { fingerprintOf, signatureUnder } from '#lib/server/operations/backup-format.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { check, restore } from '#lib/server/operations/restore.ts';
import { seedDemonstration, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-backup-'));
const serverFolder = mkdtempSync(join(tmpdir(), 'tanaw-backup-server-'));
const file = (name: string) => join(folder, name);
const planner = 'planner@demo.example.org';
const key = 'a key of the operator, long enough';
const otherKey = 'another key of another operator, as long';

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

function run(args: string[], environment: Record<string, string> = {}) {
	return new Promise<Outcome>((done) => {
		const env = { PATH: process.env.PATH, DATABASE_URL: url, TANAW_KEY: key, ...environment };
		execFile(process.execPath, args, { env }, (error, output, complaint) =>
			done({ code: Number(error?.code ?? 0), output, complaint })
		);
	});
}

async function count(
	db: Db,
	table: 'plan' | 'session' | 'sign_in_link' | 'second_factor'
): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int from ${sql.table(table)}
	`.execute(db);
	return rows[0]!.count;
}

test('there and back: counts, checksums and the audit chain are the same, and it works', async () => {
	const written = await backup(first, file('1'), key);
	expect(written.tables.find(({ table }) => table === 'spending')!.rows).toBeGreaterThan(100);
	expect(written.auditHead).not.toBeNull();
	expect(statSync(file('1')).mode & 0o777).toBe(0o600);
	expect(await restore(second, file('1'), { key })).toEqual(written);
	expect(await verify(second, written.auditHead!)).toMatchObject({ sound: true });
	expect(await backup(second, file('2'), key)).toEqual(written);

	const back = await run(['scripts/restore.ts', file('2')]);
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
	const again = await run(['scripts/restore.ts', file('1')]);
	expect([again.code, again.output]).toEqual([1, '']);
	expect(again.complaint).toMatch(
		/^Nothing was restored\. The database is not empty \(\w+: \d+ rows\)/
	);
	const over = await run(['scripts/backup.ts', file('1')]);
	expect([over.code, over.complaint]).toEqual([
		1,
		`Nothing was written. ${file('1')} exists already; name a new file.\n`
	]);
	expect((await run(['scripts/backup.ts'])).code).toBe(2);
});

const text = () => gunzipSync(readFileSync(file('1'))).toString();
const plainLines = () => text().split('\n');

/** What was written under the same key, but not by us: its signature is right. */
function signedAnew(lines: string[]): Buffer {
	const body = lines.map((line) => `${line}\n`).join('');
	const signature = signatureUnder(key).update(body).digest('hex');
	return gzipSync(`${body}${JSON.stringify({ signature })}\n`);
}

/** A row that takes the place of the first organisation's. */
function withRow(row: string): Buffer {
	const lines = plainLines().slice(0, -2);
	lines[lines.findIndex((line) => line.startsWith('{"table":"organisation"')) + 1] = row;
	return signedAnew(lines);
}

const spoilt: [name: string, spoil: () => Buffer, words: RegExp][] = [
	[
		'cut',
		() => gzipSync(text()).subarray(0, 20_000),
		/line \d+: it is no backup, or it is not whole/
	],
	[
		'cut between lines',
		() => gzipSync(`${plainLines().slice(0, 500).join('\n')}\n`),
		/line 500: it is not whole: it ends too early/
	],
	['changed', () => gzipSync(text().replace('"title":"', '"title":"X')), /it was changed|rows of/],
	[
		'changed in a number',
		() => gzipSync(text().replace(/"weight":1/, '"weight":2')),
		/line \d+: its signature is not that of its lines/
	],
	[
		'signed under another key',
		() => gzipSync(text().replace(/"signature":"\w{4}/, '"signature":"0000')),
		/its signature is not/
	],
	['longer than its end', () => gzipSync(`${text()}{}\n`), /it goes on after its end/],
	[
		'of a later version',
		() => gzipSync(text().replace('-01-create', '-00-x')),
		/line 1: its schema .* does not know/
	],
	['no backup', () => Buffer.from('something else'), /: it is no backup/],
	['no text', () => gzipSync(Buffer.from([0xff, 0xfe, 0x0a])), /line 1: it is not text/],
	['other JSON', () => gzipSync('{"format":"tanaw backup 2"}\n'), /line 1: this is no backup/],
	[
		'a line without end',
		() => gzipSync(Buffer.alloc(40_000_000, 0x20)),
		/a line has more than|more than/
	],
	[
		'rows without end',
		() => withRow(`{}${',{}'.repeat(1_000_000)}`),
		/line \d+: PostgreSQL refuses/
	],
	[
		'a row too deep',
		() => withRow(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
		/PostgreSQL refuses/
	],
	['a row of NUL', () => withRow('{"id":1,"name":"\\u0000"}'), /line \d+: PostgreSQL refuses/]
];

test.each(spoilt)(
	'a backup that is %s is refused with what and where, and nothing of it is there',
	async (name, spoil, words) => {
		const { db: empty } = await freshDatabase();
		const path = file(name.replaceAll(' ', '-'));
		writeFileSync(path, spoil());
		await expect(restore(empty, path, { key })).rejects.toThrow(words);
		expect(await count(empty, 'plan')).toBe(0);
	}
);

test('a file that unpacks to more than any backup is read no further', async () => {
	const table = '{"table":"plan","rows":1000000000,"checksum":""}';
	const rows = `{"text":"${'x'.repeat(3_000)}"}\n`.repeat(60_000);
	writeFileSync(file('bomb'), gzipSync(`${plainLines()[0]}\n${table}\n${rows}`));
	await expect(check(file('bomb'), { key })).rejects.toThrow(
		/line \d+: unpacked it would be more than \d+ bytes/
	);
});

test('a damaged file costs neither memory nor a stack on the operator’s screen', async () => {
	const path = file('a-line-without-end');
	const bounded = ['--max-old-space-size=96', 'scripts/restore.ts', path];
	const refused = await run(bounded, { DATABASE_URL: (await freshDatabase()).url });
	expect([refused.code, refused.output]).toEqual([1, '']);
	expect(refused.complaint).toMatch(/^Nothing was restored\. \S+: .*\n$/);
});

test('a file can be checked without a database', async () => {
	const checked = (path: string, more: string[] = [], environment = {}) =>
		run(['scripts/backup.ts', '--check', path, ...more], {
			DATABASE_URL: 'unused',
			...environment
		});
	const sound = await checked(file('1'));
	expect([sound.code, sound.complaint]).toEqual([0, '']);
	expect(sound.output).toContain('rows read and as signed.');
	const changed = await checked(file('changed-in-a-number'));
	expect([changed.code, changed.output]).toEqual([1, '']);
	expect(changed.complaint).toMatch(/^\S+, line \d+: its signature is not .*\n$/);
	expect((await checked(file('cut'))).code).toBe(1);
	expect((await checked(file('none'))).complaint).toContain('there is no such file');
	expect((await checked(file('1'), [], { TANAW_KEY: otherKey })).complaint).toContain(
		`it was written under the key ${fingerprintOf(key)}, and here is the key ${fingerprintOf(otherKey)}`
	);
	expect((await checked(file('1'), ['--unverified'], { TANAW_KEY: otherKey })).code).toBe(0);
});

test('a key that does not fit is said by restore, and by each start', async () => {
	const { db: source } = await freshDatabase();
	const { id } = await makePerson(source, { role: 'administrator' });
	const secret = sealWith(() => key).close(Buffer.alloc(20), id);
	await source
		.insertInto('second_factor')
		.values({ user_id: id, secret, confirmed_at: new Date() })
		.execute();
	await backup(source, file('factors'), key);

	const { db: target, url: targetUrl } = await freshDatabase();
	const environment = { DATABASE_URL: targetUrl, TANAW_KEY: otherKey };
	const refused = await run(['scripts/restore.ts', file('factors')], environment);
	expect(refused.code).toBe(1);
	expect(refused.complaint).toContain('line 1: it was written under the key');
	expect(refused.complaint).not.toContain('    at ');
	const taken = await run(['scripts/restore.ts', '--unverified', file('factors')], environment);
	expect([taken.code, await count(target, 'second_factor')]).toEqual([0, 1]);

	for (const [given, words] of [
		[otherKey, /The key here \(\w+\) does not open the second factors/],
		[key, /^(?!.*does not open)/s]
	] as const) {
		const started = await startServer({
			databaseUrl: targetUrl,
			environment: { TANAW_KEY: given }
		});
		await expect.poll(started.output).toContain('Tanaw is at');
		await started.stop();
		expect(started.output()).toMatch(words);
	}
});
