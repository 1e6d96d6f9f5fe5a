/** A matrix of the plan's work says the same on its page, in the API and as a table, and what the plan's other pages say. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CoverageDocument } from '#lib/server/open-data/coverage.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { csvRows, pageTable } from '../support/tables.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
});
afterAll(() => server.stop());

const home = '/plans/bangsamoro-demo';
const textOf = async (path: string) => (await get(server.address + path)).text();
const documentOf = async <Document>(path: string) =>
	(await (await get(`${server.address}/api/v1${home}${path}`)).json()) as Document;

/** Texts of the page's cells by row, without the row's head and its total. */
async function cellsOfPage(query: string): Promise<string[][]> {
	const rows = pageTable(await textOf(`${home}/coverage?${query}`), '<caption');
	return rows.map((row) => row.slice(1, -1));
}

describe.each([
	'rows=goal&columns=service-relations',
	'rows=goal&columns=organisation',
	'rows=organisation&columns=service-relations'
])('%s', (query) => {
	test('the page counts what the document lists, and the table has its cells', async () => {
		const { cells } = await documentOf<CoverageDocument>(`/coverage?${query}`);
		const counts = cells.map(({ elements }) => elements.length);
		const shown = (await cellsOfPage(query)).flat();
		// of organisations none has to work on everything
		const hasGaps = !query.includes('organisation');
		const empty = cells.map(({ row, column }) => (hasGaps && row && column ? 'none' : ''));
		expect(shown).toEqual(counts.map((count, at) => (count === 0 ? empty[at] : String(count))));
		expect(counts.some((count) => count > 0)).toBe(true);

		const rows = csvRows(await textOf(`/api/v1${home}/coverage.csv?${query}`));
		expect(rows.map((row) => [row['row'], row['column'], row['codes']])).toEqual(
			cells.map(({ row, column, elements }) => [
				...[row?.code ?? '', column?.code ?? '', elements.join('; ')]
			])
		);
		expect(rows.map((row) => row['delivery_progress'])).toEqual(
			cells.map(({ delivery_progress }) => String(delivery_progress ?? ''))
		);
	});

	test('states and attainment of the page are those of the document and of the table', async () => {
		const states = await documentOf<CoverageDocument>(`/coverage?${query}&show=state`);
		const words = states.cells.map((cell) =>
			Object.entries(cell.states)
				.map(([state, count]) => `${count} ${state.replaceAll('_', ' ')}`)
				.join(', ')
		);
		const shown = (await cellsOfPage(`${query}&show=state`)).flat();
		expect(shown.map((text) => (text === 'none' ? '' : text))).toEqual(words);
		for (const { states: of, elements } of states.cells)
			expect(Object.values(of).reduce((sum, count) => sum + count, 0)).toBe(elements.length);

		const asked = `${query}&show=attainment`;
		const { cells } = await documentOf<CoverageDocument>(`/coverage?${asked}`);
		const page = (await cellsOfPage(asked)).flat();
		expect(page).toHaveLength(cells.length);
		for (const [at, { attainment, kpis }] of cells.entries()) {
			if (attainment !== null) expect(page[at]).toContain(`${Math.round(100 * attainment)} %`);
			if (kpis.length > 0) expect(page[at]).toContain(`${kpis.length} KPI`);
			else expect(page[at]).toMatch(/^(no KPI|none|)$/);
		}
		expect(cells.some(({ attainment }) => attainment !== null)).toBe(true);
		const rows = csvRows(await textOf(`/api/v1${home}/coverage.csv?${asked}`));
		expect(rows.map((row) => [row['attainment'], row['kpis'], row['states']])).toEqual(
			cells.map(({ attainment, kpis, states: of }) => [
				...[String(attainment ?? ''), kpis.join('; ')],
				Object.entries(of)
					.map((one) => one.join(' '))
					.join('; ')
			])
		);
	});

	test('the picture has the cells of the page', async () => {
		const svg = await textOf(`${home}/charts/coverage.svg?${query}`);
		const { cells } = await documentOf<CoverageDocument>(`/coverage?${query}`);
		const filled = cells.filter(({ elements }) => elements.length > 0);
		const texts = [...svg.matchAll(/<text[^>]*font-size="13"[^>]*>(\d+)<\/text>/g)];
		const rows = new Set(cells.map(({ row }) => row?.code)).size;
		// with the sums of rows
		expect(texts).toHaveLength(filled.length + rows);
		expect(svg.includes('stroke-dasharray')).toBe(!query.includes('organisation'));
	});

	test('a cell opens the list of what it counts', async () => {
		const { cells } = await documentOf<CoverageDocument>(`/coverage?${query}`);
		const filled = cells.find(({ elements, row, column }) => elements.length > 1 && row && column)!;
		const of = `row=${filled.row!.code}&column=${filled.column!.code}`;
		const list = pageTable(
			await textOf(`${home}/coverage?${query}&${of}`),
			`${filled.row!.title} × ${filled.column!.title}`
		);
		expect(list.map(([head = '']) => head.split(' ')[0])).toEqual(filled.elements);
	});
});

