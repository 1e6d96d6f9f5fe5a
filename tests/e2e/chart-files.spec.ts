/** Charts as files: they say what the page says, and where they are from, with and without a script. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

const plan = '/plans/bangsamoro-demo';
const mark = 'Demonstration: invented figures.';

/** Addresses of the charts that a page offers as files. */
async function chartsOf(page: Page, path: string): Promise<string[]> {
	await page.goto(path);
	return await page
		.getByRole('link', { name: 'SVG' })
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** What a picture says, read as XML; fails where it is none. */
async function readPicture(page: Page, address: string) {
	const response = await page.request.get(address);
	expect(response.status(), address).toBe(200);
	expect(response.headers()['content-type']).toMatch(/^image\/svg\+xml/);
	return await page.evaluate(
		(text) => {
			const { documentElement: picture } = new DOMParser().parseFromString(text, 'application/xml');
			const texts = [...picture.querySelectorAll('text')].map((one) => one.textContent);
			return {
				name: picture.nodeName,
				title: picture.querySelector('title')?.textContent ?? '',
				description: picture.querySelector('desc')?.textContent ?? '',
				texts,
				// words that are broken into lines are words still
				words: texts.join(' '),
				classes: picture.querySelectorAll('[class], [style], style, script').length
			};
		},
		await response.text()
	);
}

const pages = [
	['/leadership', 7],
	['/leadership?by=service-relations', 7],
	['/coverage', 1],
	['/coverage?show=attainment', 1],
	['/timeline', 1],
	['/commitments?by=year', 1],
	['/kpis', 1],
	['/kpis?show=off_path', 1],
	['/elements/2.1.1', 2],
	['/elements/O2.1', 3]
] as const;

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });

	for (const [path, count] of pages)
		test(`${path} links to its charts as files`, async ({ page }) => {
			const charts = await chartsOf(page, plan + path);
			expect(charts).toHaveLength(count);
			for (const chart of charts) {
				const response = await page.request.get(chart);
				expect(response.status(), chart).toBe(200);
				const headers = response.headers();
				expect(headers['content-disposition']).toMatch(
					/^attachment; filename="bangsamoro-demo-[\w.-]+-2026-09-30-demonstration\.svg"$/
				);
				expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
				const again = await page.request.get(chart, {
					headers: { 'if-none-match': headers['etag'] ?? '' }
				});
				expect(again.status(), chart).toBe(304);
			}
			// only a script can make these
			await expect(page.getByRole('button', { name: 'PNG' })).toHaveCount(0);
		});
});

for (const [path] of [...pages, ['/../../organisations/bicto']] as const)
	test(`charts of ${path} name title, day, source and mark`, async ({ page }) => {
		const charts = await chartsOf(page, plan + path);
		const headings = (await page.getByRole('heading').allTextContents()).map((text) => text.trim());
		for (const chart of charts) {
			const picture = await readPicture(page, chart);
			expect(picture.name).toBe('svg');
			expect(picture.classes).toBe(0);
			expect(picture.words).toContain(mark);
			expect(picture.words).toContain('Bangsamoro E-Government Master Plan, demonstration');
			expect(picture.words).toContain('As of 30 Sep 2026, as known on 9 Nov 2026');
			expect(picture.words).toContain(`${new URL(page.url()).origin}/`);
			expect(picture.description).toContain(mark);
			const title = picture.title.split(': ').slice(-1)[0] ?? '';
			expect(headings.some((heading) => heading.includes(title) || picture.title === heading)).toBe(
				true
			);
		}
	});

test('the figures in the pictures are those of the page', async ({ page }) => {
	await page.goto(`${plan}/leadership`);
	const textsOf = async (name: string) =>
		(await readPicture(page, `${plan}/charts/${name}.svg`)).texts.map((text) => text.trim());

	const curve = await textsOf('curve');
	const drawn = await page.locator('.frame').first().locator('text').allTextContents();
	for (const text of drawn.filter((one) => /^(done|planned|since|ends|\d+\s%)/.test(one)))
		expect(curve).toContain(text);

	const states = await textsOf('states');
	const counts = page.getByRole('heading', { name: /activities are completed/ }).locator('..');
	for (const item of await counts.getByRole('listitem').allTextContents())
		expect(states).toContain(item.replaceAll(/\s+/g, ' ').trim());

	const money = (await textsOf('money')).join(' ');
	const stages = page.getByRole('list', { name: 'Money to date by stage' });
	for (const amount of await stages.locator('.amount').allTextContents())
		expect(money).toContain(amount.trim());

	const slips = await textsOf('slips');
	const rows = page.getByRole('table', { name: 'Where it slipped most' }).getByRole('row');
	for (const points of await rows.locator('a.figure').allTextContents())
		expect(slips).toContain(points.trim());

	const goals = await textsOf('goals');
	const bars = page.getByRole('table', { name: 'Goals' }).locator('.bars a.figure');
	for (const share of await bars.allTextContents()) expect(goals).toContain(share.trim());
	expect(await bars.count()).toBeGreaterThan(6);

	const gaps = await textsOf('off-path');
	const figures = page.getByRole('table', { name: 'KPIs off their path' }).locator('a.figure');
	for (const figure of await figures.allTextContents()) expect(gaps).toContain(figure.trim());
});

test('a filtered page has a picture of what it shows', async ({ page }) => {
	const [chart = ''] = await chartsOf(page, `${plan}/timeline?late=1&organisation=MPW`);
	const { words } = await readPicture(page, chart);
	expect(words).toContain('Late only, MPW');
	expect(words).toContain('4.1.3');
	expect(words).not.toContain('2.1.2');
});

test('with a script a chart is saved as PNG, sharp and with its name', async ({ page }) => {
	await page.goto(`${plan}/leadership`);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'PNG' }).first().click()
	]);
	expect(file.suggestedFilename()).toBe('bangsamoro-demo-curve-2026-09-30-demonstration.png');
	const image = readFileSync(await file.path());
	expect(image.subarray(1, 4).toString()).toBe('PNG');
	expect(image.readUInt32BE(16)).toBe(1920);
});

test('a plan as published carries no mark, and has no picture of what it does not know', async ({
	page
}) => {
	const published = '/plans/bangsamoro';
	expect((await page.request.get(`${published}/charts/money.svg`)).status()).toBe(404);
	expect((await page.request.get(`${plan}/charts/nothing.svg`)).status()).toBe(404);
	expect((await page.request.get(`${plan}/charts/constructor.svg`)).status()).toBe(404);
	expect((await page.request.get(`${plan}/charts/curve.svg?as_of=2027-01-01`)).status()).toBe(400);
	await page.goto('/');
	const parts = await readPicture(page, `${published}/charts/states.svg`);
	expect(parts.words).not.toContain(mark);
});
