/** What is sent as an outline's changes by somebody who does not use its sheet. */
import { afterAll, expect, test } from 'vitest';
import type { OutlineChanges } from '#lib/domain/outline/changes.ts';
import { find } from '#lib/server/elements/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;

const plan = await makePlan(db, { slug: 'small' });
const other = await makePlan(db, { slug: 'other' });
const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
const address = `${origin}/plans/small/edit/outline`;

async function send(changes: string, fields: Record<string, string> = {}) {
	const body = new FormData();
	const all = { changes, reason: 'Because.', ...fields };
	for (const [name, value] of Object.entries(all)) body.append(name, value);
	const headers = { accept: 'application/json', origin, cookie };
	const response = await fetch(`${address}?/save`, { method: 'POST', headers, body });
	return { status: response.status, text: await response.text() };
}
const retitled = (key: string, title: string, before: string): string =>
	JSON.stringify({
		rows: [{ key, kind: null, cells: { title }, before: { cells: { title: before } } }],
		orders: [],
		retired: []
	} satisfies OutlineChanges);

test.each([
	['no JSON', '{'],
	['nothing', ''],
	['another shape', '{"rows":[]}'],
	[
		'a cell that no row has',
		'{"rows":[{"key":"1","kind":null,"cells":{"version":"9"},"before":{"cells":{}}}],"orders":[]}'
	],
	['a key that is no id', retitled('1; drop table plan', 'A', 'B')],
	[
		'a prototype',
		'{"rows":[{"key":"1","kind":null,"cells":{"__proto__":"x"},"before":{"cells":{}}}],"orders":[]}'
	],
	[
		'too many rows',
		JSON.stringify({
			rows: Array(2_001).fill({
				key: 'new-1',
				kind: 'goal',
				parent: null,
				cells: {},
				before: { cells: {} }
			}),
			orders: []
		})
	]
])('%s is refused in words, and nothing is stored', async (_, changes) => {
	const { status, text } = await send(changes);
	expect(status).toBe(400);
	expect(text).toContain('could not be read');
});

test('another plan’s row is not there', async () => {
	const { text } = await send(retitled(other.elements.G1, 'Taken over', 'Title of G1'));
	expect(text).toContain('no longer in the plan');
	expect((await find(db, other.id, other.elements.G1))?.title).toBe('Title of G1');
});

test('what is typed in a cell is text on the page, and no mark', async () => {
	const words = '<script>alert(1)</script>';
	const { text } = await send(retitled(plan.elements.G2, words, 'Title of G2'));
	expect(text).toContain('"type":"success"');
	const page = await get(address, { cookie });
	expect(page.status, server.output()).toBe(200);
	const html = await page.text();
	expect(html).not.toContain(words);
});

test('an outline may have 2 MB', async () => {
	const long = retitled(plan.elements.G1, 'a'.repeat(600_000), 'b');
	expect((await send(long)).status).toBe(400);
	const { status } = await send(retitled(plan.elements.G1, 'a'.repeat(2_200_000), 'b'));
	expect(status).toBe(413);
});
