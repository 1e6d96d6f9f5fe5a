/** A ministry assesses itself, the ICT office checks it, the change is read, and a gap becomes an activity. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'assessments' });

const planner = 'planner@demo.example.org';
const ministry = 'milg.focal@demo.example.org';
const demo = '/plans/bangsamoro-demo';
const list = `${demo}/assessments`;

const radio = (page: Page, criterion: string, level: string) =>
	page
		.getByRole('group', { name: `Level: ${criterion}` })
		.getByRole('radio', { name: new RegExp(`^${level}`) });

async function begin(page: Page, on: string, organisation: RegExp | null): Promise<void> {
	await page.goto(list);
	if (organisation) {
		const choice = page
			.getByLabel('Organisation')
			.locator('option')
			.filter({ hasText: organisation });
		await page
			.getByLabel('Organisation')
			.selectOption((await choice.first().textContent())!.trim());
	}
	await page
		.getByLabel('Maturity model')
		.selectOption('Digital maturity of a public organisation (example)');
	await page.getByLabel('As of').fill(on);
	await page.getByLabel('As of').press('Enter');
	await expect(page.getByRole('status')).toContainText('The assessment is begun');
}

/** Answers the first section and saves it by Enter in its last field. */
async function answerFirst(page: Page, levels: [string, string][]): Promise<void> {
	for (const [criterion, level] of levels) await radio(page, criterion, level).press('Space');
	await page.getByRole('button', { name: 'Save and go on' }).press('Enter');
}

const said: [string, string][] = [
	['L1 Strategy', '3 Defined'],
	['L2 Responsibility', '2 Begun'],
	['L3 Rules', '2 Begun']
];
const later: [string, string][] = [
	['L1 Strategy', '4 Managed'],
	['L2 Responsibility', '3 Defined'],
	['L3 Rules', '2 Begun']
];

const open = (page: Page, of: string) =>
	page.getByRole('link', { name: of, exact: true }).press('Enter');
const act = async (page: Page, name: string, done: string) => {
	await page.getByRole('button', { name, exact: true }).press('Enter');
	await expect(page.getByRole('status')).toContainText(done);
};

