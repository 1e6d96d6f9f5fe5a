/** Evidence on the built server: what is taken, what comes back with which words, and how it is served. */
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '#lib/server/files/checks/accept.ts';
import { archiveOf } from '../support/archive.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startScanner } from '../support/scanner.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const scanner = await startScanner();
const folder = await mkdtemp(join(tmpdir(), 'tanaw-evidence-'));
const server = await startServer({
	databaseUrl: url,
	environment: {
		...{ EVIDENCE_DIR: folder, CLAMD_SOCKET: scanner.address },
		TANAW_TODAY: '2026-10-05'
	}
});
afterAll(() => Promise.all([server.stop(), scanner.close()]));
const { origin } = server;
const milg = await server.signIn(`reporter.${plan.milg}@example.org`);
const mpw = await server.signIn(`reporter.${plan.mpw}@example.org`);
const planner = await server.signIn((await makePerson(db, { role: 'planner' })).email);
const page = `${origin}/my/activities/${plan.ofMilg}/evidence`;

interface Sent {
	name?: string;
	bytes?: Uint8Array | string;
	caption?: string;
	cookie?: string;
	to?: string;
	more?: Record<string, string>;
}

function send(action: 'file' | 'link' | 'take_back', sent: Sent): Promise<Response> {
	const { name, bytes = '', caption = 'Signed minutes', cookie = milg, to = page, more } = sent;
	const form = new FormData();
	const fields = { request_id: crypto.randomUUID(), caption, speaks_of: '', ...more };
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	if (name) form.set('file', new File([new Uint8Array(Buffer.from(bytes))], name));
	return fetch(`${to}?/${action}`, {
		...{ method: 'POST', redirect: 'manual', body: form },
		headers: { accept: 'text/html', origin, cookie }
	});
}

async function stored() {
	const { rows } = await sql<{ evidence: number; files: number }>`
		select (select count(*)::int from evidence) as evidence,
			(select count(*)::int from evidence_file) as files
	`.execute(db);
	const onDisk = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
		one.isFile()
	);
	return { ...rows[0], onDisk: onDisk.length };
}

const picture = (pixels = 60) =>
	sharp({ create: { width: pixels, height: pixels, channels: 3, background: '#17566b' } });
const photo = await picture(600)
	.jpeg()
	.withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '7/1 13/1 0/1' } })
	.toBuffer();

/** Of the newest evidence. */
async function newest() {
	return await db
		.selectFrom('evidence')
		.leftJoin('evidence_file', 'evidence_file.id', 'evidence.file_id')
		.orderBy('evidence.id', 'desc')
		.select(['evidence.id', 'evidence.report_id', 'name', 'thumbnail', 'sha256', 'bytes'])
		.executeTakeFirstOrThrow();
}

const megabyte = 1024 * 1024;
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const entries = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ name: `${at}.xml`, content: '' }));
/** Made before anything is sent: it takes its time. */
const manyEntries = archiveOf(entries(60_000));
const otherType = 'What is in this file is of another type than its name says.';
const bomb = 'This file unpacks to more than a document has.';

