import { planFolders } from '../../seeds/folders.ts';
import { expect, expectAccessible, test } from '../support/browser.ts';

test('all plans stand in one table, and blanks are words', async ({ page }) => {
	await page.goto('/plans');
	const table = page.getByRole('table', { name: 'All plans' });
	await expect(table.getByRole('rowheader')).toHaveCount(planFolders.length);
	const published = table.getByRole('row', {
		name: /^Bangsamoro E-Government Master Plan Bangsamoro ·/
	});
	await expect(published).toContainText('No owners, dates or budgets are set');
	await expect(published).not.toContainText('0 %');
	const demonstration = table.getByRole('row', {
		name: /^Bangsamoro E-Government Master Plan, demonstration/
	});
	await expect(demonstration).toContainText(/\d+ of 13/);
});

test('its figures are those of the plan’s own page', async ({ page }) => {
	await page.goto('/plans');
	const row = page.getByRole('row', {
		name: /^Bangsamoro E-Government Master Plan, demonstration/
	});
	const figures = await row.locator('a.figure').allTextContents();
	await row.getByRole('rowheader').getByRole('link').click();
	for (const figure of [figures[0]!, figures[2]!])
		await expect(page.locator('a.figure', { hasText: figure }).first()).toBeVisible();
});

test('the portfolio is accessible and holds at 320 px', async ({ page }) => {
	await page.goto('/plans');
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 700 });
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond).toBeLessThanOrEqual(0);
});
