/** Files of evidence and the real virus scanner; skipped where clamd is not installed. */
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { scannerAt } from '#lib/server/files/checks/scanner.ts';
import { archiveOf } from '../support/archive.ts';
import { eicar, hasClamd, startClamd } from '../support/clamd.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const megabyte = 1024 * 1024;
const types = `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;

describe.runIf(hasClamd)('with clamd', () => {
	let clamd: Awaited<ReturnType<typeof startClamd>>;
	let server: TestServer;
	let sendFile: (name: string, bytes: Uint8Array) => Promise<Response>;
	let stored: () => Promise<number>;

	beforeAll(async () => {
		clamd = await startClamd();
		const { db, url } = await freshDatabase();
		const plan = await reportingPlan(db);
		const folder = await mkdtemp(join(tmpdir(), 'tanaw-evidence-'));
		server = await startServer({
			databaseUrl: url,
			environment: {
				...{ EVIDENCE_DIR: folder, CLAMD_SOCKET: clamd.socket },
				TANAW_TODAY: '2026-10-05'
			}
		});
		const cookie = await server.signIn(`reporter.${plan.milg}@example.org`);
		sendFile = (name, bytes) => {
			const form = new FormData();
			form.set('request_id', crypto.randomUUID());
			form.set('caption', 'Signed minutes');
			form.set('file', new File([new Uint8Array(bytes)], name));
			const address = `${server.origin}/my/activities/${plan.ofMilg}/evidence?/file`;
			const headers = { accept: 'text/html', origin: server.origin, cookie };
			return fetch(address, { method: 'POST', redirect: 'manual', body: form, headers });
		};
		stored = async () => {
			const rows = await db.selectFrom('evidence_file').select('id').execute();
			const entries = await readdir(folder, { recursive: true, withFileTypes: true });
			expect(entries.filter((entry) => entry.isFile())).toHaveLength(rows.length);
			return rows.length;
		};
	});
	afterAll(() => Promise.all([server.stop(), clamd.stop()]));

	const clean = Buffer.from('place,kiosks\nCotabato,5\n');

	test('what is clean is taken, up to the largest file', async () => {
		expect((await sendFile('kiosks.csv', clean)).status).toBe(303);
		expect((await sendFile('all.csv', Buffer.alloc(20 * megabyte, 'a,b\n'))).status).toBe(303);
		expect(await stored()).toBe(2);
	});

	test.each<[string, string, () => Uint8Array]>([
		['a table', 'list.csv', () => eicar],
		[
			'a workbook',
			'list.xlsx',
			() =>
				archiveOf([
					{ name: '[Content_Types].xml', content: types },
					{ name: 'xl/workbook.xml', content: '<workbook/>' },
					{ name: 'xl/media/note.txt', content: eicar }
				])
		]
	])('EICAR as %s is refused in our words, and nothing is stored', async (_, name, bytes) => {
		const before = await stored();
		const answer = await sendFile(name, bytes());
		expect(answer.status).toBe(400);
		const words = await wordsOf(answer);
		expect(words).toContain('The virus scanner found something in this file. It was not taken.');
		expect(words).not.toContain('Eicar');
		expect(await stored()).toBe(before);
	});

	test('while it says nothing, and once it is stopped, nothing is taken', async () => {
		const impatient = scannerAt(clamd.socket, 500)!;
		await impatient.scan(clean);
		clamd.pause();
		await expect(impatient.scan(clean)).rejects.toMatchObject({ fault: 'not_scanned' });
		clamd.goOn();
		const before = await stored();
		await clamd.stop();
		const answer = await sendFile('kiosks.csv', clean);
		expect(answer.status).toBe(400);
		expect(await wordsOf(answer)).toContain('The virus scanner does not answer');
		expect(await stored()).toBe(before);
	});
});

describe.runIf(hasClamd)('with a clamd whose limits are below ours', () => {
	const large = Buffer.concat([Buffer.alloc(3 * megabyte, 'a,b\n'), eicar]);

	test('what its stream does not take is not taken', async () => {
		const clamd = await startClamd({ StreamMaxLength: '1M' });
		onTestFinished(() => clamd.stop());
		const scanning = scannerAt(clamd.socket)!.scan(large);
		await expect(scanning).rejects.toMatchObject({ fault: 'not_scanned' });
	});

	test('what it did not look through it clears, unless it is set to say so', async () => {
		const clamd = await startClamd({ MaxFileSize: '1M' });
		onTestFinished(() => clamd.stop());
		await expect(scannerAt(clamd.socket)!.scan(large)).resolves.toBeUndefined();
	});

	test('what it says that it did not look through is not taken, and called no virus', async () => {
		const clamd = await startClamd({ MaxFileSize: '1M', AlertExceedsMax: 'yes' });
		onTestFinished(() => clamd.stop());
		const scanning = scannerAt(clamd.socket)!.scan(large);
		await expect(scanning).rejects.toMatchObject({ fault: 'scanned_in_part' });
	});
});