test.each<[string, () => Sent | Promise<Sent>, string]>([
	['a page called a table', () => ({ name: 'list.csv', bytes: '<html>' }), otherType],
	['a drawing called a picture', () => ({ name: 'site.png', bytes: svg }), otherType],
	['a program', () => ({ name: 'run.exe', bytes: 'MZ' }), 'Files of this type are not taken.'],
	['a program called a document', () => ({ name: 'run.pdf', bytes: 'MZ' }), otherType],
	[
		'21 MB',
		() => ({ name: 'large.csv', bytes: Buffer.alloc(21 * megabyte, 'a,b\n') }),
		'This file has more than 20 MB.'
	],
	[
		'a bomb',
		() => ({
			name: 'list.xlsx',
			bytes: archiveOf([{ name: 'a.xml', content: Buffer.alloc(65 * megabyte, 32) }])
		}),
		bomb
	],
	['60,000 entries', () => ({ name: 'list.xlsx', bytes: manyEntries }), bomb],
	['half a picture', () => ({ name: 'site.jpg', bytes: photo.subarray(0, 900) }), 'damaged'],
	['nothing in it', () => ({ name: 'list.csv', bytes: '' }), 'This file is empty.'],
	['a virus', () => ({ name: 'list.csv', bytes: 'VIRUS' }), 'The virus scanner found something'],
	['no file', () => ({}), 'Choose a file.'],
	[
		'no caption',
		() => ({ name: 'list.csv', bytes: 'a,b', caption: ' ' }),
		'Choose the file again: list.csv. All else that you typed is kept.'
	],
	[
		'a day to come',
		() => ({ name: 'list.csv', bytes: 'a,b', more: { speaks_of: '2026-10-06' } }),
		'This day is still to come.'
	],
	[
		'another activity’s milestone',
		() => ({ name: 'list.csv', bytes: 'a,b', more: { shows: `milestone-${plan.milestones[0]!}` } }),
		'Choose the file again: list.csv.'
	]
])('a form with %s is refused beside its field, and nothing is stored', async (_, made, words) => {
	const before = await stored();
	const answer = await send('file', { caption: 'What was typed & kept', ...(await made()) });
	expect(answer.status).toBe(400);
	const html = await answer.clone().text();
	expect(await wordsOf(answer)).toContain(words);
	expect(html).toMatch(/aria-describedby="[^"]*-error"/);
	if (!words.includes('Choose the file again: list.csv. All'))
		expect(html).toContain('typed &amp; kept');
	expect(await stored()).toEqual(before);
});

test.each([
	'javascript:alert(1)',
	'data:text/html,x',
	'example.org',
	'',
	'https://a:b@example.org/'
])('the address %j is refused beside its field', async (link) => {
	const answer = await send('link', { more: { link } });
	expect(answer.status).toBe(400);
	expect(await wordsOf(answer)).toContain('This is no address of a page.');
});

test('another ministry’s activity, and one that is not there, are answered alike', async () => {
	const before = await stored();
	for (const to of [
		`${origin}/my/activities/${plan.ofIco}/evidence`,
		`${origin}/my/activities/999999/evidence`,
		`${origin}/my/kpis/${plan.kpis.named}/evidence`
	]) {
		expect((await send('file', { to, name: 'list.csv', bytes: 'a,b' })).status).toBe(404);
		expect((await get(to, { cookie: milg })).status).toBe(404);
	}
	expect(await stored()).toEqual(before);
});

test('while the scanner is away nothing is taken, and the page says so', async () => {
	const before = await stored();
	scanner.behave('breaks_off');
	const answer = await send('file', { name: 'list.csv', bytes: 'a,b' });
	scanner.behave('scans');
	expect(answer.status).toBe(400);
	expect(await wordsOf(answer)).toContain('The virus scanner does not answer');
	expect(await stored()).toEqual(before);
});

let file: Awaited<ReturnType<typeof newest>>;
beforeAll(async () => {
	const answer = await send('file', {
		name: 'site.jpg',
		bytes: Buffer.concat([photo, archiveOf(entries(3))])
	});
	if (answer.status !== 303) throw new Error(`the photo was answered with ${answer.status}`);
	file = await newest();
});

test('a file is served to be saved, in a sandbox, with its checksum; its thumbnail is shown', async () => {
	const answer = await get(`${origin}/evidence/${file.name}`, { cookie: milg });
	expect(answer.status).toBe(200);
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		'content-type': 'image/jpeg',
		'content-disposition': `attachment; filename="site.jpg"; filename*=UTF-8''site.jpg`,
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin'
	});
	const bytes = Buffer.from(await answer.arrayBuffer());
	expect(bytes.length).toBe(file.bytes);
	expect(digestOf(bytes)).toBe(file.sha256);
	const small = await get(`${origin}/evidence/${file.thumbnail}/thumbnail`, { cookie: milg });
	expect(small.headers.get('content-type')).toBe('image/webp');
	expect(small.headers.get('content-disposition')).toBe('inline');
	expect(small.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
});

test('nothing is left in a photo of its place, its camera, or of a file behind it', async () => {
	const answer = await get(`${origin}/evidence/${file.name}`, { cookie: milg });
	const bytes = Buffer.from(await answer.arrayBuffer());
	expect((await sharp(bytes).metadata()).exif).toBeUndefined();
	for (const part of ['Camera', 'PK', '1.xml']) expect(bytes.includes(part)).toBe(false);
});

