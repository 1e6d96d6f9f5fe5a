import { expect, expectAccessible, test } from '../support/browser.ts';

const leadership = '/plans/bangsamoro-demo/leadership';

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a leader chooses by which axis figures are set out, by keyboard, and the day stays', async ({
		page
	}) => {
		await page.goto(`${leadership}?as_of=2025-12-31`);
		await expect(page.getByRole('table', { name: 'Goals', exact: true })).toBeVisible();
		const choice = page.getByRole('navigation', { name: 'Figures by' });
		await expect(choice.getByRole('link')).toHaveText([
			...['Goals in short', 'Goals in figures', 'Service relations', 'Key Components'],
			'Lead organisations'
		]);
		await choice.getByRole('link', { name: 'Service relations' }).focus();
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/as_of=2025-12-31.*#by|by=service-relations.*as_of=2025-12-31/);
		const table = page.getByRole('table', { name: 'Service relations in figures' });
		await expect(table.getByRole('row')).toHaveCount(7);
		await expect(table.getByRole('row').last()).toContainText('Total');
		await expect(page.getByText(/activities stand in more than one row/)).toBeVisible();
		await expect(page.getByRole('table', { name: 'Goals', exact: true })).toHaveCount(0);

		// another day keeps the choice
		await page.getByLabel('Show as of').fill('2026-06-30');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		await expect(page).toHaveURL(/by=service-relations.*as_of=2026-06-30/);
		await expect(table).toBeVisible();

		await choice.getByRole('link', { name: 'Goals in short' }).click();
		await expect(page).not.toHaveURL(/by=/);
		await expect(page.getByRole('table', { name: 'Goals', exact: true })).toBeVisible();
	});
});

test('an organisation leads on to its page, a goal explains its figures', async ({ page }) => {
	await page.goto(`${leadership}?by=organisation`);
	await expectAccessible(page);
	const table = page.getByRole('table', { name: 'Lead organisations in figures' });
	await table.getByRole('link', { name: 'Ministry of Public Works' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Ministry of Public Works');

	await page.goto(`${leadership}?by=goal`);
	await page
		.getByRole('table', { name: 'Goals in figures' })
		.getByRole('link', { name: '%' })
		.first()
		.click();
	await expect(page).toHaveURL(/explain\?figure=delivery_progress&of=element%3AG1/);
});

for (const width of [360, 768, 1440])
	test(`at ${width} px nothing scrolls sideways`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		for (const by of ['goal', 'service-relations', 'organisation']) {
			await page.goto(`${leadership}?by=${by}`);
			const region = page.getByRole('region', { name: / in figures$/ });
			const widths = await region.evaluate((element) => [
				...[element.scrollWidth - element.clientWidth],
				document.documentElement.scrollWidth - window.innerWidth
			]);
			expect(widths, by).toEqual([0, 0]);
		}
		await expectAccessible(page);
	});
