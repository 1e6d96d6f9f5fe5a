import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { csvRows } from '../support/tables.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
});
afterAll(() => server.stop());

const demo = '/plans/bangsamoro-demo';
const api = `/api/v1${demo}`;

const rowsOf = async (path: string, cookie?: string) =>
	csvRows(await (await get(server.address + path, { cookie })).text());

test.each([
	['elements', 42],
	['kpis', 31],
	['activity_counts', 9]
])('%s is a table of %d rows, each with plan, day, source and mark', async (table, count) => {
	const path = `${api}/${table}.csv?as_of=2026-06-30`;
	const response = await get(server.address + path);
	expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
	expect(response.headers.get('content-disposition')).toBe(
		`attachment; filename="bangsamoro-demo-${table}-2026-06-30-demonstration.csv"`
	);
	const rows = await rowsOf(path);
	expect(rows).toHaveLength(count);
	for (const row of rows)
		expect(row).toMatchObject({
			plan: 'bangsamoro-demo',
			as_of: '2026-06-30',
			demonstration: 'Demonstration: invented figures',
			source: server.address + path
		});
});

test('the tables have the numbers of the document of figures', async () => {
	const figures = (await (await get(`${server.address}${api}/figures`)).json()) as {
		headline: Record<string, { value: unknown }>;
		elements: { code: string; delivery_progress: { value: number | null } }[];
		kpis: { code: string; kpi_gap: { value: number | null } }[];
	};
	const text = (value: unknown) => (value === null ? '' : String(value));
	const elements = await rowsOf(`${api}/elements.csv`);
	expect(elements.map((row) => [row['code'], row['delivery_progress']])).toEqual(
		figures.elements.map(({ code, delivery_progress }) => [code, text(delivery_progress.value)])
	);
	const kpis = await rowsOf(`${api}/kpis.csv`);
	expect(kpis.map((row) => [row['code'], row['kpi_gap']])).toEqual(
		figures.kpis.map(({ code, kpi_gap }) => [code, text(kpi_gap.value)])
	);
	const headline = await rowsOf(`${api}/headline.csv`);
	for (const row of headline)
		expect(row['value']).toBe(text(figures.headline[row['figure'] ?? '']?.value));
	expect(headline.length).toBeGreaterThan(10);
});

test('slips, money and decisions are tables with the numbers of the page', async () => {
	const slips = await rowsOf(`${api}/slips.csv`);
	expect(slips[0]).toMatchObject({
		code: '4.1.2',
		slippage_cause: 'funds_not_released',
		reported_as_of: '2026-09-30'
	});
	expect(Math.round(Number(slips[0]?.['slippage']))).toBe(-18);
	const behind = slips.map((row) => Number(row['slippage']));
	expect(behind).toEqual(behind.toSorted((one, other) => one - other));

	const money = await rowsOf(`${api}/money.csv`);
	expect(money.map((row) => row['stage'])).toEqual([
		'appropriation',
		'allotment',
		'obligation',
		'disbursement'
	]);
	const headline = await rowsOf(`${api}/headline.csv`);
	const allotment = headline.find(({ figure }) => figure === 'allotment');
	expect(money[1]).toMatchObject({ amount: allotment?.['value'], lines_set: '98', lines: '129' });

	const [decision] = await rowsOf(`${api}/decisions.csv`);
	expect(decision).toMatchObject({ element: '4.1.2', decider: 'MFBM', due_on: '2026-11-15' });
});

test('a figure’s parts are a table from which it can be reckoned again', async () => {
	const parts = await rowsOf(`${api}/derivation.csv?figure=delivery_progress&of=plan`);
	const counted = parts.filter((row) => row['counted'] !== '' && row['weight'] !== '');
	const sum = (of: (row: Record<string, string>) => number) =>
		counted.reduce((all, row) => all + of(row), 0);
	const weight = sum((row) => Number(row['weight']));
	const done = sum((row) => Number(row['weight']) * Number(row['counted']));
	const headline = await rowsOf(`${api}/headline.csv`);
	const delivery = headline.find(({ figure }) => figure === 'delivery_progress');
	expect(done / weight).toBeCloseTo(Number(delivery?.['value']), 9);
});

