/** What people decide: leadership when it is asked, planners on the confidence of an element. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'decisions' });

const planner = 'planner@demo.example.org';
const leader = 'leader@demo.example.org';
const plan = '/plans/bangsamoro-demo';
const question = 'Extend the contract of the data center by a year';

test('a planner asks, a leader answers, and the leadership page shows both', async ({
	page,
	signIn,
	context
}) => {
	// three people, one after the other
	test.slow();
	await signIn(planner);
	await page.goto(`${plan}/edit/decisions`);
	await expect(page.getByRole('link', { name: /^Answer: Release ₱20 million/ })).toBeVisible();
	await page.getByRole('link', { name: 'Ask for a decision' }).click();
	await page.getByRole('button', { name: 'Ask for it' }).click();
	await expect(page.getByText('Say what is to be decided.').first()).toBeVisible();
	await page.getByLabel('What is to be decided').fill(question);
	await page.getByLabel('Why it is needed').fill('It ends in March.');
	await page.getByLabel('Who decides').selectOption({ label: 'OCM, Office of the Chief Minister' });
	await page.getByLabel('To be decided by').fill('2026-12-15');
	await page.getByRole('button', { name: 'Ask for it' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByRole('listitem').filter({ hasText: question })).toContainText(
		'by 15 Dec 2026'
	);
	await expectAccessible(page);

	await context.clearCookies();
	await page.goto(`${plan}/leadership`);
	const needed = page.getByRole('table', { name: 'Decisions needed' });
	await expect(needed).toContainText('Release ₱20 million');
	// public with the next publication
	await expect(needed).not.toContainText(question);
	await expect(needed.getByRole('link', { name: /^Answer/ })).toHaveCount(0);

	await signIn(leader);
	await page.goto(`${plan}/leadership`);
	await needed.getByRole('link', { name: `Answer: ${question}` }).click();
	await expect(page.getByRole('complementary', { name: 'Demonstration' })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
	await expectAccessible(page);
	await page.getByLabel('Decided on').fill('2027-01-01');
	await page.getByRole('button', { name: 'Save the decision' }).click();
	await expect(page.getByText('Say what was decided.').first()).toBeVisible();
	await page.getByRole('textbox', { name: 'What was decided' }).fill('Extended to March 2028.');
	await page.getByLabel('Decided on').fill('2026-11-22');
	await page.getByRole('button', { name: 'Save the decision' }).click();
	await expect(page).toHaveURL(/leadership$/);
	await expect(needed).not.toContainText(question);
	const taken = page.getByRole('region', { name: 'Decided lately' });
	await expect(taken).toContainText(question);
	await expect(taken).toContainText('Extended to March 2028.');
	await expectAccessible(page);
});

test('a planner changes and withdraws what is asked', async ({ page, signIn }) => {
	await signIn(planner);
	await page.goto(`${plan}/edit/decisions/new`);
	await page.getByLabel('What is to be decided').fill('Name a second data officer');
	await page.getByRole('button', { name: 'Ask for it' }).click();
	await page.getByRole('link', { name: 'Change: Name a second data officer' }).click();
	await page.getByLabel('What is to be decided').fill('Name two data officers');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('link', { name: 'Change: Name two data officers' }).click();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Withdraw it' }).click();
	await expect(page.getByText('Say in one sentence why.').first()).toBeVisible();
	await page.getByLabel('Reason', { exact: true }).fill('They were named.');
	await page.getByRole('button', { name: 'Withdraw it' }).click();
	const item = page.getByRole('listitem').filter({ hasText: 'Name two data officers' });
	await expect(item).toContainText('They were named.');
	await expect(item.getByRole('link')).toHaveCount(0);
	await page.goto(`${plan}/edit/history`);
	await expect(page.getByRole('main')).toContainText('Decision withdrawn: Name two data officers');
});

test('a planner sets a confidence by hand, for a reason and a time, and lifts it', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn(planner);
	await page.goto(`${plan}/edit`);
	await page.getByRole('link', { name: 'Establish Data Center', exact: true }).click();
	await page.getByRole('link', { name: 'Confidence' }).click();
	await page.getByRole('button', { name: 'Show this instead' }).click();
	await expect(page.getByText('Enter the last day.').first()).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('radio', { name: 'Off track' }).check();
	await page.getByLabel('Last day').fill('2027-01-31');
	const form = page.locator('form#override');
	await form.getByLabel('Reason', { exact: true }).fill('The contractor is insolvent.');
	await page.getByRole('button', { name: 'Show this instead' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');

	await page.goto(`${plan}/elements/4.1.1`);
	const note = page.getByText('Set by the planners’ office until 31 Jan 2027:');
	await expect(note).toContainText('The contractor is insolvent.');
	await expect(note).toContainText('Computed by the plan’s rules');
	await page.goto(`${plan}/elements/4.1.1?as_of=2026-06-30`);
	await expect(note).toHaveCount(0);

	await page.goto(`${plan}/edit`);
	await page.getByRole('link', { name: 'Establish Data Center', exact: true }).click();
	await page.getByRole('link', { name: 'Confidence' }).click();
	await page.locator('form#lift').getByLabel('Reason', { exact: true }).fill('Another took over.');
	await page.getByRole('button', { name: 'Show the computed one again' }).click();
	await expect(page.getByText('The computed confidence is shown.')).toBeVisible();
	await page.goto(`${plan}/elements/4.1.1`);
	await expect(note).toHaveCount(0);
});
