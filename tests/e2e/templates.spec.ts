/** A plan starts from the programme, by keyboard and without JavaScript; a template is made, and withdrawn. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';
import { tabTo } from '../support/by-keyboard.ts';

test.use({ writer: 'templates' });
test.describe.configure({ mode: 'serial' });

const planner = 'planner@demo.example.org';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('by keyboard a planner starts a plan of three goals from the programme', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto('/templates/dti-programme');
	await expectAccessible(page);
	await tabTo(page, page.getByRole('link', { name: 'Start a plan from it' }));
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('From a template: take parts of another plan')).toBeChecked();
	await tabTo(page, page.getByLabel('Title of the plan'));
	await page.keyboard.type('Harbour digital plan');
	await tabTo(page, page.getByRole('button', { name: 'Begin the draft' }));
	await page.keyboard.press('Enter');

	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Take parts of a template into Harbour digital plan'
	);
	await expectAccessible(page);
	for (const goal of [
		'II.A Digital Infrastructure',
		'II.B Citizen Services',
		'II.D Open Government'
	]) {
		await tabTo(page, page.getByRole('checkbox', { name: `Take ${goal}`, exact: true }));
		await page.keyboard.press('Space');
	}
	await tabTo(page, page.getByRole('button', { name: 'Go on: words and places' }));
	await page.keyboard.press('Enter');

	await expect(page.getByText('This will add 3 goals, as one change of the plan.')).toBeVisible();
	await expectAccessible(page);
	const second = page.getByRole('group', { name: 'II.B in the template' });
	await tabTo(page, second.getByLabel('Title'));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Services for citizens');
	await tabTo(page, page.getByLabel('Reason', { exact: true }));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('The council chose three goals.');
	await tabTo(page, page.getByRole('button', { name: 'Add them to the plan' }));
	await page.keyboard.press('Enter');

	await expect(page.getByRole('status')).toContainText('Added to the plan: 3 parts.');
	for (const code of ['II.A', 'II.B', 'II.D'])
		await expect(
			page.getByRole('navigation', { name: 'Parts of the outline' }).getByText(code)
		).toBeVisible();

	await page.goto('/plans/harbour-digital-plan/elements/II.A');
	await expect(
		page.getByRole('link', { name: 'Digital Transformation Initiative Programme, II.A' })
	).toBeVisible();
	await expect(page.getByText('Public record').first()).toBeVisible();
	await expectAccessible(page);
	await page.goto('/plans/harbour-digital-plan/elements/II.B');
	await expect(page.getByText('Its words there:')).toBeVisible();
	await expect(page.getByText('Citizen Services', { exact: true }).first()).toBeVisible();
	await expect(page.getByText('The council chose three goals.').first()).toBeVisible();
	await page
		.getByRole('link', { name: 'Digital Transformation Initiative Programme, II.B' })
		.click();
	await expect(page).toHaveURL(/\/templates\/dti-programme#item-\d+$/);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('further parts come into the plan, and codes that are taken are answered', async ({
		page,
		signIn
	}) => {
		await signIn(planner);
		await page.goto('/plans/harbour-digital-plan/edit');
		await page.getByRole('link', { name: 'Take parts of a template' }).click();
		await page
			.getByRole('link', { name: 'Digital Transformation Initiative Programme', exact: true })
			.click();
		await expect(page.getByText('In this plan already:').first()).toBeVisible();
		await expect(
			page.getByRole('checkbox', { name: 'Take II.A Digital Infrastructure', exact: true })
		).toBeDisabled();
		await press(page, 'Go on: words and places');
		await expect(page.getByRole('alert')).toContainText('Choose at least one part.');
		await page.getByLabel('Take II.A.1', { exact: false }).check();
		await page.getByLabel('Take II.C Data-Driven Decision Making and all beneath it (3)').check();
		await press(page, 'Go on: words and places');
		const broadband = page.getByRole('group', { name: 'II.A.1 in the template' });
		await expect(broadband.getByLabel('Beneath what does it come?')).toHaveValue(/^\d+$/);
		await broadband.getByLabel('Code').fill('II.A');
		await broadband.getByLabel('Title').fill('Fast lines');
		await press(page, 'Add them to the plan');
		await expect(page.getByRole('alert')).toContainText(
			'This plan has “Digital Infrastructure” under that code. II.A-2 is free.'
		);
		await press(page, 'Choose again');
		await expect(page.getByLabel('Take II.C.1', { exact: false })).toBeChecked();
		await page.getByLabel('Take II.C.2', { exact: false }).uncheck();
		await press(page, 'Go on: words and places');
		await expect(broadband.getByLabel('Title')).toHaveValue('Fast lines');
		await broadband.getByLabel('Code').fill('II.A.1');
		await press(page, 'Add them to the plan');
		await expect(page.getByRole('status')).toContainText('Added to the plan: 4 parts.');
		await page.goto('/plans/harbour-digital-plan/edit/history');
		await expect(page.getByText('Parts of a template taken into the plan').first()).toBeVisible();
	});

	test('a template of the demonstration gives KPIs without values; then it is withdrawn', async ({
		page,
		signIn
	}) => {
		await signIn(planner);
		await page.goto('/plans/bangsamoro-demo/edit/make-template');
		await press(page, 'Make the template');
		await expect(page.getByRole('alert')).toBeVisible();
		await page.getByLabel('What it is called').fill('Regional e-government');
		await page.getByLabel('Reason', { exact: true }).fill('Other regions ask for it.');
		await press(page, 'Make the template');
		await expect(page.getByRole('status')).toContainText('The template is made.');
		await page.goto('/plans/harbour-digital-plan/edit/template?from=regional-e-government');
		await page.getByLabel('Take O1.1.K1', { exact: false }).check();
		await press(page, 'Go on: words and places');
		await expect(page.getByText('It comes along with its KPI, O1.1.K1.')).toBeVisible();
		await expect(page.getByText('Baseline and targets: not set.')).toBeVisible();
		await press(page, 'Add them to the plan');
		await expect(page.getByRole('status')).toContainText('Added to the plan: 2 parts.');
		await page.goto('/plans/harbour-digital-plan/kpis/O1.1.K1');
		await expect(page.getByRole('link', { name: 'Regional e-government, O1.1.K1' })).toBeVisible();
		await expect(
			page.getByText('It was invented there, for a demonstration.').first()
		).toBeVisible();

		await page.goto('/templates/regional-e-government');
		await page.getByLabel('Why is it withdrawn? In one sentence.').fill('It is made anew.');
		await press(page, 'Withdraw it');
		await expect(page.getByRole('status')).toContainText('The template is withdrawn.');
		await page.goto('/plans/harbour-digital-plan/edit/template?from=regional-e-government');
		await expect(page.getByText('The template was withdrawn.').first()).toBeVisible();
	});
});

test('templates are for who may edit plans', async ({ page, signIn }) => {
	await page.goto('/templates');
	await expect(page).toHaveURL(/\/auth\/sign-in/);
	await signIn('leader@demo.example.org');
	expect((await page.goto('/templates'))?.status()).toBe(403);
	expect((await page.goto('/templates/dti-programme'))?.status()).toBe(403);
});