test('parts of a page are tables of their own', async () => {
	const parts = await rowsOf(`${api}/elements/O2.1/parts.csv`);
	expect(parts.map((row) => row['code'])).toEqual(['2.1.1', '2.1.2']);
	const kpis = await rowsOf(`${api}/elements/O2.1/kpis.csv`);
	expect(new Set(kpis.map((row) => row['element']))).toEqual(new Set(['O2.1']));
	const lines = await rowsOf(`${api}/elements/2.1.1/money.csv`);
	expect(lines[0]).toMatchObject({ element: '2.1.1' });
	const stages = await rowsOf(`${api}/elements/O2.1/money.csv`);
	expect(stages.map((row) => row['stage'])).toContain('disbursement');
	expect(Number(stages[0]?.['amount'])).toBeGreaterThan(0);
	const milestones = await rowsOf(`${api}/elements/2.1.1/milestones.csv`);
	expect(milestones.every((row) => /^\d{4}-\d\d-\d\d$/.test(row['planned_on'] ?? ''))).toBe(true);
	const targets = await rowsOf(`${api}/kpis/O2.1.K1/targets.csv`);
	expect(targets.at(-1)).toMatchObject({ kpi: 'O2.1.K1', value: '120' });
	const owned = await rowsOf(`${api}/organisations/bicto/elements.csv`);
	expect(owned.map((row) => row['code'])).toContain('2.1.1');
	const reports = await rowsOf(`${api}/organisations/mpw/reports.csv`);
	expect(reports.at(-1)).toMatchObject({ period: '2026 Q3', state: 'not_submitted' });
	const off = await rowsOf(`${api}/off_path.csv`);
	expect(off).toHaveLength(24);
});

test('a published plan carries no mark', async () => {
	const path = '/api/v1/plans/bangsamoro/elements.csv';
	const response = await get(server.address + path);
	expect(response.headers.get('content-disposition')).not.toContain('demonstration');
	const rows = await rowsOf(path);
	expect(new Set(rows.map((row) => row['demonstration']))).toEqual(new Set(['']));
});

test('a note that begins like a formula is text', async () => {
	const element = await server.db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('plan.slug', '=', 'bangsamoro')
		.where('element.kind', '=', 'activity')
		.select(['element.id', 'element.code'])
		.executeTakeFirstOrThrow();
	await server.db
		.insertInto('activity_update')
		.values({
			element_id: element.id,
			as_of: '2026-11-20',
			recorded_at: new Date('2026-11-21T00:00:00Z'),
			delivery: 'in_progress',
			physical_percent: 20,
			note: '=HYPERLINK("https://evil.example","pay")'
		})
		.execute();
	await server.db
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('slug', '=', 'bangsamoro')
		.execute();
	const path = `/api/v1/plans/bangsamoro/elements/${element.code}/history.csv`;
	const [row] = await rowsOf(path);
	expect(row).toMatchObject({
		note: `'=HYPERLINK("https://evil.example","pay")`,
		physical_percent: '20'
	});
});

test('what people write of decisions and milestones is no formula either', async () => {
	const formula = '=1+1';
	await server.db.updateTable('decision').set({ title: formula, reason: '+2' }).execute();
	await server.db.updateTable('milestone').set({ title: '@SUM(A1)' }).execute();
	await server.db
		.updateTable('plan')
		.set((eb) => ({
			revision: eb('revision', '+', '1'),
			structure_revision: eb(eb.cast<string>('revision', 'bigint'), '+', '1')
		}))
		.execute();
	const [decision] = await rowsOf(`${api}/decisions.csv`);
	expect(decision).toMatchObject({ title: `'${formula}`, reason: "'+2" });
	const current = `${api}/elements/2.1.1/milestones.csv?edition=current`;
	const [milestone] = await rowsOf(current, await server.signIn('leader@demo.example.org'));
	expect(milestone?.['title']).toBe("'@SUM(A1)");
});

