/** Pictures say what they show at any width, with any figures, on a screen and on paper. */
import { sql } from 'kysely';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

test.use({ writer: 'pictures' });

const plan = '/plans/bangsamoro-demo';
const pesos = 'O4.1.K3';

// a leader sees what is written for these tests, which nobody has published
test.beforeEach(({ signIn }) => signIn('leader@demo.example.org'));

test.beforeAll(async ({ server }) => {
	const id = sql`(select id from plan where slug = 'bangsamoro-demo')`;
	const kpi = sql`(select id from kpi where plan_id = ${id} and code = ${pesos})`;
	const statements = [
		sql`update kpi set unit = 'pesos', baseline_value = 0 where id = ${kpi}`,
		sql`update kpi_target set value = value * 50000000 where kpi_id = ${kpi}`,
		sql`insert into measurement (kpi_id, measured_on, value)
			values (${kpi}, '2026-09-30', 1250000000)`,
		// two days in a plan of forty years, and work that is given up
		sql`update plan set period_end = '2062-12-31', revision = revision + 1 where id = ${id}`,
		sql`update element set planned_start = '2022-03-01', planned_end = '2022-03-02'
			where plan_id = ${id} and code = '1.1.1'`,
		sql`insert into activity_update (element_id, as_of, delivery, physical_percent, note)
			select id, '2026-09-30', 'cancelled', 40, 'Given up.' from element
			where plan_id = ${id} and code = '4.2.8'`
	];
	for (const statement of statements) await statement.execute(server.db);
});

const boxOf = async (found: Locator) => (await found.boundingBox())!;

/** Pairs of elements that lie over each other. */
async function overlaps(found: Locator): Promise<string[]> {
	const boxes = await found.evaluateAll((all) =>
		all.map((element) => {
			const { left, right, top, bottom } = element.getBoundingClientRect();
			return { text: element.textContent.trim(), left, right, top, bottom };
		})
	);
	const seen = boxes.filter(({ left, right }) => right > left);
	return seen.flatMap((one, index) =>
		seen
			.slice(index + 1)
			.filter((other) => one.left < other.right - 1 && other.left < one.right - 1)
			.filter((other) => one.top < other.bottom - 1 && other.top < one.bottom - 1)
			.map((other) => `${one.text} over ${other.text}`)
	);
}

async function fontSize(found: Locator): Promise<number> {
	return await found.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
}

test('large figures stand beside each other on a phone, and inside it', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto(`${plan}/kpis/${pesos}`);
	await expect(page.getByText('1,250,000,000 pesos').first()).toBeVisible();
	expect(await overlaps(page.locator('main dl .value'))).toEqual([]);
	expect(await overlaps(page.locator('.frame text'))).toEqual([]);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBe(360);
});

for (const width of [360, 768, 1440])
	test(`nothing is cut in the list of KPIs at ${width} px`, async ({ page }) => {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(`${plan}/kpis`);
		const silent = page.getByRole('row', { name: /People who use the internet/ });
		await expect(silent.getByText('Not measured').first()).toBeVisible();
		const cut = await page
			.locator('table td, table th')
			.evaluateAll((cells) =>
				cells
					.filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
					.map((cell) => cell.textContent.trim())
			);
		expect(cut.filter((text) => text !== 'Trend')).toEqual([]);
		await expect(page.getByRole('list', { name: 'What the marks mean' })).toBeVisible();
		if (width < 768) {
			const row = await boxOf(silent);
			const name = await boxOf(silent.getByRole('rowheader'));
			expect(name.width).toBeGreaterThan(row.width * 0.95);
		}
	});

test('a KPI’s distance stands beside its two numbers, its course between two years', async ({
	page
}) => {
	await page.goto(`${plan}/kpis`);
	const row = page.getByRole('row', { name: /Government sites on the common CMS/ });
	await expect(row).toContainText(/43\s+62\.7.*19\.7 behind/s);
	await expect(row.locator('rect.behind')).toHaveCount(1);
	await expect(row.locator('svg text')).toHaveText([/^20\d\d$/, /^20\d\d$/]);
});

for (const path of ['/elements/4.1.2', '/kpis/O2.1.K3'])
	test(`the name on ${path} is not smaller than how it stands`, async ({ page }) => {
		await page.goto(plan + path);
		const [name, stands] = [page.locator('h1 .name'), page.locator('h1 .stands')];
		expect(await fontSize(name)).toBeGreaterThanOrEqual(await fontSize(stands));
	});

