/** Files of evidence come back from a backup as they were, and what is missing or altered is named. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeOnDisk } from '#lib/server/files/stores/disk.ts';
import { storeInS3 } from '#lib/server/files/stores/s3.ts';
import type { FileStore } from '#lib/server/files/stores/store.ts';
import { backupFiles, filesBeside, restoreFiles } from '#lib/server/operations/backup-files.ts';
import { freshDatabase } from '../support/database.ts';
import { startObjectStore } from '../support/object-store.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const folder = await mkdtemp(join(tmpdir(), 'tanaw-backup-files-'));
const inFolder = (name: string) => join(folder, name);
const key = 'a key of the operator, long enough';
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const today = '2026-10-05';
const data = inFolder('evidence');
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
	code: number;
	output: string;
	complaint: string;
}

function run(
	program: string,
	args: string[],
	more: { cwd?: string; env?: NodeJS.ProcessEnv } = {}
) {
	return new Promise<Outcome>((done) => {
		const env = { PATH: process.env.PATH, TANAW_KEY: key, DATABASE_URL: url, ...more.env };
		execFile(program, args, { ...more, env }, (error, output, complaint) =>
			done({ code: Number(error?.code ?? 0), output, complaint })
		);
	});
}
const node = (args: string[], env: NodeJS.ProcessEnv = { EVIDENCE_DIR: data }) =>
	run(process.execPath, args, { env });

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const photo = await sharp({
	create: { width: 400, height: 300, channels: 3, background: '#17566b' }
})
	.jpeg()
	.toBuffer();

async function send(server: TestServer, name: string, bytes: Uint8Array): Promise<void> {
	const form = new FormData();
	const fields = { request_id: crypto.randomUUID(), caption: name, speaks_of: '' };
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	form.set('file', new File([new Uint8Array(bytes)], name));
	const cookie = await server.signIn(`reporter.${plan.milg}@example.org`);
	const { status } = await fetch(`${server.origin}/my/activities/${plan.ofMilg}/evidence?/file`, {
		...{ method: 'POST', redirect: 'manual', body: form },
		headers: { accept: 'text/html', origin: server.origin, cookie }
	});
	if (status !== 303) throw new Error(`${name} was answered with ${status}`);
}

interface Stored {
	name: string;
	sha256: string;
	thumbnail: string | null;
}
let files: Stored[];

beforeAll(async () => {
	const server = await startServer({
		databaseUrl: url,
		environment: { EVIDENCE_DIR: data, TANAW_TODAY: today }
	});
	await send(server, 'site.jpg', photo);
	await send(server, 'kiosks.csv', Buffer.from('place,kiosks\nCotabato,5\n'));
	await server.stop();
	files = await db
		.selectFrom('evidence_file')
		.select(['name', 'sha256', 'thumbnail'])
		.orderBy('id')
		.execute();
});

const placeOf = (name: string) => `${name.slice(0, 2)}/${name}`;
const namesIn = async (of: FileStore) => {
	const names: string[] = [];
	for await (const { name } of of.list()) names.push(name);
	return names.sort();
};
const allNames = () =>
	files.flatMap(({ name, thumbnail }) => [name, thumbnail ?? []].flat()).sort();

/** A backup that a test may spoil. */
async function backedUp(name: string): Promise<{ file: string; beside: string }> {
	const file = inFolder(name);
	await backupFiles(db, storeOnDisk(data), file, { key });
	return { file, beside: filesBeside(file) };
}

test('database and folder are lost; from the backup each file is served as it was', async () => {
	const file = inFolder('nightly');
	const written = await node(['scripts/backup.ts', file]);
	expect(written).toMatchObject({ code: 0, complaint: '' });
	expect(written.output).toMatch(/\nFiles of evidence written: 3, \d+ bytes\.\n$/);
	expect((await stat(filesBeside(file))).mode & 0o777).toBe(0o700);
	const sums = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
		cwd: filesBeside(file)
	});
	expect(sums.code).toBe(0);
	expect(sums.output.match(/: OK$/gm)).toHaveLength(3);
	const checked = await node(['scripts/backup.ts', '--check', file], { DATABASE_URL: 'unused' });
	expect(checked.code).toBe(0);
	expect(checked.output).toContain('Files of evidence read and as signed: 3,');

	const { url: empty } = await freshDatabase();
	const back = { DATABASE_URL: empty, EVIDENCE_DIR: inFolder('restored') };
	const restored = await node(['scripts/restore.ts', file], back);
	expect(restored).toMatchObject({ code: 0, complaint: '' });
	expect(restored.output).toContain('Files of evidence restored: 3,');
	const server = await startServer({
		databaseUrl: empty,
		environment: { EVIDENCE_DIR: back.EVIDENCE_DIR, TANAW_TODAY: today }
	});
	try {
		const cookie = await server.signIn(`reporter.${plan.milg}@example.org`);
		for (const { name, sha256, thumbnail } of files) {
			const answer = await get(`${server.origin}/evidence/${name}`, { cookie });
			expect(sumOf(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256);
			if (!thumbnail) continue;
			const small = await get(`${server.origin}/evidence/${thumbnail}/thumbnail`, { cookie });
			const before = await readFile(join(data, placeOf(thumbnail)));
			expect(Buffer.from(await small.arrayBuffer())).toEqual(before);
		}
	} finally {
		await server.stop();
	}
});

