/** What a focal person meets whose report was published, before the next period is open. */
import { expect, test } from '../support/browser.ts';

test.use({ writer: 'between periods', javaScriptEnabled: false });

const milg = 'milg.focal@demo.example.org';
const takesNothing = 'The report for 2026 Q3 is published, so it takes nothing more.';

test.beforeEach(async ({ signIn }) => signIn(milg));

test('the list says that nothing is due, and what is waited for', async ({ page }) => {
	await page.goto('/my');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/^8\sactivities, 3\sKPIs and 4\sbudget\slines; nothing is due\.$/
	);
	const main = page.getByRole('main');
	await expect(main).toContainText(`${takesNothing} The next period is not open yet.`);
	await expect(main).not.toContainText('To report');
	await expect(page.getByRole('row', { name: /^4\.1\.3/ }).first()).toContainText('MPW to report');
});

test('a form says so before anything is typed, and gives back what is sent all the same', async ({
	page
}) => {
	await page.goto('/my');
	await page.getByRole('link', { name: 'Update 4.2.7', exact: true }).click();
	await expect(page.getByRole('main')).toContainText(takesNothing);
	await expect(
		page.getByText('The report takes nothing more, so nothing can be added.')
	).toBeVisible();

	await page.getByLabel('Physical percent').fill('45.5');
	await page.getByLabel('As of').fill('2026-11-22');
	await page.getByLabel('Note').fill('Three forms went online.');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('alert').getByRole('link')).toHaveText(
		'As of: The last report ends on 30 Sep 2026, and the period after it is not open yet. Nothing was saved. The ICT office opens it.'
	);
	await expect(page.getByLabel('Note')).toHaveValue('Three forms went online.');
});

test('KPIs and money are told the same', async ({ page }) => {
	for (const link of ['Measure O2.1.K2', 'Enter 4.2.7']) {
		await page.goto('/my');
		await page.getByRole('link', { name: link, exact: true }).click();
		await expect(page.getByRole('main')).toContainText(takesNothing);
	}
});
