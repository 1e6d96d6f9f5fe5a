/** A planner holds a plan against a framework, confirms what is proposed and drafts what is missing; others read it. */
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'checklists' });

const planner = 'planner@demo.example.org';
const demo = '/plans/bangsamoro-demo';

test('a citizen reads what the demonstration has of the programme, and keeps it on one page', async ({
	page
}) => {
	await page.goto(demo);
	await page.getByRole('link', { name: 'Gap checklists' }).click();
	await expectAccessible(page);
	await page.getByRole('link', { name: /The programme’s components/ }).click();
	await expect(page.locator('.lede')).toHaveText(
		'Of 31 items 8 are covered, 2 partly, 4 not at all, 1 is not applicable and 16 not answered.'
	);
	const items = page.getByRole('table', { name: 'Items', exact: true });
	await expect(items.getByRole('row', { name: /^II\.A\.2/ })).toContainText('Partly covered');
	await expect(page.getByRole('table', { name: 'What covers which item, by goal' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Gaps only' }).click();
	await expect(items.getByRole('row', { name: /^II\./ }).filter({ hasText: 'overed' })).toHaveCount(
		6
	);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download as one page' }).click()
	]);
	const text = await readFile(await download.path(), 'utf8');
	expect(text).toContain('Demonstration: invented answers');
	expect(text).toContain('II.A.3 Cybersecurity');
	expect(text).not.toMatch(/<(script|link|img)\b/);
});

test('a planner answers, confirms a proposal and drafts two gaps, by keyboard', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn(planner);
	await page.goto(`${demo}/edit`);
	await page.getByRole('link', { name: 'Checklists', exact: true }).press('Enter');

	await test.step('begins a checklist against one axis of a framework', async () => {
		await expectAccessible(page);
		await page.getByLabel('What it is called').fill('Components of the programme');
		await page
			.getByLabel('Compared with')
			.selectOption({ label: 'Digital Transformation Initiative Programme: Key Components' });
		await page.getByLabel('What it is called').press('Enter');
		await expect(page.getByRole('status')).toContainText('The checklist is begun');
		await expect(page.getByText('Of 5 items 5 not answered.')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('what is wrong is said beside its field, and all that was typed stays', async () => {
		await page.getByLabel('II.C: how far').selectOption('Partly covered');
		await page.getByLabel('II.C: by which elements').fill('5.2.2, 9.9.9');
		await page.getByLabel('II.E: how far').selectOption('Not covered');
		await page.getByLabel('II.E: how far').press('Tab');
		await page.getByLabel('II.E: by which elements').press('Enter');
		await expect(page.getByRole('alert')).toContainText('This plan has no element 9.9.9');
		await expectAccessible(page);
		await page.getByLabel('II.C: by which elements').fill('5.2.2');
		await page.getByLabel('II.C: by which elements').press('Enter');
		await expect(page.getByRole('alert')).toContainText('Say why, in one sentence');
		await expect(page.getByLabel('II.E: how far')).toHaveValue('not_covered');
		await page.getByLabel('II.C: why').fill('Open data is there, analytics is not.');
		await page.getByLabel('II.C: why').press('Enter');
		await expect(page.getByRole('status')).toContainText('2 answers are stored.');
	});

	await test.step('a proposal counts once it is confirmed, with what it rests on', async () => {
		await expect(
			page.getByText('Of 5 items 1 partly, 1 not at all and 3 not answered.')
		).toBeVisible();
		const proposal = page.getByRole('button', { name: /^Confirm .* as covering II\.B$/ }).first();
		await proposal.press('Enter');
		await expect(page.getByRole('status')).toContainText('One answer is stored.');
		await expect(page.getByLabel('II.B: how far')).toHaveValue('covered');
		await expect(page.getByLabel('II.B: why')).toHaveValue(/^Proposed and confirmed: .+\.$/);
	});

	await test.step('two gaps become activities of a new draft, and stay gaps', async () => {
		await page.getByRole('link', { name: 'Close gaps' }).press('Enter');
		await expectAccessible(page);
		await page.getByLabel('II.C Data-Driven Decision Making').press('Space');
		await page.getByLabel('II.E Cybersecurity and Privacy').press('Space');
		await page.getByLabel('Beneath which goal or objective').selectOption({ index: 3 });
		await page.getByLabel('Title').fill('Closing gaps');
		await page.getByLabel('Why', { exact: true }).fill('The steering group asked for it.');
		await page.getByLabel('Holds from').fill('2026-12-01');
		await page.getByLabel('Why', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('2 activities are drafted.');
		await expect(page.getByText(/There is no gap for which no activity/)).toBeVisible();
		await page.getByRole('link', { name: 'Open the amendment' }).press('Enter');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Closing gaps');
		await expect(page.getByText('Cybersecurity and Privacy').first()).toBeVisible();
		await page.goBack();
		await page.getByRole('link', { name: 'Components of the programme' }).press('Enter');
		await expect(page.getByRole('link', { name: /^Draft activity .*“Closing gaps”$/ })).toHaveCount(
			2
		);
		await expect(page.getByText(/1 partly, 1 not at all/)).toBeVisible();
	});

	await test.step('it is published with a reason', async () => {
		await page.getByLabel('Reason', { exact: true }).fill('It was asked for.');
		await page.getByLabel('Reason', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('Everybody reads it now');
		await page.getByRole('link', { name: 'See the page that others read' }).press('Enter');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Components of the programme');
		await expectAccessible(page);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('two planners answer the same item: the second sees both, and nothing is written over', async ({
		page,
		signIn,
		browser,
		server
	}) => {
		await signIn(planner);
		const address = `${demo}/edit/checklists/1`;
		await page.goto(address);
		const [name, value] = (await server.signIn(planner)).split('=') as [string, string];
		const context = await browser.newContext({
			baseURL: server.address,
			javaScriptEnabled: false
		});
		await context.addCookies([{ name, value, url: server.address }]);
		const first = await context.newPage();
		await first.goto(address);
		await first.getByLabel('II.B.4: how far', { exact: true }).selectOption('Not covered');
		await first.getByLabel('II.B.4: why', { exact: true }).fill('Nobody asked for it.');
		await first.getByRole('button', { name: 'Save all answers' }).first().click();
		await expect(first.getByRole('status')).toContainText('One answer is stored.');
		await context.close();

		await page.getByLabel('II.B.4: how far', { exact: true }).selectOption('Covered');
		await page.getByLabel('II.B.4: by which elements', { exact: true }).fill('4.2.7');
		await page.getByLabel('II.C.1: how far', { exact: true }).selectOption('Not covered');
		await page.getByRole('button', { name: 'Save all answers' }).first().click();
		const both = page.getByRole('region').filter({ hasText: 'II.B.4' });
		await expect(both.getByText(/Nobody asked for it/).first()).toBeVisible();
		await expect(both.getByText(/Covered; 4\.2\.7/)).toBeVisible();
		await expect(page.getByLabel('II.B.4: by which elements', { exact: true })).toHaveValue(
			'4.2.7'
		);
		await page.getByRole('button', { name: 'Save all answers' }).first().click();
		await expect(page.getByRole('status')).toContainText('2 answers are stored.');
		await expect(page.getByLabel('II.B.4: how far', { exact: true })).toHaveValue('covered');
	});
});