test('two organisations are assessed, one is verified with a difference, and its change is read', async ({
	page,
	signIn
}) => {
	test.slow();
	await test.step('a ministry fills in a section, stops, goes on, and submits', async () => {
		await signIn(ministry);
		await page.goto(`${demo}/maturity`);
		await page.getByRole('link', { name: 'Assess organisations' }).press('Enter');
		await expectAccessible(page);
		await begin(page, '1 November 2024', null);
		await expectAccessible(page);
		await open(page, 'Fill in: L Leadership and governance');
		await expectAccessible(page);
		await radio(page, 'L1 Strategy', 'Not applicable').press('Space');
		await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
		await expect(page.getByRole('alert')).toContainText('Say in the comment why it does not apply');
		await expectAccessible(page);
		await page.getByLabel('On what it rests: L1 Strategy').fill('Ordinance 12');
		await answerFirst(page, said);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('P People and skills');
		await page.goto(list);
		await expect(page.getByRole('row', { name: /^MILG/ })).toContainText('3 of 12 answered');
		await open(page, 'MILG');
		await act(page, 'Submit', 'It was submitted');
		await expect(page.getByText('Waiting to be checked')).toBeVisible();
	});

	await test.step('the ICT office checks it, with one difference, verifies and publishes', async () => {
		await signIn(planner);
		await page.goto(list);
		await open(page, 'MILG');
		await open(page, 'Check: L Leadership and governance');
		await expect(page.getByText('The organisation says: 3 Defined')).toBeVisible();
		await expect(page.getByText('On what it rests: Ordinance 12')).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Comment: L1 Strategy').fill('It is not approved yet.');
		await answerFirst(page, [['L1 Strategy', '2 Begun']]);
		await page.goto(list);
		await open(page, 'MILG');
		await expect(page.getByText('They differ in 1 criterion.')).toBeVisible();
		const differs = page.getByRole('table', { name: 'Where the two differ' });
		await expect(differs.getByRole('row', { name: /^L1/ })).toContainText('3 Defined');
		await expect(differs.getByRole('row', { name: /^L1/ })).toContainText(
			'It is not approved yet.'
		);
		await expectAccessible(page);
		await act(page, 'Verify', 'It is verified');
		await act(page, 'Publish', 'It is published');
	});

	await test.step('another organisation is assessed on its behalf, and not checked by who did', async () => {
		await begin(page, '1 September 2026', /^BICTO/);
		await open(page, 'Fill in: L Leadership and governance');
		await answerFirst(page, said);
		await page.goto(list);
		await open(page, 'BICTO');
		await act(page, 'Submit', 'It was submitted');
		await expect(page.getByText('another person checks it', { exact: false }).last()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Verify', exact: true })).toHaveCount(0);
	});

	await test.step('a second round', async () => {
		await signIn(ministry);
		await begin(page, '1 September 2026', null);
		await open(page, 'Fill in: L Leadership and governance');
		await answerFirst(page, later);
		const second = page.url().replace(/\/[^/]*$/, '');
		await page.goto(second);
		await act(page, 'Submit', 'It was submitted');
		await signIn(planner);
		await page.goto(second);
		await open(page, 'Check: L Leadership and governance');
		await answerFirst(page, []);
		await page.goto(second);
		await act(page, 'Verify', 'It is verified');
		await act(page, 'Publish', 'It is published');
	});

	await test.step('a target is set, the change and the gap are read', async () => {
		await page.goto(`${demo}/edit/maturity`);
		await expectAccessible(page);
		await page
			.getByLabel('Maturity model')
			.selectOption('Digital maturity of a public organisation (example)');
		await page.getByLabel('Level to reach').selectOption('3');
		await page.getByLabel('Reason').fill('The council asked for it.');
		await page.getByLabel('Reason').press('Enter');
		await expect(page.getByRole('status')).toContainText('The target level was saved');
		await page.getByRole('link', { name: 'See what others read' }).press('Enter');
		await expect(page.locator('.lede')).toContainText(
			'2 organisations were assessed by this model.'
		);
		await expect(page.locator('.lede')).toContainText('1 is what the organisation itself says');
		const change = page.getByRole('listitem').filter({ hasText: '1 Nov 2024 to 1 Sep 2026' });
		await expect(change.first()).toContainText('Leadership and governance 2 → 3.15');
		const scores = page.getByRole('table', { name: 'Scores and their parts' });
		await expect(scores.getByRole('row', { name: /^MILG/ })).toContainText('3.15');
		await expectAccessible(page);
	});

	await test.step('a gap becomes an activity of a draft', async () => {
		await page.getByRole('link', { name: 'Draft activities for the gaps of MILG' }).press('Enter');
		await expectAccessible(page);
		await page.getByLabel('L3 Rules').press('Space');
		await page.getByLabel('Beneath which goal or objective').selectOption({ index: 3 });
		await page.getByLabel('Title').fill('Closing gaps of maturity');
		await page.getByLabel('Why', { exact: true }).fill('The assessment shows it.');
		await page.getByLabel('Holds from').fill('2026-12-01');
		await page.getByLabel('Why', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('drafted');
		await expect(page.getByRole('link', { name: /Closing gaps of maturity/ })).toBeVisible();
		await page.getByRole('link', { name: 'Open the amendment' }).press('Enter');
		await expect(page.getByText('Rules (MILG)').first()).toBeVisible();
	});
});

test('a citizen reads the models', async ({ page }) => {
	await page.goto('/maturity-models');
	await expectAccessible(page);
	await page.getByRole('link', { name: /^Digital maturity of a public/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Digital maturity');
	await expectAccessible(page);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('what a section says is saved', async ({ page, signIn }) => {
		await signIn(ministry);
		await begin(page, '1 May 2024', null);
		await page.getByRole('link', { name: 'Fill in: D Data', exact: true }).click();
		await radio(page, 'D1', '2 Begun').check();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByRole('status')).toContainText('1 answer was saved');
		await expect(radio(page, 'D1', '2 Begun')).toBeChecked();
	});
});
