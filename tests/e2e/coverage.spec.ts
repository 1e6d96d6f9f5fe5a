import { expect, expectAccessible, test } from '../support/browser.ts';

const home = '/plans/bangsamoro-demo';

test('a citizen finds what covers what from the plan, and opens a cell by keyboard', async ({
	page
}) => {
	await page.goto(home);
	await page.getByRole('link', { name: 'What covers what' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Goals × Service relations');
	await expect(
		page.getByText(/^No work stands behind G1 × G2C, .* and others, 12 in all\.$/)
	).toBeVisible();
	await expectAccessible(page);

	const table = page.getByRole('table', { name: 'Goals by Service relations' });
	const first = table.getByRole('link').first();
	const count = Number(await first.textContent());
	await first.focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/row=G1/);
	const list = page.getByRole('region', { name: / × / }).first().getByRole('table');
	await expect(list.locator('tbody tr')).toHaveCount(count);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Close the list' }).click();
	await expect(page).not.toHaveURL(/row=/);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('axes are chosen by a form and swapped, and the days stay', async ({ page }) => {
		await page.goto(`${home}/coverage?as_of=2025-12-31`);
		await page.getByLabel('Columns').selectOption({ label: 'Lead organisations' });
		await page.getByRole('button', { name: 'Show', exact: true }).first().click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Goals × Lead organisations');
		await expect(page).toHaveURL(/as_of=2025-12-31/);
		await page.getByRole('link', { name: 'Appropriated' }).click();
		await expect(page.getByRole('table').getByText('₱').first()).toBeVisible();
		await page.getByRole('link', { name: 'Swap rows and columns' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lead organisations × Goals');
		await expect(page).toHaveURL(/show=money/);
	});
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 } });

	test('it is a list by row, and nothing scrolls sideways', async ({ page }) => {
		await page.goto(`${home}/coverage`);
		const cell = page.getByRole('link', { name: /: .* × .*, / }).first();
		await expect(cell).toBeVisible();
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide).toBeLessThanOrEqual(360);
		await expectAccessible(page);
	});
});

test('states and KPIs are shown on demand, and a cell opens its KPIs', async ({ page }) => {
	await page.goto(`${home}/coverage`);
	await page.getByRole('link', { name: 'In which states' }).click();
	const table = page.getByRole('table', { name: 'Goals by Service relations' });
	await expect(table.getByRole('link', { name: /^5 completed, 1 in progress: / })).toHaveCount(2);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'How far KPIs moved' }).click();
	await expect(page.getByText(/^Set out .* KPIs stand in more than one cell/)).toBeVisible();
	await table
		.getByRole('link', { name: /5 KPIs$/ })
		.first()
		.click();
	const kpis = page.getByRole('table', { name: /^KPIs of / });
	await expect(kpis.locator('tbody tr')).toHaveCount(5);
	await expectAccessible(page);
});
