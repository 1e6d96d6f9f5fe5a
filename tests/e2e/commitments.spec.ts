import { expect, expectAccessible, test } from '../support/browser.ts';

const address = '/plans/bangsamoro-demo/commitments';

test('a leader reads what was kept, chooses a year, and sees what moved a date', async ({
	page
}) => {
	await page.goto('/plans/bangsamoro-demo/leadership');
	await page.getByRole('link', { name: 'What was kept, moved and dropped' }).click();
	await expect(page).toHaveURL(/\/commitments$/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('30 Sep 2026');
	await page.getByRole('link', { name: 'Years' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(
		'Of 6 things that were to end by 31 Dec 2025, 3 did; 1 was moved, only in a report.'
	);
	await page.getByRole('link', { name: '2024', exact: true }).click();
	await expect(page).toHaveURL(/period=2024-01-01/);
	const table = page.getByRole('table', { name: 'Commitments of the period' });
	await expect(table.getByRole('row')).toHaveCount(10);
	await page.getByRole('link', { name: '5 of 9' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commitments kept');
	await expect(page.getByText('5 of 9').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one lead’s commitments are chosen by a form, and kept in the address', async ({ page }) => {
		await page.goto(`${address}?by=year&as_of=2026-06-30`);
		await page.getByLabel('Lead').selectOption('BICTO');
		await page.getByRole('button', { name: 'Show', exact: true }).last().click();
		await expect(page).toHaveURL(/organisation=BICTO/);
		await expect(page).toHaveURL(/by=year/);
		await expect(page).toHaveURL(/as_of=2026-06-30/);
		const leads = await page
			.getByRole('table', { name: 'Commitments of the period' })
			.locator('tbody tr td:nth-child(2)')
			.allTextContents();
		expect(leads.length).toBeGreaterThan(0);
		expect(leads.every((lead) => lead.includes('BICTO'))).toBe(true);
	});
});

test('an organisation’s record of dates leads to all that it was to end', async ({ page }) => {
	await page.goto('/organisations/bicto');
	await expect(page.getByText(/^It answered for \d+ dates, kept \d+/)).toBeVisible();
	await page.getByRole('link', { name: 'See all that it was to end' }).click();
	await expect(page).toHaveURL(/organisation=BICTO/);
});

test('an activity says how its own dates were moved', async ({ page }) => {
	await page.goto('/plans/bangsamoro-demo/elements/2.1.2');
	const moved = page.getByRole('region', { name: 'How its dates moved' });
	await expect(moved).toContainText('Its end was first planned for 30 Jun 2025');
	await expect(moved.getByRole('listitem').first()).toContainText('in a report: to 31 Dec 2025');
});

test('a plan without dates says that nothing can be kept', async ({ page }) => {
	await page.goto('/plans/bangsamoro/commitments');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing in this plan');
	await expectAccessible(page);
});

for (const width of [360, 1440])
	for (const colorScheme of ['light', 'dark'] as const)
		test(`axe finds nothing at ${width} pixels, ${colorScheme}, and nothing is wider`, async ({
			page
		}) => {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			for (const path of [
				address,
				`${address}?by=year`,
				`${address}?by=month&organisation=BICTO`,
				'/plans/bangsamoro-demo/explain?figure=commitments_kept&of=plan&by=year&period=2025-01-01',
				'/organisations/bicto',
				'/plans/bangsamoro-demo/elements/2.1.2'
			]) {
				await page.goto(path);
				const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(beyond, path).toBeLessThanOrEqual(0);
				await expectAccessible(page);
			}
		});
