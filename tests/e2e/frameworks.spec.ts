import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'frameworks' });

const planner = 'planner@demo.example.org';
const reason = 'As the office reads the titles.';

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner defines a framework, tags a plan by it, and follows it by a later version', async ({
		page,
		signIn
	}) => {
		await signIn(planner);
		await page.goto('/frameworks/new');
		await page.getByLabel('Name', { exact: true }).fill('Layers of the office');
		await page.getByLabel('Name in addresses').first().fill('office-layers');
		await page.getByLabel('Why, in one sentence').fill('The office sorts its work so.');
		const axis = page.getByRole('group', { name: 'Axis 1' });
		await axis.getByLabel('Title').fill('Layers');
		await axis.getByLabel('An element has of it').selectOption('at_most_one');
		await axis.getByLabel('Terms').fill('L1 | Access\nL1 | Access again');
		await page.getByRole('button', { name: 'Make the framework' }).click();
		await expect(page.getByRole('alert')).toContainText('The code “L1” stands twice.');
		await expect(axis.getByLabel('Terms')).toHaveValue('L1 | Access\nL1 | Access again');
		await axis.getByLabel('Terms').fill('L1 | Access | What people meet\nL2 | Portal\nL3 | Base');
		const other = page.getByRole('group', { name: 'Axis 2' });
		await other.getByLabel('Title').fill('Pillars');
		await other.getByLabel('Terms').fill('P1\tRules\nP2\tSkills');
		await page.getByRole('button', { name: 'Make the framework' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Layers of the office');
		await expect(page.getByText('What people meet')).toBeVisible();

		await page.goto('/plans/bangsamoro/edit/tags');
		await page.getByLabel('Layers of the office').check();
		await page.getByLabel('Reason', { exact: true }).first().fill(reason);
		await page.getByRole('button', { name: 'Save the choice' }).click();
		await expect(page.getByRole('status')).toHaveText(/The choice was saved\./);
		await page.getByLabel('Axis').selectOption({ label: 'Layers' });
		await page.getByRole('button', { name: 'Show' }).click();
		await page.getByLabel('L1 of G1').check();
		await page.getByLabel('L2 of G1').check();
		await page.getByLabel('L3 of 4.1.1').check();
		const why = page.getByLabel('Reason', { exact: true }).last();
		await why.fill(reason);
		await page.getByRole('button', { name: 'Save the terms' }).click();
		await expect(page.getByRole('alert')).toContainText('one alone can be ticked');
		await expect(page.getByLabel('L3 of 4.1.1')).toBeChecked();
		await page.getByLabel('L2 of G1').uncheck();
		await page.getByRole('button', { name: 'Save the terms' }).click();
		await expect(page.getByRole('status')).toHaveText(/The terms of 2 elements were saved\./);
		await expect(page.getByText('as G1: L1').first()).toBeVisible();

		await page.goto(
			'/plans/bangsamoro/coverage?rows=office-layers.layers&columns=office-layers.pillars'
		);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Layers × Pillars');
		await expect(page.getByText(/No work stands behind L1 × P1/)).toBeVisible();

		await page.goto('/frameworks/office-layers');
		await expect(page.getByText('It is in use: it is not changed any more.')).toBeVisible();
		await page.getByRole('link', { name: 'New version' }).click();
		await page.getByLabel('Name in addresses').first().fill('office-layers-2');
		await page.getByLabel('Version').fill('2');
		await axis.getByLabel('Terms').fill('L1 | Access and portal\nL3 | Base');
		await page.getByRole('button', { name: 'Make the framework' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'From Layers of the office to Layers of the office (2)'
		);
		await page.getByLabel('Reason', { exact: true }).fill(reason);
		await page.getByRole('button', { name: 'Save what became of them' }).click();
		await expect(page.getByRole('alert')).toContainText('Say of every term');
		await page
			.getByRole('group', { name: 'L2 Portal' })
			.getByLabel('Followed by')
			.selectOption({ label: 'L1 Access and portal' });
		await page.getByRole('button', { name: 'Save what became of them' }).click();
		await expect(page.getByText('merged').first()).toBeVisible();
		await expect(page.getByRole('row', { name: '4.1.1 L3 L3' })).toBeVisible();
		await page.getByLabel('Reason', { exact: true }).last().fill(reason);
		await page.getByRole('button', { name: 'Move the tags of this plan' }).click();
		await expect(page.getByRole('status')).toHaveText(/The terms of 2 were moved\./);
		await page.goto('/plans/bangsamoro/coverage?rows=office-layers-2.layers&columns=goal');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Layers × Goals');
	});
});

test('what no plan is set out by is nobody’s business but of who makes it', async ({
	page,
	signIn
}) => {
	await page.goto('/frameworks/spbe-2020');
	await expect(page.getByRole('heading', { level: 1 })).not.toContainText('SPBE');
	await page.goto('/frameworks');
	await expect(page.getByRole('link', { name: /SPBE/ })).toHaveCount(0);
	await signIn(planner);
	await page.goto('/frameworks');
	await page.getByRole('link', { name: /SPBE/ }).click();
	await expect(page.getByText('Not verified').first()).toBeVisible();
	await expectAccessible(page);
});

test('layers and pillars are read with their definitions, and lead to what covers what', async ({
	page
}) => {
	await page.goto('/plans/badung');
	const setOut = page.getByRole('region', { name: 'Set out by' });
	await expect(setOut).toContainText('Lapis struktur × Pilar: No work stands behind any of 16.');
	await setOut.getByRole('link', { name: 'Lapis struktur × Pilar' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lapis struktur × Pilar');
	await expectAccessible(page);
	await page.goto('/frameworks/badung-architecture');
	await expect(page.getByText('jaringan telekomunikasi, jaringan internet')).toBeVisible();
	await expectAccessible(page);
});

for (const path of ['/frameworks/new', '/plans/bangsamoro/edit/tags', '/frameworks'])
	test(`${path} is accessible, and fits a phone`, async ({ page, signIn }) => {
		await signIn(planner);
		await page.goto(path);
		await expectAccessible(page);
		await page.setViewportSize({ width: 360, height: 740 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide).toBeLessThanOrEqual(360);
		await expectAccessible(page);
	});