test('what is not published is there for its ministry and staff alone; then for everybody', async () => {
	const address = `${origin}/evidence/${file.name}`;
	const statuses = async () =>
		await Promise.all(
			[undefined, mpw, milg, planner].map(async (cookie) => (await get(address, { cookie })).status)
		);
	const shown = async () =>
		(await (await get(`${origin}/plans/small/elements/1.1.1`)).text()).includes(file.sha256!);
	expect(await statuses()).toEqual([404, 404, 200, 200]);
	expect(await shown()).toBe(false);
	await db
		.insertInto('report_transition')
		.values({ report_id: file.report_id!, state: 'published' })
		.execute();
	await sql`update plan set revision = revision + 1`.execute(db);
	expect(await statuses()).toEqual([200, 200, 200, 200]);
	expect(await shown()).toBe(true);
	const tag = `"${file.sha256}"`;
	const again = await get(address, { headers: { 'if-none-match': tag } });
	expect(again.status).toBe(304);
	await db
		.insertInto('report_transition')
		.values({ report_id: file.report_id!, state: 'draft' })
		.execute();
});

test.each(['', '../../key', 'x', 'a'.repeat(32), '%2e%2e%2fkey', `${'a'.repeat(32)}/thumbnail`])(
	'there is no file called %j',
	async (name) => {
		expect((await get(`${origin}/evidence/${name}`, { cookie: planner })).status).toBe(404);
	}
);

test('a file is not had by its thumbnail’s name, nor the other way', async () => {
	for (const path of [file.thumbnail, `${file.name}/thumbnail`])
		expect((await get(`${origin}/evidence/${path}`, { cookie: milg })).status).toBe(404);
});

test('the same form sent twice stores once, and is answered alike', async () => {
	const more = { request_id: crypto.randomUUID() };
	const sent = { name: 'twice.csv', bytes: 'a,b\n1,2\n', more };
	const first = await send('file', sent);
	const before = await stored();
	const second = await send('file', sent);
	expect([first.status, second.status]).toEqual([303, 303]);
	expect(second.headers.get('location')).toBe(first.headers.get('location'));
	expect(await stored()).toEqual(before);
});

test('a name and a caption are text on the page, and turn nothing round', async () => {
	const name = '\u202e<b>gpj.csv';
	await send('file', { name, bytes: 'a,b', caption: '<script>alert(1)</script>' });
	const html = await (await get(`${origin}/my/activities/${plan.ofMilg}`, { cookie: milg })).text();
	expect(html).not.toContain('<script>alert(1)');
	expect(html).toContain('&lt;script>alert(1)');
	expect(html).not.toContain('\u202e');
});

test('a link leads out without a trace of us, and is no place in search engines', async () => {
	await send('link', { more: { link: 'https://example.org/minutes' }, caption: 'Elsewhere' });
	const html = await (await get(page, { cookie: milg })).text();
	expect(html).toMatch(/<a href="https:\/\/example.org\/minutes" rel="noopener nofollow external"/);
});

test('what is taken back is gone for the public, and stays for its ministry', async () => {
	await send('file', { name: 'wrong.csv', bytes: 'a,b' });
	const { id, name } = await newest();
	const without = await send('take_back', { more: { id, reason: '' } });
	expect(without.status).toBe(400);
	expect(await wordsOf(without)).toContain('Say why it is taken back.');
	const by = { more: { id, reason: 'It shows another place.' } };
	expect((await send('take_back', { ...by, cookie: mpw })).status).toBe(404);
	expect((await send('take_back', by)).status).toBe(303);
	const words = await wordsOf(await get(page, { cookie: milg }));
	expect(words).toContain('Taken back: It shows another place.');
	expect((await get(`${origin}/evidence/${name}`)).status).toBe(404);
	expect((await get(`${origin}/evidence/${name}`, { cookie: milg })).status).toBe(200);
	const again = await send('take_back', by);
	expect(await wordsOf(again)).toContain('It was taken back already.');
});

test('a file of a KPI, by the planner on behalf, is on record', async () => {
	const to = `${origin}/my/kpis/${plan.kpis.named}/evidence`;
	expect((await send('file', { to, cookie: planner, name: 'a.csv', bytes: 'a,b' })).status).toBe(
		303
	);
	const { detail } = await db
		.selectFrom('audit_entry')
		.where('action', '=', 'evidence_added')
		.orderBy('id', 'desc')
		.select('detail')
		.executeTakeFirstOrThrow();
	expect(detail).toMatchObject({ code: 'O1.1.K3', on_behalf_of: plan.mpw });
});

