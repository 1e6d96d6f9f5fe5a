/** Files that somebody sends: how large they may be, who sees them, and what of them is ever run. */
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;

await makePlan(db, { slug: 'small' });
const cookieOf = async () => await server.signIn((await makePerson(db, { role: 'planner' })).email);
const [own, others] = [await cookieOf(), await cookieOf()];
const address = `${origin}/plans/small/edit/workbook`;

function send(to: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
	const init = { method: 'POST', redirect: 'manual', body, duplex: 'half' } as const;
	return fetch(to, { ...init, headers: { accept: 'text/html', origin, cookie: own, ...headers } });
}

function formOf(text: string): FormData {
	const form = new FormData();
	form.set('file', new File([text], 'plan.csv'));
	return form;
}

test('a workbook is seen by who sent it alone', async () => {
	const sent = await send(address, formOf('Code,Title\n1.1.1,Build it\n'));
	expect(sent.status).toBe(303);
	const page = origin + new URL(sent.headers.get('location') ?? '', origin).pathname;
	expect((await get(page, { cookie: own })).status).toBe(200);
	expect((await get(page, { cookie: others })).status).toBe(404);
});

test('what stands in a cell is text on the page, and no mark', async () => {
	const sent = await send(address, formOf('Code,Title\n1.1.1,<script>alert(1)</script>\n'));
	const page = origin + new URL(sent.headers.get('location') ?? '', origin).pathname;
	const html = await (await get(page, { cookie: own })).text();
	expect(html).not.toContain('<script>alert(1)');
	expect(html).toContain('&lt;script>alert(1)');
});

test('a file may have 10 MB, and nothing larger is read', async () => {
	const row = `1.1.1,${'a'.repeat(1_000)}\n`;
	const rows = (bytes: number) => `Code,Title\n${row.repeat(Math.ceil(bytes / row.length))}`;
	expect((await send(address, formOf(rows(5_000_000)))).status).toBe(303);
	expect((await send(address, formOf(rows(11_600_000)))).status).toBe(413);
});

test('10,000 pasted rows are refused with their number, and nothing is stored of them', async () => {
	const form = new FormData();
	form.set('block', `Code\tTitle\n${'1.1.1\tBuild it\n'.repeat(10_000)}`);
	const sent = await send(address, form);
	const page = origin + new URL(sent.headers.get('location') ?? '', origin).pathname;
	const words = await wordsOf(await get(page, { cookie: own }));
	expect(words).toContain('Rows in the sheet: 10001. Read at once, at most: 2000.');
	expect(words).toContain('0 created, 0 changed, 0 unchanged, 1 refused');
});

test('a form elsewhere has half a megabyte, also where nobody says how long it is', async () => {
	const type = { 'content-type': 'application/x-www-form-urlencoded' };
	const body = `a=${'b'.repeat(600_000)}`;
	expect((await send(`${origin}/account?/password`, body, type)).status).toBe(413);
	const stream = new Blob([body]).stream();
	expect((await send(`${origin}/account?/password`, stream, type)).status).toBe(413);
});
