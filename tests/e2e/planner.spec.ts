import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';
import type { Browser, Page } from '@playwright/test';

test.use({ writer: 'planner' });

const planner = 'planner@demo.example.org';
const plan = '/plans/bangsamoro-demo';
const outline = `${plan}/edit`;
const reason = 'The steering committee asked for it.';

/** The page of an element, found as a planner finds it: by its title in the outline. */
async function openElement(page: Page, title: string): Promise<string> {
	await page.goto(outline);
	await page.getByRole('link', { name: title, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
	return new URL(page.url()).pathname;
}

async function save(page: Page): Promise<void> {
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
}

/** Another person's browser. */
async function secondBrowser(browser: Browser, address: string, cookie: string): Promise<Page> {
	const context = await browser.newContext({ baseURL: address });
	const [name, value] = cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: address }]);
	return context.newPage();
}

test.beforeEach(({ signIn }) => signIn(planner));

test('a planner retitles an element, sets its owner and its dates, and reads it in the history', async ({
	page
}) => {
	await openElement(page, 'Establish Data Center');
	await page.getByLabel('Title', { exact: true }).fill('Establish the Data Center');
	await page
		.getByLabel('Lead', { exact: true })
		.selectOption({ label: 'MOST, Ministry of Science and Technology' });
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const effects = page.getByRole('region', { name: 'look at what it does first' });
	await expect(effects).toContainText('A new duty for MOST: Lead of 4.1.1');
	await expectAccessible(page);
	await withEffects(page).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByText(reason).first()).toBeVisible();
	await page.goto(`${outline}/history`);
	const newest = page.getByRole('main').getByRole('listitem').first();
	await expect(newest).toContainText('4.1.1 changed');
	await expect(newest).toContainText('ICT office planner');
	await expect(newest).toContainText('Establish Data Center');
	await expect(newest).toContainText('Establish the Data Center');

	await page.goto(`${plan}/elements/4.1.1`);
	const promised = page.getByRole('region', { name: 'What was promised' });
	await expect(promised.getByRole('blockquote')).toHaveText('Establish Data Center');
	await expect(promised).toContainText('Now called Establish the Data Center');
	await expect(promised).toContainText(`Changed by the ICT office: ${reason}`);
	await page.goto(plan);
	await expect(page.getByText('[changed since publication]')).toHaveCount(1);
});

test('what is wrong is said beside its field, and nothing that was typed is lost', async ({
	page
}) => {
	await openElement(page, 'Develop an e-consultation portal');
	await page.getByLabel('Title', { exact: true }).fill('');
	await page.getByLabel('Planned start').fill('2026-05-01');
	await page.getByLabel('Planned end').fill('2026-04-01');
	await page.getByLabel('Weight', { exact: true }).fill('many');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('Give a title.');
	await expect(page.getByLabel('Planned end')).toHaveAccessibleDescription(
		'The end comes before the start.'
	);
	await expect(page.getByLabel('Planned end')).toHaveValue('2026-04-01');
	await expect(page.getByLabel('Weight', { exact: true })).toHaveValue('many');
	await page.getByRole('link', { name: 'Say in one sentence why.' }).click();
	await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
	await expectAccessible(page);
});

test('a planner adds an activity in place, moves it, retires it and restores it', async ({
	page
}) => {
	await page.goto(outline);
	await page.getByRole('link', { name: '+ Activity beneath O1.2' }).click();
	const form = page.locator('details[open]');
	await form.getByLabel('Title').fill('Publish the policies');
	await form.getByLabel('Why it is added').fill(reason);
	await form.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByRole('row', { name: /^1\.2\.4 Publish the policies/ })).toBeVisible();
	await expect(page.getByRole('link', { name: 'No owner set — assign' }).last()).toBeVisible();

	await page.getByRole('button', { name: 'Move 1.2.4 up' }).click();
	const codes = page.locator('td.code', { hasText: /^1\.2\./ });
	await expect(codes).toHaveText(['1.2.1', '1.2.2', '1.2.4', '1.2.3']);

	await openElement(page, 'Publish the policies');
	await page.getByRole('link', { name: 'Move or retire' }).click();
	const moving = page.locator('form#move');
	await moving
		.getByLabel('Stands beneath')
		.selectOption({ label: 'G3 To develop sustainable secured digital infrastructure' });
	await moving.getByLabel('Reason').fill(reason);
	await moving.getByRole('button', { name: 'Move' }).click();
	await expect(page.getByRole('region', { name: /^G3/ })).toContainText('Publish the policies');

	await openElement(page, 'Publish the policies');
	await page.getByRole('link', { name: 'Move or retire' }).click();
	const retiring = page.locator('form#retire');
	await retiring.getByLabel('Reason').fill(reason);
	await retiring.getByRole('button', { name: 'Retire' }).click();
	await expect(page.getByRole('region', { name: 'Retired' })).toContainText('1.2.4');
	await page.getByRole('link', { name: 'Restore 1.2.4' }).click();
	await page.getByLabel('Reason').fill(reason);
	await page.getByRole('button', { name: 'Restore' }).click();
	await expect(page.getByRole('region', { name: /^G3/ })).toContainText('Publish the policies');
});

