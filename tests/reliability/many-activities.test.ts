/** Somebody who reports for very many activities gets an answer, in pages. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { fill } from '../../scripts/bench/synthetic.ts';
import { freshDatabase } from '../support/database.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
await fill(db, { plans: 3, activities: 1_200, updates: 2 });
await sql`
	with person as (
		insert into user_account (email, name) values ('many@example.org', 'Many') returning id
	)
	insert into role_grant (user_id, role, organisation_id)
	select person.id, 'reporter', organisation.id from person, organisation
`.execute(db);
// one organisation leads all of the first plan, and the others nothing of it
await sql`
	update owner set organisation_id = (select id from organisation where slug = 'org-1')
	from element join plan on plan.id = plan_id where element.id = element_id and plan.slug = 'bench-1'
`.execute(db);
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const cookie = await server.signIn('many@example.org');

async function page(path: string) {
	const response = await fetch(`${server.address}${path}`, { headers: { cookie } });
	const text = await response.text();
	const rows = [...text.matchAll(/<th scope="row"[^>]*>\s*<span[^>]*>([^<]*)</g)];
	const sections = text.match(/class="headline/g)?.length ?? 0;
	const awaited = text.match(/To report/g)?.length ?? 0;
	return { status: response.status, text, codes: rows.map(([, code]) => code!), sections, awaited };
}

test('forty-one lists of 3,600 activities come in pages of ten, however many ask at once', async () => {
	const pages = await Promise.all(['/my', '/my?page=2', '/my?page=5'].map(page));
	expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(pages.map(({ sections }) => sections)).toEqual([10, 10, 1]);
	expect(pages[0]!.text.includes('Plans 1 to 10 of 41')).toBe(true);
	expect(pages[0]!.text.includes('href="/my?page=2"')).toBe(true);
});

test('each list is read in pages of a hundred, counts are of all', async () => {
	const list = '/my?plan=bench-1&organisation=org-1';
	const first = await page(list);
	expect(first.text.match(/<h1[^>]*>([^<]*)/)?.[1]).toMatch(
		/^1200\sactivities, 240\sKPIs and 1200\sbudget/
	);
	expect(first.text.includes('Rows 1 to 100 of 1,200')).toBe(true);
	// every tenth was silent in the last quarter
	expect(first.codes.slice(0, 2)).toEqual(['1.1.8', '1.2.8']);
	const codes: string[] = [];
	for (let number = 1; number <= 12; number += 1) {
		const { status, codes: all } = await page(`${list}&activities=${number}`);
		expect(status).toBe(200);
		codes.push(...all.filter((code) => /^\d+\.\d+\.\d+$/.test(code)).slice(0, 100));
	}
	expect(new Set(codes).size).toBe(1_200);
});

test('a timeline of 1,200 activities is at most 300 KB, and whole on request', async () => {
	const address = '/plans/bench-1/timeline';
	const [first, one, all] = await Promise.all(
		[address, `${address}?open=G1`, `${address}?open=all`].map(page)
	);
	expect(first!.text.length).toBeLessThanOrEqual(300_000);
	const rows = (text: string) => text.match(/<li><span class="label/g)?.length ?? 0;
	expect([first, one, all].map((answer) => rows(answer!.text))).toEqual([0, 50, 1_200]);
});