test('a goal is as much done here as on the plan’s other pages', async () => {
	const figures = await documentOf<FiguresDocument>('/figures');
	const html = await textOf(`${home}/coverage?rows=goal&columns=organisation&show=progress`);
	const totals = pageTable(html, '<caption').map((row) => [row[0]!.split(' ')[0], row.at(-1)]);
	const goals = figures.elements.filter(({ kind }) => kind === 'goal');
	const known = goals.flatMap(({ code, delivery_progress: { value } }) =>
		typeof value === 'number' ? [[code, `${String(Math.round(100 * value))} %`]] : []
	);
	expect(known.length).toBeGreaterThan(3);
	expect(totals).toEqual(expect.arrayContaining(known));
});

test('a goal has as much attained here as on the plan’s other pages, and its KPIs can be opened', async () => {
	const figures = await documentOf<FiguresDocument>('/figures');
	const query = 'rows=goal&columns=service-relations&show=attainment';
	const html = await textOf(`${home}/coverage?${query}`);
	const totals = new Map(
		pageTable(html, '<caption').map((row) => [row[0]!.split(' ')[0], row.at(-1)])
	);
	const own = figures.elements.filter(
		({ kind, attainment: { value } }) => kind === 'goal' && typeof value === 'number'
	);
	expect(own.length).toBeGreaterThan(3);
	for (const { code, attainment } of own)
		expect(totals.get(code)).toContain(`${Math.round(100 * Number(attainment.value))} %`);
	expect(html).toContain('KPIs stand in more than one cell');

	const { cells } = await documentOf<CoverageDocument>(`/coverage?${query}`);
	const cell = cells.find(({ kpis, row, column }) => kpis.length > 1 && row && column)!;
	const opened = await textOf(
		`${home}/coverage?${query}&row=${cell.row!.code}&column=${cell.column!.code}`
	);
	const list = pageTable(opened, `KPIs of ${cell.row!.title} × ${cell.column!.title}`);
	expect(list.map(([head = '']) => head.split(' ')[0])).toEqual(cell.kpis);
});

test.each([
	['an axis that is not there', 'rows=goal&columns=nothing'],
	['the same axis twice', 'rows=goal&columns=goal'],
	['a cell that is not there', 'rows=goal&columns=organisation&row=G9&column=MPW']
])('%s is 404, on the page and in the API', async (_, query) => {
	const answers = [`${home}/coverage`, `/api/v1${home}/coverage`, `/api/v1${home}/coverage.csv`];
	const statuses = await Promise.all(
		answers.map(async (path) => (await get(`${server.address}${path}?${query}`)).status)
	);
	expect(statuses).toEqual([404, 404, 404]);
});

test('a plan of one axis says so', async () => {
	expect(await textOf('/plans/dti-programme/coverage')).toContain('by a second axis yet');
	const { cells } = (await (
		await get(`${server.address}/api/v1/plans/dti-programme/coverage`)
	).json()) as CoverageDocument;
	expect(cells).toEqual([]);
});
