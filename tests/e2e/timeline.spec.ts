import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

const address = '/plans/bangsamoro-demo/timeline';
const timeline = (page: Page) => page.locator('#timeline');
const rows = (page: Page) => timeline(page).locator('li');

test('a leader reads what runs late, and finds an activity two clicks deep', async ({ page }) => {
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('activities run late');
	await expect(rows(page)).toHaveCount(28);
	await page.getByRole('link', { name: 'Late only' }).click();
	const late = await rows(page).count();
	expect(late).toBeGreaterThan(0);
	expect(late).toBeLessThan(28);
	await expect(rows(page).first()).toContainText('days late');
	await rows(page).getByRole('link').first().click();
	await expect(page).toHaveURL(/\/elements\//);
});

test('silence is said, not drawn as zero', async ({ page }) => {
	await page.goto(address);
	const silent = rows(page).filter({ hasText: 'Ministry/Office Local Network' });
	await expect(silent).toContainText('Not reported');
	await expect(silent.getByRole('img')).toHaveAccessibleName(/Not reported/);
});

test('a plan without dates lists its activities, with no invented bar', async ({ page }) => {
	await page.goto('/plans/bangsamoro/timeline');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('None of the 28 activities');
	await expect(timeline(page).getByText('Dates not set', { exact: true })).toHaveCount(28);
	await expect(timeline(page).locator('.ghost, .rest, .done')).toHaveCount(0);
});

test('one organisation, by months, keeps both in its address', async ({ page }) => {
	await page.goto(address);
	await page.getByRole('link', { name: 'Months' }).click();
	await page.getByLabel('Organisation').selectOption('MILG');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/zoom=month/);
	await expect(page).toHaveURL(/organisation=MILG/);
	const all = await rows(page).allTextContents();
	expect(all.length).toBeGreaterThan(0);
	expect(all.every((text) => text.includes('MILG'))).toBe(true);
});

test('zoomed in, the status date is in view', async ({ page }) => {
	await page.goto(`${address}?zoom=month`);
	await expect(page.getByText('as of 30 Sep 2026').last()).toBeInViewport();
});

test('the keyboard moves between rows, folds groups and zooms', async ({ page }) => {
	await page.goto(address);
	const first = timeline(page).locator('summary').first();
	await first.focus();
	await page.keyboard.press('ArrowLeft');
	await expect(rows(page).first()).toBeHidden();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(rows(page).first().getByRole('link')).toBeFocused();
	await expect(timeline(page).locator('.said')).toContainText('Planned');
	await page.keyboard.press('+');
	await expect(page).toHaveURL(/zoom=quarter/);
	await expect(rows(page).first().getByRole('link')).toBeFocused();
});

test('everything is there without JavaScript', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto(`${address}?zoom=quarter`);
	const first = timeline(page).locator('summary').first();
	await first.click();
	await expect(rows(page).first()).toBeHidden();
	await page.locator('summary', { hasText: 'The timeline as a table' }).click();
	await expect(page.getByRole('row')).toHaveCount(29);
	await expect(page.getByRole('row').nth(1)).toContainText('31 Dec 2022');
	await context.close();
});

for (const width of [320, 1440]) {
	test(`nothing is wider than a screen of ${width} pixels, and axe finds nothing`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: 900 });
		for (const zoom of ['year', 'month']) {
			await page.goto(`${address}?zoom=${zoom}`);
			const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(beyond).toBeLessThanOrEqual(0);
			await expectAccessible(page);
		}
	});
}

test('the page asks for nothing that its security policy refuses', async ({ page }) => {
	const problems: string[] = [];
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	await page.goto(`${address}?zoom=quarter`, { waitUntil: 'networkidle' });
	expect(problems).toEqual([]);
});
