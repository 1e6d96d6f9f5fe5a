/** A planner names stakeholders and counts people without a mouse; everybody reads what is missing. */
import { expect, expectAccessible, test } from '../support/browser.ts';
import { pressOn, tabTo, typeInto } from '../support/by-keyboard.ts';

test.use({ writer: 'competencies' });

const planner = 'planner@demo.example.org';
const demo = '/plans/sri-lanka-demo';

test('a citizen reads whom the published plan is for, word for word', async ({ page }) => {
	await page.goto('/plans/sri-lanka-capacity?provenance=show');
	const named = page.getByRole('region', { name: 'Stakeholders and audiences' });
	await expect(named).toContainText('The source states of none what they are asked for.');
	await expect(named.getByRole('listitem').filter({ hasText: /^academia/ })).toContainText(
		'industry partners, and academia.'
	);
	await expectAccessible(page);
});

test('a planner counts people of a role, by keyboard, and reads what is missing', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn(planner);
	await page.goto(`${demo}/edit/competencies`);
	await expectAccessible(page);
	const counts = page.getByRole('region', { name: 'Head-counts' });
	const form = counts.locator('form').first();

	await test.step('what is wrong stands beside its field, and what was typed stays', async () => {
		await pressOn(page, counts.getByText('Add a head-count').first(), 'Enter');
		await tabTo(page, form.getByLabel('Organisation'));
		await page.keyboard.type('Org 3');
		await tabTo(page, form.getByLabel('Role'));
		await page.keyboard.type('Chief');
		await typeInto(page, form.getByLabel('Counted on'), '10312026');
		await typeInto(page, form.getByLabel('People there are'), '1.5');
		await typeInto(page, form.getByLabel('People needed'), '3');
		await typeInto(page, form.getByLabel('Reason'), 'The organisation said so.');
		await pressOn(page, form.getByRole('button', { name: 'Add a head-count' }));
		await expect(form.getByText('People are counted whole').first()).toBeVisible();
		await expect(form.getByLabel('People needed')).toHaveValue('3');
		await expectAccessible(page);
	});

	await test.step('mended, it is counted', async () => {
		await typeInto(page, form.getByLabel('People there are'), '1');
		await pressOn(page, form.getByRole('button', { name: 'Add a head-count' }));
		await expect(page.getByRole('status')).toBeVisible();
		await page.goto(`${demo}/competencies`);
		const role = page.getByRole('row', { name: /^Chief digital information officer 1 3 2/ });
		await expect(role).toBeVisible();
		await expect(page.locator('.lede')).toHaveText(
			'13 more people are needed than there are, in the organisations that said both (8).'
		);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner names a stakeholder, with what it is asked for', async ({ page, signIn }) => {
		await signIn(planner);
		await page.goto(`${demo}/edit/stakeholders`);
		const form = page.locator('form').last();
		await form.getByLabel('Stakeholder', { exact: true }).fill('Universities by number');
		await form.getByLabel('Kind').selectOption('Academia');
		await form.getByLabel('Part in the plan').selectOption('Takes part');
		await form.getByLabel('Asked for').fill('Courses for the second wave.');
		await form.getByLabel('Reason').fill('They were asked.');
		await form.getByRole('button', { name: 'Add a stakeholder' }).click();
		await expect(page.getByRole('status')).toBeVisible();
		await page.goto(demo);
		const named = page.getByRole('region', { name: 'Stakeholders and audiences' });
		await expect(named).toContainText('Courses for the second wave.');
	});
});

for (const width of [360, 1440])
	test(`the page of competencies is accessible and no wider than ${width} pixels`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(`${demo}/competencies`);
		await expectAccessible(page);
		const wider = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(wider).toBeLessThanOrEqual(0);
	});
