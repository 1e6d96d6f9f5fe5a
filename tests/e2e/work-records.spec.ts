/** What is kept of work: it is handed over, contracted, placed and closed, and everybody reads how. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';

test.use({ writer: 'work records' });

const planner = 'planner@demo.example.org';
const plan = '/plans/bangsamoro-demo';
const activity = `${plan}/elements/4.2.5`;

interface Coded {
	id: string;
	code: string;
	children: Coded[];
}

/** To the page of an element in the editing of its plan. */
async function openElement(page: Page, code: string): Promise<void> {
	const { children } = (await (await page.request.get(`/api/v1${plan}`)).json()) as Coded;
	const all = (some: Coded[]): Coded[] => some.flatMap((one) => [one, ...all(one.children)]);
	const found = all(children).find((one) => one.code === code);
	await page.goto(`${plan}/edit/elements/${found?.id}`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
}

/** To one of the pages of an activity in the editing of its plan. */
async function openTab(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Edit this' }).getByRole('link', { name }).click();
}

test('a planner hands over, contracts, places and closes an activity; a leader reads it on a phone', async ({
	page,
	signIn,
	context
}) => {
	test.slow();
	await signIn(planner);
	await openElement(page, '4.2.5');

	await test.step('hands it over', async () => {
		await openTab(page, 'Owners');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Hand over' }).click();
		await expect(page.getByText('Choose one of the list.').first()).toBeVisible();
		await expect(
			page.getByText('Enter the day from which the other answers').first()
		).toBeVisible();
		const form = page.getByRole('region', { name: 'Hand over' });
		const to = form.getByLabel('To the organisation');
		await to.selectOption({ label: 'MPW, Ministry of Public Works' });
		await form.getByLabel('To the office or position').fill('Chief, Planning Division');
		await form.getByLabel('From', { exact: true }).fill('2026-11-01');
		await form.getByLabel('What was handed over').fill('All files and two open tenders.');
		await form.getByLabel('Reason').fill('Buildings are the business of public works.');
		await page.getByRole('button', { name: 'Hand over' }).click();
		// what else it does is said first, where it does more
		const asked = withEffects(page);
		await expect(page.getByRole('status').or(asked)).toBeVisible();
		if (await asked.isVisible()) await asked.click();
		await expect(page.getByRole('status')).toContainText('It is handed over.');
		await expect(page.getByRole('heading', { name: 'Chief, Planning Division' })).toBeVisible();
	});

	await test.step('adds a contract', async () => {
		await openTab(page, 'Contracts');
		const form = page.locator('#add_contract');
		await form.getByLabel('What is contracted').fill('Design of the building');
		await form.getByLabel('Open contracting identifier').fill('not one');
		await form.getByLabel('Supplier', { exact: true }).fill('Invented Designers');
		await form.getByLabel('Value').fill('1e30');
		await form.getByLabel('State').selectOption({ label: 'In force' });
		await form.getByLabel('Begins on').fill('2026-03-01');
		await form.getByLabel('Ends on').fill('2026-02-01');
		await form.getByLabel('Reason').fill('It was signed.');
		await form.getByRole('button', { name: 'Add a contract' }).click();
		await expect(form.getByText('This is not an amount').first()).toBeVisible();
		await form.getByLabel('Value').fill('999,000,000');
		await form.getByRole('button', { name: 'Add a contract' }).click();
		await expect(form.getByText('begins with ocds-').first()).toBeVisible();
		await expect(form.getByText('The end lies before the start').first()).toBeVisible();
		await form.getByLabel('Open contracting identifier').fill('ocds-demo00-design-1');
		await form.getByLabel('Ends on').fill('2027-02-01');
		await expectAccessible(page);
		await form.getByRole('button', { name: 'Add a contract' }).click();
		await expect(page.getByRole('status')).toContainText('It is added.');
	});

	await test.step('adds a place', async () => {
		await openTab(page, 'Where');
		await page.getByLabel('Administrative unit').fill('Invented City');
		await page.getByLabel('Its code').fill('D-0101');
		await page.getByLabel('Reason').fill('The site was chosen.');
		await page.getByRole('button', { name: 'Add a place' }).click();
		await expect(page.getByText('Say of which register').first()).toBeVisible();
		await page.getByLabel('Code of').fill('Demonstration');
		await page.getByRole('button', { name: 'Add a place' }).click();
		await expect(page.getByRole('status')).toContainText('It is added.');
	});

	await test.step('says at which prices its costs are stated', async () => {
		await openTab(page, 'Budget');
		const form = page.locator('#add_price_basis');
		await form
			.getByLabel('Prices', { exact: true })
			.selectOption({ label: 'Constant prices of a year' });
		await form.getByLabel('Reason').fill('It stands in the annex.');
		await form.getByRole('button', { name: 'Say at which prices' }).click();
		await expect(form.getByText('Enter the year of the prices.').first()).toBeVisible();
		await form.getByLabel('Year of the prices').fill('2023');
		await form.getByRole('button', { name: 'Say at which prices' }).click();
		await expect(page.getByRole('status')).toContainText('It is added.');
	});

	await test.step('closes it, though it is not reported completed', async () => {
		await openTab(page, 'Closure');
		await expect(page.getByText('does not say that it is completed or cancelled')).toBeVisible();
		await page.getByLabel('Why it is closed').selectOption({ label: 'Stopped' });
		await page.getByLabel('Closed on').fill('2026-11-23');
		await page.getByRole('button', { name: 'Close it' }).click();
		await expect(page.getByText('Say what was delivered').first()).toBeVisible();
		await page.getByLabel('What was delivered').fill('A design, and no building.');
		await page.getByLabel('Lessons').fill('Ask for the land title first.');
		await page.getByLabel('Final cost').fill('2,500,000');
		await page.getByRole('button', { name: 'Close it' }).click();
		await expect(page.getByText('Explain it in a sentence.').first()).toBeVisible();
		await expect(page.getByText('This day is still to come').first()).toBeVisible();
		await page.getByLabel('Closed on').fill('2026-11-20');
		await page.getByLabel('In words').fill('The land is not the government’s.');
		await page.getByRole('button', { name: 'Close it' }).click();
		await expect(page.getByRole('status')).toContainText('Saved');
		await expectAccessible(page);
		await openTab(page, 'What was changed');
		const acts = page.getByRole('main');
		for (const act of ['Closed: 4.2.5', '4.2.5 handed over', 'Contract added: 4.2.5'])
			await expect(acts).toContainText(act);
	});

	await test.step('a citizen reads nothing of it before it is published, and a leader all', async () => {
		await context.clearCookies();
		await page.goto(activity);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Closure' })).toHaveCount(0);
		await expect(page.getByRole('main')).not.toContainText('Invented City');
		await signIn('leader@demo.example.org');
		await page.setViewportSize({ width: 360, height: 740 });
		await page.goto(activity);
		const closure = page.getByRole('region', { name: 'Closure' });
		await expect(closure).toContainText('Stopped, closed on 20 Nov 2026');
		await expect(closure).toContainText('does not say that it is completed or cancelled');
		await expect(closure).toContainText('Ask for the land title first.');
		const owners = page.getByRole('region', { name: 'Who answers for it' });
		await expect(owners).toContainText(/MFBM until 31 Oct 2026, then\s+MPW/);
		await expect(owners).toContainText('Chief, Planning Division');
		await expect(page.getByRole('region', { name: 'Where', exact: true })).toContainText(
			'Invented City'
		);
		const contracts = page.getByRole('region', { name: 'Contracts' });
		await expect(contracts).toContainText('ocds-demo00-design-1');
		await expect(contracts).toContainText('more than is obligated');
		await expect(
			page.getByRole('region', { name: 'Expected cost, as adopted and in force' })
		).toContainText('constant prices of 2023');
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBeLessThanOrEqual(360);
		await expectAccessible(page);
	});
});

test('a goal and the plan are closed, named on their pages, and opened again with a reason', async ({
	page,
	signIn,
	context
}) => {
	test.slow();
	await signIn(planner);
	await page.goto(`${plan}/edit/plan`);
	await page.getByRole('link', { name: 'Close this plan' }).click();
	await expect(
		page.getByText(/Activities not reported completed or cancelled: \d+ of 28/)
	).toBeVisible();
	await page.getByLabel('Closed on').fill('2026-11-20');
	await page.getByLabel('What was delivered').fill('What the activities say.');
	await page.getByRole('button', { name: 'Close it' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');
	await expectAccessible(page);
	await page.goto(plan);
	await expect(page.getByRole('region', { name: 'Closure' })).toContainText('Completed, closed on');
	await page.goto(`${plan}/edit/closure`);
	await page.getByRole('button', { name: 'Withdraw the closure' }).click();
	await expect(page.getByText('Say in one sentence why.').first()).toBeVisible();
	await page
		.locator('#withdraw-heading ~ form')
		.getByLabel('Reason')
		.fill('It was closed too early.');
	await page.getByRole('button', { name: 'Withdraw the closure' }).click();

	await openElement(page, 'G1');
	await openTab(page, 'Closure');
	await page.getByLabel('Closed on').fill('2026-11-20');
	await page.getByLabel('What was delivered').fill('A policy framework.');
	await page.getByRole('button', { name: 'Close it' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');

	await context.clearCookies();
	await signIn('leader@demo.example.org');
	await page.goto(plan);
	await expect(page.getByRole('region', { name: 'Closure' })).toContainText(
		'It was closed too early.'
	);
	await page.goto(`${plan}/leadership`);
	await expect(page.getByText('Closed:')).toContainText('G1');
	await expectAccessible(page);
});

test('what the demonstration keeps of work is invented, and stands on its pages', async ({
	page
}) => {
	await page.goto(`${plan}/elements/4.1.1`);
	await expect(page.getByRole('region', { name: 'Contracts' })).toContainText('Invented Builders');
	await expectAccessible(page);
	await page.goto(`${plan}/elements/2.1.1`);
	await expect(page.getByRole('region', { name: 'Who answers for it' })).toContainText(
		'Director, Service Delivery'
	);
	await page.goto(`${plan}/elements/1.1.1`);
	await expect(page.getByRole('region', { name: 'Closure' })).toContainText('Completed, closed on');
	await page.goto('/plans/bangsamoro/elements/4.1.1');
	await expect(page.getByRole('heading', { name: 'Contracts' })).toHaveCount(0);
});
