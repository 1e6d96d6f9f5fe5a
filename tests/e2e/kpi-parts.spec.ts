/** From a planner who gives a KPI parts to the page on which everybody reads them. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';
import type { TestServer } from '../support/server.ts';

test.use({ writer: 'kpi-parts', nextPeriodOpen: true });

const plan = '/plans/bangsamoro-demo';

const kpi = ({ db }: TestServer, code: string) =>
	db
		.selectFrom('kpi')
		.innerJoin('plan', 'plan.id', 'kpi.plan_id')
		.where('plan.slug', '=', 'bangsamoro-demo')
		.where('kpi.code', '=', code)
		.select('kpi.id')
		.executeTakeFirstOrThrow();

async function milg({ db }: TestServer): Promise<string> {
	const { id } = await db
		.selectFrom('organisation')
		.where('slug', '=', 'milg')
		.select('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function saveForm(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const confirm = withEffects(page);
	if (await confirm.isVisible()) await confirm.click();
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner has a KPI reported by sex, a reporter is told what does not agree, and everybody reads it', async ({
		page,
		signIn,
		server
	}) => {
		const { id } = await kpi(server, 'O5.3.K3');
		await page.setViewportSize({ width: 360, height: 740 });
		await signIn('planner@demo.example.org');
		await page.goto(`${plan}/edit/kpis/${id}`);
		const first = page.getByRole('group', { name: 'Dimension 1' });
		await first.getByLabel('By what').fill('Sex');
		await first.getByLabel('Terms', { exact: true }).fill('Women');
		await page.getByLabel('Who enters its measurements').selectOption(await milg(server));
		await page
			.getByLabel('Reason', { exact: true })
			.first()
			.fill('The statistics office asks for it.');
		await saveForm(page);
		await expect(page.getByRole('alert')).toContainText('Enter at least two terms, one a line.');
		await first.getByLabel('Terms', { exact: true }).fill('Women\nMen');
		await saveForm(page);
		await expect(page.getByLabel('Term 2')).toHaveValue('Men');

		await signIn('milg.focal@demo.example.org');
		await page.goto(`/my/kpis/${id}`);
		const cells = page.getByRole('group', { name: 'By Sex' });
		await page.getByLabel('Value', { exact: true }).fill('50');
		await cells.getByLabel('Women', { exact: true }).fill('20');
		await cells.getByLabel('Men', { exact: true }).fill('25');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByRole('alert')).toContainText(
			'By Sex the values come to 45. That is less than the 50 here, by 5.'
		);
		await cells.getByLabel('Men', { exact: true }).fill('30');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText(/^Saved: 50/)).toBeVisible();

		// everybody reads it with the next publication, and a leader once it is submitted
		await page.goto('/my');
		await page.getByLabel('I certify that').check();
		await page.getByRole('button', { name: 'Certify and submit' }).click();
		await expect(page.getByRole('status').first()).toContainText('The report is submitted.');
		await page.context().clearCookies();
		await signIn('leader@demo.example.org');
		await page.goto(`${plan}/kpis/O5.3.K3?as_of=2026-11-22`);
		const section = page.getByRole('region', { name: 'By its parts' });
		await expect(section).toContainText('2 of 2 reported.');
		await expect(section).toContainText('Most: Men at 30');
		await expect(section.getByRole('row', { name: /^Women/ })).toContainText('40 % of the total');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			360
		);
	});
});

test('what was not reported of the demonstration is said so, and how good its values are', async ({
	page
}) => {
	await page.goto(`${plan}/kpis/O4.2.K5`);
	const parts = page.getByRole('region', { name: 'By its parts' });
	await expect(parts).toContainText('5 of 6 reported.');
	await expect(parts.getByRole('row', { name: /^Tawi-Tawi/ })).toContainText('Not reported');
	const quality = page.getByRole('region', { name: 'How good these values are' });
	await expect(quality).toContainText('Last looked over on 15 Jul 2026.');
	await expect(quality).toContainText('counted twice');
	await expect(page.getByText('Output: what is made or delivered')).toBeVisible();
	await expectAccessible(page);
});

test('the forms of parts can be used by everybody', async ({ page, signIn, server }) => {
	const { id } = await kpi(server, 'O4.2.K5');
	await signIn('planner@demo.example.org');
	await page.goto(`${plan}/edit/kpis/${id}`);
	await expect(page.getByRole('group', { name: 'Dimension 2' })).toBeVisible();
	await expectAccessible(page);
	await signIn('mbhte.focal@demo.example.org');
	await page.goto(`/my/kpis/${id}`);
	await page.getByLabel('Basilan', { exact: true }).fill('-1');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('Basilan:');
	await expectAccessible(page);
});