test('from a folder into a bucket and back, the same files', async () => {
	const keys = { keyId: 'id', secret: 'secret', region: 'us-east-1' };
	const remote = await startObjectStore(keys);
	const bucket = storeInS3({ address: remote.address, ...keys });
	const { file } = await backedUp('to-bucket');
	expect(await restoreFiles(db, bucket, file, { key })).toMatchObject({ files: 3, missing: [] });
	expect(await namesIn(bucket)).toEqual(allNames());
	const again = inFolder('from-bucket');
	expect(await backupFiles(db, bucket, again, { key })).toMatchObject({ files: 3, altered: [] });
	const list = 'SHA256SUMS';
	expect(await readFile(join(filesBeside(again), list), 'utf8')).toBe(
		await readFile(join(filesBeside(file), list), 'utf8')
	);
	await remote.close();
});

test('a bucket that refuses is said in words: what was kept, what to do; and once it answers all is well', async () => {
	const keys = { keyId: 'id', secret: 'secret', region: 'us-east-1' };
	const remote = await startObjectStore(keys);
	const { file: whole } = await backedUp('for-bucket');
	await restoreFiles(db, storeInS3({ address: remote.address, ...keys }), whole, { key });
	const env = {
		...{ EVIDENCE_S3: remote.address, EVIDENCE_S3_REGION: keys.region },
		...{ EVIDENCE_S3_KEY_ID: keys.keyId, EVIDENCE_S3_SECRET: keys.secret }
	};
	remote.failing(403);
	const file = inFolder('refused');
	const { code, complaint, output } = await node(['scripts/backup.ts', file], env);
	expect(code).toBe(1);
	expect(output).toMatch(/\d+ tables, \d+ rows written/);
	expect(complaint).toMatch(
		/^Files of evidence are not written\. \w\w\/\w{32} \(site\.jpg\) could not be copied: the object store answered 403\. None of the files is kept; what was written of the tables is whole\./m
	);
	expect(complaint).toContain('write the backup anew under another name.');
	expect(complaint).not.toMatch(/^\s+at /m);
	expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual(['refused']);

	remote.failing(undefined);
	remote.objects.clear();
	remote.failing(403);
	const again = await node(['scripts/restore.ts', '--files', whole], env);
	expect(again.code).toBe(1);
	expect(again.complaint).toContain('could not be brought back: the object store answered 403.');
	expect(again.complaint).toContain(
		`\`npm run restore -- --files ${whole}\` brings back what is left`
	);
	expect(again.complaint).not.toMatch(/^\s+at /m);
	remote.failing(undefined);
	expect(await node(['scripts/restore.ts', '--files', whole], env)).toMatchObject({ code: 0 });
	expect(remote.objects.size).toBe(3);

	await remote.close();
	const gone = await node(['scripts/backup.ts', inFolder('nobody-there')], env);
	expect(gone.complaint).toMatch(/could not be copied: fetch failed \(.*ECONNREFUSED/);
	expect(gone.complaint).not.toMatch(/^\s+at /m);
});

describe('what is not as it should be', () => {
	test('is named by restore and left out; the rest comes back, and that too once it is there', async () => {
		const { file, beside } = await backedUp('spoilt');
		const [first, second] = files as [Stored, Stored];
		const whole = await readFile(join(beside, placeOf(first.name)));
		await writeFile(join(beside, placeOf(first.name)), whole.subarray(1));
		await rm(join(beside, placeOf(second.name)));
		const target = inFolder('partly');
		const env = { EVIDENCE_DIR: target };
		const restored = await node(['scripts/restore.ts', '--files', file], env);
		expect(restored.code).toBe(1);
		expect(restored.output).toMatch(/^Files of evidence restored: 1,/);
		expect(restored.complaint).toBe(
			`Missing: ${placeOf(second.name)} (kiosks.csv)\nAltered: ${placeOf(first.name)} (site.jpg)\n`
		);
		expect(await namesIn(storeOnDisk(target))).toEqual([first.thumbnail]);

		await writeFile(join(beside, placeOf(first.name)), whole);
		await writeFile(join(beside, placeOf(second.name)), 'place,kiosks\nCotabato,5\n');
		expect((await node(['scripts/restore.ts', '--files', file], env)).code).toBe(0);
		expect(await namesIn(storeOnDisk(target))).toEqual(allNames());
	});

	test('is named by --check, which needs neither database nor store', async () => {
		const file = inFolder('checked');
		await node(['scripts/backup.ts', file]);
		const { name } = files[1]!;
		await writeFile(join(filesBeside(file), placeOf(name)), 'other');
		const check = () => node(['scripts/backup.ts', '--check', file], { DATABASE_URL: 'unused' });
		expect(await check()).toMatchObject({ code: 1, complaint: `Altered: ${placeOf(name)}\n` });
		await rm(filesBeside(file), { recursive: true });
		const without = await check();
		expect(without.code).toBe(1);
		expect(without.complaint).toMatch(
			/^Files of evidence are not read.*SHA256SUMS: there is no such/
		);
	});

	test.each<[string, (list: string) => string, RegExp]>([
		['changed', (list) => list.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')), /signature/],
		[
			'signed under another key',
			(list) => list.replace(/signature .*/, `signature ${'0'.repeat(64)}`),
			/signature/
		],
		['cut', (list) => `${list.split('\n')[0]}\n`, /signature/],
		['empty', () => '', /signature/]
	])('a list of checksums that is %s brings nothing back', async (name, spoil, words) => {
		const { file, beside } = await backedUp(`list-${name.split(' ')[0]}`);
		const list = join(beside, 'SHA256SUMS');
		await writeFile(list, spoil(await readFile(list, 'utf8')));
		const target = inFolder(`list-${name.split(' ')[0]}-target`);
		await expect(restoreFiles(db, storeOnDisk(target), file, { key })).rejects.toThrow(words);
		await expect(readdir(target)).rejects.toMatchObject({ code: 'ENOENT' });
	});

	test('a list that leads elsewhere is none, though it is taken unsigned', async () => {
		const { file, beside } = await backedUp('elsewhere');
		await writeFile(join(beside, 'SHA256SUMS'), `${'0'.repeat(64)}  ../../key\n# signature\n`);
		await expect(
			restoreFiles(db, storeOnDisk(inFolder('nowhere')), file, { key, unverified: true })
		).rejects.toThrow('line 1: this is no checksum');
	});

	test('in the store is left out of a backup and named; what a law had destroyed stops none', async () => {
		const store = storeOnDisk(inFolder('worn'));
		const { file } = await backedUp('for-worn');
		await restoreFiles(db, store, file, { key });
		const [first, second] = files as [Stored, Stored];
		await store.put(first.name, Buffer.from('worn by the disk'));
		await store.remove(second.name);
		const env = { EVIDENCE_DIR: inFolder('worn') };
		const written = await node(['scripts/backup.ts', inFolder('of-worn')], env);
		expect(written.code).toBe(1);
		expect(written.complaint).toBe(
			`Missing: ${placeOf(second.name)} (kiosks.csv)\nAltered: ${placeOf(first.name)} (site.jpg)\n`
		);
		expect(await readdir(inFolder('of-worn.evidence'), { recursive: true })).not.toContain(
			placeOf(first.name)
		);
		await restoreFiles(db, store, file, { key });
		await store.remove(second.name);
		const without = await node(['scripts/backup.ts', inFolder('destroyed')], env);
		expect(without).toMatchObject({
			code: 0,
			complaint: `Missing: ${placeOf(second.name)} (kiosks.csv)\n`
		});
	});
});

describe('after an older backup', () => {
	const inode = async (path: string) => (await stat(path)).ino;

	test('its files take no room again, and are the same', async () => {
		const older = await backedUp('monday');
		const file = inFolder('tuesday');
		const written = await node(['scripts/backup.ts', file, '--after', older.file]);
		expect(written).toMatchObject({ code: 0, complaint: '' });
		for (const name of allNames())
			expect(await inode(join(filesBeside(file), placeOf(name)))).toBe(
				await inode(join(older.beside, placeOf(name)))
			);
		// each is whole by itself: the older one can go
		await rm(older.beside, { recursive: true });
		const target = storeOnDisk(inFolder('from-tuesday'));
		expect(await restoreFiles(db, target, file, { key })).toMatchObject({ files: 3, altered: [] });
	});

	test('what was altered there is copied from the store', async () => {
		const older = await backedUp('wednesday');
		const { name, sha256 } = files[1]!;
		await writeFile(join(older.beside, placeOf(name)), 'other');
		const file = inFolder('thursday');
		await backupFiles(db, storeOnDisk(data), file, { key, after: older.file });
		expect(sumOf(await readFile(join(filesBeside(file), placeOf(name))))).toBe(sha256);
	});
});

test('a folder that is there already is not written over', async () => {
	const { file } = await backedUp('twice');
	await expect(backupFiles(db, storeOnDisk(data), file, { key })).rejects.toThrow('exists already');
});