test('two planners edit the same element: the second sees both versions and decides', async ({
	page,
	browser,
	server
}) => {
	const path = await openElement(page, 'Establish Bangsamoro Gov’t Network');
	const other = await secondBrowser(browser, server.address, await server.signIn(planner));
	await other.goto(path);
	await other.getByLabel('Short title').fill('The network');
	await save(other);

	await page.getByLabel('Short title').fill('My network');
	await page.getByLabel('Reason', { exact: true }).fill('Mine is shorter.');
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	expect((await answered).status()).toBe(409);
	const row = page.getByRole('row', { name: /^Short title/ });
	await expect(row).toContainText('The network');
	await expect(row).toContainText('My network');
	// both browsers are the same person's
	await expect(
		page.getByRole('region', { name: /^You changed this in another window/ })
	).toBeFocused();
	await expect(page.getByLabel('Short title')).toHaveValue('My network');
	await expectAccessible(page);

	await other.reload();
	await expect(other.getByLabel('Short title')).toHaveValue('The network');
	await page.getByRole('button', { name: 'Save mine over theirs' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByLabel('Short title')).toHaveValue('My network');
	await other.context().close();
});

test('a planner sets a budget line within its stages', async ({ page }) => {
	const path = await openElement(page, 'Conduct various IT capacity building');
	await page.goto(`${path}/budget`);
	await page.getByLabel('Appropriation year').fill('2031');
	await page.getByLabel('Expected cost', { exact: true }).last().fill('₱6,000,000.00');
	await page.getByLabel('Appropriation', { exact: true }).last().fill('2,000,000.00');
	await page.getByLabel('Allotment', { exact: true }).last().fill('3000000');
	await page.locator('form#add').getByLabel('Reason').fill(reason);
	await page.getByRole('button', { name: 'Add a budget line' }).click();
	await expect(page.getByRole('alert')).toContainText('The allotment is above the appropriation.');
	await expect(page.getByLabel('Appropriation', { exact: true }).last()).toHaveValue(
		'2,000,000.00'
	);
	await page.getByLabel('Allotment', { exact: true }).last().fill('1000000');
	await page.getByRole('button', { name: 'Add a budget line' }).click();
	await expect(page.getByLabel('Appropriation year')).toHaveAccessibleDescription(
		'This year lies outside the plan, which runs from 2022 to 2028.'
	);
	await page.getByRole('button', { name: 'Save it as it is' }).click();
	await withEffects(page).click();
	await expect(page.getByRole('status')).toContainText('saved');
	await expect(page.getByText('PHP 2,000,000.00')).toBeVisible();
	await expect(page.getByText('PHP 6,000,000.00')).toBeVisible();
	await expectAccessible(page);
});

test('a planner defines a KPI with its targets', async ({ page }) => {
	const path = await openElement(page, 'Develop policies on ICT best practices');
	await page.goto(path);
	await page.getByRole('link', { name: 'Add a KPI' }).click();
	await page.getByLabel('Title', { exact: true }).fill('Policies published');
	await page.getByLabel('Code', { exact: true }).fill('K-NEW');
	await page.getByLabel('Kind of unit').selectOption({ label: 'percent of a whole' });
	await page.getByLabel('Unit', { exact: true }).fill('%');
	await page.getByLabel('Target 1', { exact: true }).fill('120 %');
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	await page.getByRole('button', { name: 'Add a KPI' }).click();
	await expect(page.getByRole('alert')).toContainText('Say by when this target is due.');
	await page.getByLabel('Target 1 is due on').fill('2028-12-31');
	await page.getByRole('button', { name: 'Add a KPI' }).click();
	await expect(page.getByLabel('Target 1', { exact: true })).toHaveAccessibleDescription(
		/^A value of this unit lies between 0 and 100\./
	);
	await expect(page.getByLabel('Target 1', { exact: true })).toHaveValue('120 %');
	await page.getByLabel('Target 1', { exact: true }).fill('12 %');
	await page.getByRole('button', { name: 'Add a KPI' }).click();
	await withEffects(page).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('K-NEW');
	await expectAccessible(page);
});

test('the whole edit can be done with the keyboard', async ({ page }) => {
	const path = await openElement(page, 'Organize council for IT Professional');
	const title = page.getByLabel('Short title');
	for (let step = 0; step < 40; step += 1) {
		await page.keyboard.press('Tab');
		if (await title.evaluate((field) => field === document.activeElement)) break;
	}
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Council of IT people');
	const why = page.getByLabel('Reason', { exact: true });
	for (let step = 0; step < 60; step += 1) {
		await page.keyboard.press('Tab');
		if (await why.evaluate((field) => field === document.activeElement)) break;
	}
	await page.keyboard.type(reason);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toContainText('Saved.');
	await page.goto(path);
	await expect(page.getByLabel('Short title')).toHaveValue('Council of IT people');
});

for (const [name, address] of [
	['the outline', outline],
	['the plan’s own fields', `${outline}/plan`],
	['the history', `${outline}/history`]
] as const)
	test(`${name}: accessible`, async ({ page }) => {
		// axe looks at some hundreds of links and buttons
		test.slow();
		await page.goto(address);
		await expectAccessible(page);
	});

test('moving and retiring: accessible', async ({ page }) => {
	const path = await openElement(page, 'To foster the development of BARMM IT Professionals');
	await page.goto(`${path}/place`);
	await expectAccessible(page);
});

test('the plan’s own fields keep their currency once money is set', async ({ page }) => {
	await page.goto(`${outline}/plan`);
	await expect(page.getByLabel('Currency')).toHaveAttribute('readonly', '');
	await page.getByLabel('Coverage needed').fill('75');
	await save(page);
	await expect(page.getByLabel('Coverage needed')).toHaveValue('75');
});

test('an element of another plan does not exist here', async ({ page }) => {
	const path = await openElement(page, 'Establish Ministry/Office Local Network');
	const foreign = path.replace('bangsamoro-demo', 'bangsamoro');
	expect((await page.goto(foreign))?.status()).toBe(404);
});
