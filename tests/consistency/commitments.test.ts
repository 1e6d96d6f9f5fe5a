/** Commitments kept say the same on the page, in the API, as tables, and where their count explains itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommitmentsDocument } from '#lib/server/open-data/shapes/commitments.ts';
import type { DerivationDocument } from '#lib/server/open-data/shapes/figures.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { csvRows, pageTable } from '../support/tables.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
});
afterAll(() => server.stop());

const home = '/plans/bangsamoro-demo';
const api = `/api/v1${home}`;
const textOf = async (path: string) => (await get(server.address + path)).text();
const documentOf = async <Document>(path: string) =>
	(await (await get(server.address + path)).json()) as Document;

const rowsOf = async (path: string) => csvRows(await textOf(path));
const tableOf = async (page: string, caption: string) => pageTable(await textOf(page), caption);

const queries = [
	'',
	'by=year',
	'by=year&period=2026-05-05',
	'by=month&as_of=2026-06-30',
	'by=year&against=adopted&goal=G2',
	'by=year&organisation=BICTO&known_on=2026-08-15'
];

describe.each(queries)('?%s', (query) => {
	test('the periods of the page are those of the table and of the document', async () => {
		const { periods } = await documentOf<CommitmentsDocument>(`${api}/commitments?${query}`);
		const rows = await rowsOf(`${api}/commitment_periods.csv?${query}`);
		const byLabel = new Map(rows.map((row) => [row['period'], row]));
		expect(periods.length).toBeGreaterThan(0);
		for (const period of periods) {
			const row = byLabel.get(period.label)!;
			expect(Number(row['due'])).toBe(period.due);
			expect(Number(row['added'])).toBe(period.added);
			expect(row['kept_share']).toBe(period.kept_share === null ? '' : String(period.kept_share));
			for (const [fate, count] of Object.entries(period.counts))
				expect(Number(row[fate])).toBe(count);
			const parts = Object.values(period.counts).reduce((sum, count) => sum + count, 0);
			expect(parts).toBe(period.due);
			expect(period.commitments).toHaveLength(period.due + period.added);
		}
		const table = await tableOf(`${home}/commitments?${query}`, 'The periods in figures');
		expect(table.length).toBeGreaterThan(0);
		for (const [label = '', ...cells] of table) {
			const row = byLabel.get(label)!;
			const shown = cells.slice(0, -1).map(Number);
			const { due, kept, kept_late, late, moved, open, not_reported, dropped } = row;
			const parts = [due, kept, kept_late, late, moved, open, not_reported, dropped];
			const rest = [row['not_due'], row['not_applicable'], row['added']];
			expect(shown).toEqual([...parts, ...rest].map(Number));
		}
	});

	test('the commitments of the page are those of its table, with the same days', async () => {
		const table = await tableOf(`${home}/commitments?${query}`, 'Commitments of the period');
		const rows = await rowsOf(`${api}/commitments.csv?${query}`);
		expect(table).toHaveLength(rows.length);
		for (const [index, row] of rows.entries()) {
			const [name = '', lead, , moves = ''] = table[index]!;
			expect(name).toContain(`${row['code']} `);
			expect(name).toContain(row['title']);
			expect(lead).toBe(row['lead']);
			expect(moves === '–').toBe(row['times_moved'] === '0');
		}
	});

	test('their count explains itself by the same commitments', async () => {
		const page = await textOf(`${home}/commitments?${query}`);
		const [, href = ''] = /href="([^"]*figure=commitments_kept[^"]*)"/.exec(page) ?? [];
		const address = href.replaceAll('&amp;', '&');
		const derivation = await documentOf<DerivationDocument>(
			`/api/v1${address.replace('/explain', '/derivation')}`
		);
		const rows = (await rowsOf(`${api}/commitments.csv?${query}`)).filter(
			({ added }) => added === 'false'
		);
		expect(derivation.value).toBe(rows.filter(({ fate }) => fate === 'kept').length);
		expect(derivation.inputs.map(({ code, on }) => `${code} ${on}`)).toEqual(
			rows.map((row) => `${row['code']} ${row['due_on']}`)
		);
		const [count] = /\d+ of \d+/.exec(await textOf(address)) ?? [];
		expect(page).toContain(count);
	});

	test.each([
		['commitments_moved', 'moved'],
		['commitments_dropped', 'dropped'],
		['commitments_not_reported', 'not_reported'],
		['commitments_added', 'added']
	])(
		'what was %s explains itself by the same commitments, on a page of its own',
		async (figure, column) => {
			const page = await textOf(`${home}/commitments?${query}`);
			const periods = await rowsOf(`${api}/commitment_periods.csv?${query}`);
			const links = [...page.matchAll(/href="([^"]*figure=([a-z_]+)[^"]*)"/g)].flatMap(
				([, href = '', of]) => (of === figure ? [href.replaceAll('&amp;', '&')] : [])
			);
			// what is 0 in a period leads nowhere, but in the facts of the period that is shown
			const some = periods.filter((row) => Number(row[column]) > 0).length;
			expect(new Set(links).size).toBeGreaterThanOrEqual(Math.min(some, 1));
			for (const address of new Set(links)) {
				const derivation = await documentOf<DerivationDocument>(
					`/api/v1${address.replace('/explain', '/derivation')}`
				);
				const row = periods.find(({ period }) => period === derivation.period?.label);
				expect(derivation.value ?? 0).toBe(Number(row?.[column]));
				expect(await textOf(address)).toContain(derivation.period?.label);
			}
		}
	);
});

test('an organisation’s record is the one of the document, and its dates add up', async () => {
	const { owners } = await documentOf<CommitmentsDocument>(`${api}/commitments`);
	const owner = owners.find(({ acronym }) => acronym === 'BICTO')!;
	const rows = await rowsOf(`${api}/organisations/bicto/commitments.csv`);
	expect(rows).toHaveLength(owner.dates);
	expect(rows.filter(({ fate }) => fate === 'kept')).toHaveLength(owner.counts.kept);
	const times = rows.reduce((sum, row) => sum + Number(row['times_moved']), 0);
	expect(times).toBe(owner.moved_later.times + owner.moved_earlier + owner.taken_away);
	const page = await textOf('/organisations/bicto');
	expect(page).toContain(`It answered for ${owner.dates} dates, kept ${owner.counts.kept}`);
});

test('a period, a part or a lead that is not there is said so', async () => {
	const status = async (path: string) => (await get(server.address + path)).status;
	for (const query of ['goal=nothing', 'organisation=NOBODY']) {
		expect(await status(`${home}/commitments?${query}`)).toBe(404);
		expect(await status(`${api}/commitments?${query}`)).toBe(404);
		expect(await status(`${api}/commitments.csv?${query}`)).toBe(404);
	}
	expect(await status(`${home}/commitments?period=1999-01-01`)).toBe(200);
	expect(await status(`${home}/commitments?period=nothing&by=century`)).toBe(200);
	expect(await rowsOf(`${api}/commitments.csv?period=1999-01-01`)).toEqual([]);
	const head = await get(`${server.address}${api}/commitments`);
	const headers = { 'if-none-match': head.headers.get('etag') ?? '' };
	expect((await get(`${server.address}${api}/commitments`, { headers })).status).toBe(304);
});
