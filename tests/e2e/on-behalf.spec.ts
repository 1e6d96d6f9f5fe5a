/** The planner enters for a ministry, from where its open report is reviewed, and always in that one's report. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'on-behalf' });

test('the open report leads to its list of what did not move, and to the form of each item', async ({
	page,
	signIn
}) => {
	await signIn('planner@demo.example.org');
	await page.goto('/plans/bangsamoro-demo/periods');
	await page.getByRole('link', { name: '2026 Q3', exact: true }).click();
	await page.goto(`${page.url()}/mpw`);
	const review = page.url();
	await page.getByRole('link', { name: 'Confirm on its behalf what did not move' }).click();
	await expect(page.getByRole('main')).toContainText('Ministry of Public Works');
	await expect(page.getByRole('main')).toContainText('on behalf');
	await expectAccessible(page);
	await page.goto(review);
	await page.getByRole('link', { name: 'Enter it on its behalf: 4.1.3' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page).toHaveURL(/\/my\/activities\/\d+/);
	await page.goto(review.replace(/mpw$/, 'milg'));
	await expect(page.getByRole('link', { name: /on its behalf/ })).toHaveCount(0);
});

test('a KPI that two ministries measure is entered for the one whose report it came from, or that is chosen', async ({
	page,
	signIn,
	server: { db }
}) => {
	// nobody is named for it, and three ministries lead beneath its objective, which has no owner
	const { id } = await db
		.updateTable('kpi')
		.set({ reporter_id: null })
		.where('code', '=', 'O4.1.K1')
		.where('plan_id', 'in', (eb) =>
			eb.selectFrom('plan').where('slug', '=', 'bangsamoro-demo').select('id')
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	await signIn('planner@demo.example.org');
	await page.goto('/plans/bangsamoro-demo/periods');
	await page.getByRole('link', { name: '2026 Q3', exact: true }).click();
	await page.goto(`${page.url()}/mpw`);
	const review = page.url();
	await page.getByRole('link', { name: 'Enter it on its behalf: O4.1.K1' }).click();
	const whose = page.getByRole('navigation', { name: 'For whom' });
	await expect(whose.locator('[aria-current]')).toHaveText('MPW');
	await whose.getByRole('link', { name: 'OCM', exact: true }).click();
	await expect(whose.locator('[aria-current]')).toHaveText('OCM');
	await whose.getByRole('link', { name: 'MPW', exact: true }).click();
	await expect(page).toHaveURL(`/my/kpis/${id}?organisation=mpw`);
	await expect(page.getByRole('main')).toContainText(
		'on behalf of Ministry of Public Works, in its report; the audit log says so.'
	);
	await expectAccessible(page);

	const value = page.getByLabel(/^(Value|Numerator)/);
	await value.fill('3');
	const denominator = page.getByLabel('Denominator');
	if (await denominator.isVisible()) await denominator.fill('12');
	await page.getByLabel('Note').fill('Told by telephone.');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText('Saved:');
	await expect(whose.locator('[aria-current]')).toHaveText('MPW');
	const stored = await db
		.selectFrom('measurement')
		.innerJoin('report', 'report.id', 'measurement.report_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('measurement.note', '=', 'Told by telephone.')
		.select('organisation.acronym')
		.execute();
	expect(stored).toEqual([{ acronym: 'MPW' }]);

	// its evidence is of the same report: where the form is refused, where it is added, and on the way back
	await page.locator('#evidence').getByText('Add a link', { exact: true }).click();
	const link = page.locator('#evidence-link');
	await expect(link.getByLabel('What it shows').locator('option:checked')).toContainText('value');
	await link.getByLabel('Address').fill('https://example.org/register');
	await link.getByRole('button', { name: 'Add this link' }).click();
	await expect(page.getByRole('alert')).toContainText('Say in a few words what it shows.');
	await expect(whose.locator('[aria-current]')).toHaveText('MPW');
	await link.getByLabel('Caption').fill('The count of the register');
	await link.getByRole('button', { name: 'Add this link' }).click();
	await expect(page.locator('#evidence li').first()).toContainText('The count of the register');
	const shown = await db
		.selectFrom('evidence')
		.innerJoin('report', 'report.id', 'evidence.report_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('evidence.caption', '=', 'The count of the register')
		.select('organisation.acronym')
		.execute();
	expect(shown).toEqual([{ acronym: 'MPW' }]);
	await expect(page).toHaveURL(`/my/kpis/${id}?organisation=mpw&evidence=added#evidence`);
	await expect(whose.locator('[aria-current]')).toHaveText('MPW');
	// what stands in the report can be entered anew from there
	await page.goto(review);
	const entered = page.getByRole('table', { name: 'What stands in the report' });
	await entered.getByRole('link', { name: 'Enter it on its behalf: O4.1.K1' }).click();
	await expect(whose.locator('[aria-current]')).toHaveText('MPW');
	expect((await page.goto(`/my/kpis/${id}?organisation=milg`))?.status()).toBe(404);
	expect((await page.goto(`/my/kpis/${id}?organisation=nobody`))?.status()).toBe(404);
});