test('what shows an update, a value or figures is its ministry’s and staff’s until that is published', async () => {
	const money = `${origin}/my/activities/${plan.ofMilg}/money`;
	const kpi = `${origin}/my/kpis/${plan.kpis.shared}`;
	const now = new Date('2026-10-05T04:00:00Z');
	const update = await recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 40, null), now);
	const spent = await reportSpending(
		db,
		plan.milgReporter,
		{
			...{ activityId: plan.ofMilg, asOf: '2026-09-30', seen: null },
			lines: [
				{
					...{ lineId: plan.lines[0]!, requestId: crypto.randomUUID() },
					...{ obligation: 20_000n, disbursement: 10_000n }
				}
			]
		},
		now
	);
	const value = await measure(
		db,
		plan.milgReporter,
		{
			...{ kpiId: plan.kpis.shared, requestId: crypto.randomUUID(), seen: null, value: 7 },
			...{ numerator: null, denominator: null, cells: [], measuredOn: '2026-09-29', note: null }
		},
		now
	);
	const sent: [of: string, id: string, page: string, shown: string][] = [
		[
			'an update',
			update,
			`${origin}/my/activities/${plan.ofMilg}`,
			'Shows the update of 30 Sep 2026'
		],
		['figures', spent, money, 'Shows the figures of 30 Sep 2026: General fund 2025'],
		['a value', value, kpi, 'Shows the value of 29 Sep 2026']
	];
	const names: string[] = [];
	for (const [caption, id, to, shown] of sent) {
		const form = { to: `${to}/evidence`, name: 'list.csv', bytes: `a,${caption}`, caption };
		const more = { shows: `entry-${id}` };
		expect((await send('file', { ...form, more, cookie: mpw })).status).toBe(
			to === kpi ? 400 : 404
		);
		expect((await send('file', { ...form, more: { shows: 'entry-999999' } })).status).toBe(400);
		expect((await send('file', { ...form, more })).status).toBe(303);
		names.push((await newest()).name!);
		const page = await wordsOf(await get(to, { cookie: milg }));
		expect(page).toContain(shown);
	}
	const readers = async () =>
		await Promise.all(
			[undefined, mpw, milg, planner].map((cookie) =>
				Promise.all(
					names.map(async (name) => (await get(`${origin}/evidence/${name}`, { cookie })).status)
				)
			)
		);
	const [shut, open] = [
		[404, 404, 404],
		[200, 200, 200]
	];
	// a KPI of nobody is measured by both ministries: its evidence is both’s
	expect(await readers()).toEqual([shut, [404, 404, 200], open, open]);
	const publicly = async (path: string) => wordsOf(await get(`${origin}/plans/small/${path}`));
	const ofValue = sent[2]![3];
	expect(await publicly('kpis/O1.1.K1')).not.toContain(ofValue);
	expect(await publicly('elements/1.1.1')).not.toContain('Shows the');
	const { report_id } = await newest();
	await db
		.insertInto('report_transition')
		.values({ report_id: report_id!, state: 'published' })
		.execute();
	await sql`update plan set revision = revision + 1`.execute(db);
	expect(await readers()).toEqual([open, open, open, open]);
	expect(await publicly('kpis/O1.1.K1')).toContain(ofValue);
	const element = await publicly('elements/1.1.1');
	for (const shown of [sent[0]![3], sent[1]![3]]) expect(element).toContain(shown);
	await db
		.insertInto('report_transition')
		.values({ report_id: report_id!, state: 'draft' })
		.execute();
});

test('a file is sent where files are taken, and 30 MB nowhere', async () => {
	const large = Buffer.alloc(30 * megabyte, 'a,b\n');
	expect((await send('file', { name: 'large.csv', bytes: large })).status).toBe(413);
	const to = `${origin}/my/activities/${plan.ofMilg}`;
	const sent = { to, name: 'a.csv', bytes: Buffer.alloc(megabyte, 'a,b\n') };
	expect((await send('file', sent)).status).toBe(413);
});