test('what a plan has not is not there, and days that cannot be are refused', async () => {
	const status = async (path: string) => (await get(server.address + path)).status;
	expect(await status(`${api}/nothing.csv`)).toBe(404);
	expect(await status(`${api}/constructor.csv`)).toBe(404);
	expect(await status(`${api}/kpis/nothing/measurements.csv`)).toBe(404);
	expect(await status(`${api}/kpis/O2.1.K1/constructor.csv`)).toBe(404);
	expect(await status(`${api}/elements/2.1.1/nothing.csv`)).toBe(404);
	expect(await status(`${api}/organisations/nobody/money.csv`)).toBe(404);
	expect(await status(`${api}/kpis.csv?as_of=2027-01-01`)).toBe(400);
});

test('who has a table is answered 304', async () => {
	const first = await get(`${server.address}${api}/kpis.csv`);
	const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
	expect((await get(`${server.address}${api}/kpis.csv`, { headers })).status).toBe(304);
});

describe('links to tables', () => {
	/** Links to CSV on a page. */
	async function linksOf(path: string): Promise<string[]> {
		const page = await (await get(server.address + path)).text();
		return [...page.matchAll(/href="([^"]+\.csv[^"]*)"/g)].map(([, href]) =>
			(href ?? '').replaceAll('&amp;', '&')
		);
	}

	test.each([
		['/plans', 1],
		[demo, 1],
		[`${demo}/leadership`, 9],
		[`${demo}/timeline`, 1],
		[`${demo}/commitments`, 2],
		[`${demo}/kpis`, 1],
		[`${demo}/elements/2.1.1`, 4],
		[`${demo}/elements/O2.1`, 3],
		[`${demo}/kpis/O2.1.K1`, 3],
		['/organisations/bicto', 4],
		[`${demo}/explain?figure=delivery_progress&of=plan`, 1]
	])('%s has them without a script, for its own day, and they are there', async (page, count) => {
		const links = await linksOf(`${page}${page.includes('?') ? '&' : '?'}as_of=2026-06-30`);
		expect(links.length).toBeGreaterThanOrEqual(count);
		for (const link of links) {
			expect(link).toContain('as_of=2026-06-30');
			expect((await get(server.address + link)).status, link).toBe(200);
		}
	});

	test('a KPI has its measurements', async () => {
		const [kpi] = await rowsOf(`${api}/kpis.csv`);
		const [link = ''] = await linksOf(`${demo}/kpis/${kpi?.['code']}`);
		expect(link).toContain(`/kpis/${kpi?.['code']}/measurements.csv`);
		const rows = await rowsOf(link);
		expect(rows.at(-1)).toMatchObject({ kpi: kpi?.['code'], value: kpi?.['kpi_value'] });
	});
});

test('all plans are a table', async () => {
	const rows = await rowsOf('/api/v1/plans.csv');
	expect(rows.find((row) => row['plan'] === 'bangsamoro-demo')).toMatchObject({
		demonstration: 'Demonstration: invented figures',
		appropriation: '756000000.00'
	});
	expect((await get(`${server.address}/api/v1/plans.csv?as_of=nothing`)).status).toBe(400);
});

test('what was reported lately is a table beside its list, the latest first', async () => {
	const home = await (await get(`${server.address}/`)).text();
	expect(home).toContain('href="/api/v1/changes.csv"');
	const rows = await rowsOf('/api/v1/changes.csv');
	expect(rows.length).toBeGreaterThan(8);
	expect(rows.find(({ plan }) => plan === 'bangsamoro-demo')).toMatchObject({
		demonstration: 'Demonstration: invented figures'
	});
	const days = rows.map((row) => row['recorded_on'] ?? '');
	expect(days).toEqual(days.toSorted().toReversed());
});