test('a bar of two days is seen, and the years of a long plan stand apart', async ({ page }) => {
	for (const width of [360, 768, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(`${plan}/timeline`);
		const years = page.locator('#timeline .axis text');
		expect(await overlaps(years)).toEqual([]);
		expect(await years.count()).toBeGreaterThan(3);
		const mark = page.locator('#timeline li', { hasText: '1.1.1' }).locator('line.short.ghost');
		const drawn = await mark.evaluate((line) => getComputedStyle(line).strokeWidth);
		expect(parseFloat(drawn)).toBeGreaterThanOrEqual(2);
	}
});

test('work that is given up expects no end', async ({ page }) => {
	await page.goto(`${plan}/elements/4.2.8`);
	await expect(page.getByText('Cancelled').first()).toBeVisible();
	const dates = page.getByRole('table', { name: 'When' });
	await expect(dates).not.toContainText('Now expected');
	await expect(dates).not.toContainText('Not set');
	await expect(page.getByText('Expected to end')).toHaveCount(0);
});

/** The page as it is printed. */
async function printed(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.emulateMedia({ media: 'print' });
}

test('on paper the axis of the timeline heads every page, and nothing navigates', async ({
	page
}) => {
	await printed(page, `${plan}/timeline`);
	const axis = page.locator('#timeline .axis');
	expect(await axis.evaluate((element) => getComputedStyle(element).display)).toBe(
		'table-header-group'
	);
	await printed(page, `${plan}/leadership`);
	for (const name of ['All plans', 'Timeline', 'Show'])
		await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
	await expect(page.getByRole('button')).toHaveCount(0);
	const headings = await page
		.locator('h2')
		.evaluateAll((all) => all.map((heading) => getComputedStyle(heading).breakAfter));
	expect(new Set(headings)).toEqual(new Set(['avoid']));
});

test('each page says on paper of which day it is', async ({ page }) => {
	const pages = ['', '/leadership', '/timeline', '/kpis', '/commitments', '/elements/1.1.1'];
	for (const path of [...pages.map((one) => plan + one), '/', '/plans', '/organisations/milg']) {
		await printed(page, path);
		await expect(page.getByText(/^as of \d+ \w+ 2026$/).first(), path).toBeVisible();
	}
});

test('on paper no table is wider than the page', async ({ page }) => {
	// A4 between its margins
	await page.setViewportSize({ width: 703, height: 1_000 });
	for (const path of ['/commitments', '/timeline', '/leadership', '/kpis', '/elements/4.1.2']) {
		await printed(page, plan + path);
		const wider = await page
			.locator('.wide')
			.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
		expect(wider, path).toBe(0);
	}
});

test('the leadership page answers, in its charts’ titles and at its end', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(`${plan}/leadership`);
	const title = page.getByRole('heading', { name: /points behind/ });
	const [headline, curve] = await Promise.all([
		boxOf(page.getByRole('heading', { level: 1 })),
		boxOf(title)
	]);
	expect(curve.x).toBeGreaterThan(headline.x + headline.width - 1);
	expect(curve.y).toBeLessThan(headline.y + headline.height);
	await expect(page.getByRole('heading', { name: /KPIs are behind their path/ })).toBeVisible();
	const limits = page.getByRole('region', { name: 'Strengths and limits of these figures' });
	await expect(limits).toContainText('4.1.3: nothing reported for 2026 Q3');
	await expect(limits).toContainText('more where work moves in jumps (1.10 times the error)');
	await expect(limits.getByRole('link', { name: /How good forecasts are/ })).toHaveAttribute(
		'href',
		'/forecasts'
	);
});

test('on paper a long list begins beneath its heading, and no row is parted', async ({ page }) => {
	const pagesOf = async (path: string) => {
		await page.goto(path);
		const paper = await page.pdf({ format: 'A4' });
		return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
	};
	expect(await pagesOf(`${plan}/explain?figure=delivery_progress&of=plan`)).toBe(2);
	expect(await pagesOf('/organisations/bicto')).toBeLessThanOrEqual(2);
	expect(await pagesOf('/plans/bangsamoro')).toBeLessThanOrEqual(4);
	// columns of a page would part the rows of a table
	await page.goto(`${plan}/leadership`);
	const slips = page.getByRole('table', { name: 'Where it slipped most' });
	expect(await slips.evaluate((table) => table.closest('.flow'))).toBeNull();
});

test('wherever two bars stand, it is said how to read them', async ({ page }) => {
	for (const path of [plan, `${plan}/leadership`, `${plan}/elements/O2.1`, '/organisations/milg']) {
		await page.goto(path);
		await expect(page.locator('ul.key').getByText('planned by now')).toHaveCount(1);
	}
});

test('where no cause was given, no reason is', async ({ page, server }) => {
	const { db } = server;
	const { id } = await db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('plan.slug', '=', 'bangsamoro-demo')
		.where('element.code', '=', '4.1.2')
		.select('element.id')
		.executeTakeFirstOrThrow();
	const update = { delivery: 'in_progress', physical_percent: 30, note: 'Busy.' } as const;
	await db
		.insertInto('activity_update')
		.values({ element_id: id, as_of: '2026-09-30', ...update })
		.execute();
	await db
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.execute();
	await page.goto(`${plan}/leadership`);
	const slips = page.getByRole('table', { name: 'Where it slipped most' });
	await expect(slips.getByRole('row', { name: /^4\.1\.2/ })).toContainText(
		/No reason was given\.\s+Note:\s+Busy\./
	);
});
