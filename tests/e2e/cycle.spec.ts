/** A period from its opening to its publication, as the planner, a ministry and a citizen meet it. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'cycle' });
test.describe.configure({ mode: 'serial' });

const milg = 'milg.focal@demo.example.org';
const planner = 'planner@demo.example.org';
const home = '/plans/bangsamoro-demo';

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();
const saved = (page: Page) => page.getByRole('status').first();

async function openPeriod(page: Page, label: string): Promise<void> {
	await page.goto(`${home}/periods`);
	await page.getByRole('link', { name: label, exact: true }).click();
}

async function report(page: Page, code: string, percent: string): Promise<void> {
	await page.goto('/my');
	await page.getByRole('link', { name: `Update ${code}`, exact: true }).click();
	await page.getByLabel('Physical percent').fill(percent);
	await page.getByLabel('Note').fill(`It is at ${percent} percent.`);
	await press(page, 'Save');
	// with a script it is sent first, and the page with the answer follows
	await expect(saved(page).or(page.getByRole('alert').first()).first()).toBeVisible();
}

test('the planner opens the next period with what the form proposes', async ({ page, signIn }) => {
	await signIn(planner);
	await page.goto('/waiting');
	await page.getByRole('link', { name: 'Reporting periods' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reporting periods');
	await expect(page.getByLabel('Name')).toHaveValue('2026 Q4');
	await expect(page.getByLabel('Reports due on')).toHaveValue('2027-01-30');
	await expectAccessible(page);
	await press(page, 'Open the period');
	await expect(saved(page)).toContainText('The period is open.');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026 Q4');
	await expect(page.getByRole('row', { name: /MILG/ })).toContainText('Not submitted');
	await expectAccessible(page);
});

test('a period is a month, a quarter or a year, and some reports have a due day of their own', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto(`${home}/periods`);
	await page.getByRole('link', { name: 'A year' }).click();
	await expect(page.getByLabel('First day')).toHaveValue('2027-01-01');
	await expect(page.getByLabel('Last day')).toHaveValue('2027-12-31');
	await page.getByRole('link', { name: 'A quarter' }).click();
	await expect(page.getByLabel('Name')).toHaveValue('2027 Q1');
	await page.getByText('Due days of their own').click();
	await page.getByLabel('MPW', { exact: true }).fill('2027-03-01');
	await press(page, 'Open the period');
	await expect(page.getByRole('alert')).toContainText('MPW: Reports cannot be due before');
	await expect(page.getByLabel('MPW', { exact: true })).toHaveValue('2027-03-01');
	await expectAccessible(page);
	await page.getByLabel('First day').fill('2026-12-01');
	await page.getByLabel('MPW', { exact: true }).fill('2027-05-15');
	await press(page, 'Open the period');
	await expect(page.getByRole('alert')).toContainText('Another period covers some of these days');
	await page.getByLabel('First day').fill('2027-01-01');
	await press(page, 'Open the period');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('2027 Q1');
	await expect(page.getByRole('row', { name: /MPW/ })).toContainText('15 May 2027');
	await page.goto(`${home}/periods`);
	await expect(page.getByRole('row', { name: /^MPW/ })).toContainText('Due 15 May 2027');
});

test('all that did not move is confirmed in one form, also without a script; what moved is left', async ({
	browser,
	signIn,
	page,
	server
}) => {
	await signIn(milg);
	await page.goto('/my');
	await page.getByRole('link', { name: /^Nothing changed in several/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing changed');
	await expectAccessible(page);
	const context = await browser.newContext({
		...{ javaScriptEnabled: false, baseURL: server.address },
		storageState: await page.context().storageState()
	});
	const plain = await context.newPage();
	await plain.goto(page.url());
	const boxes = plain.getByRole('checkbox');
	const count = await boxes.count();
	expect(count).toBeGreaterThan(1);
	const activities = plain.getByRole('region', { name: 'Activities' });
	const money = plain.getByRole('region', { name: 'Money' });
	const lines = await money.getByRole('checkbox').count();
	expect(lines).toBeGreaterThan(0);
	await expect(money).toContainText(/obligated.*disbursed/);
	await activities.getByRole('checkbox', { name: /4\.2\.7/ }).uncheck();
	await press(plain, 'Confirm that nothing changed in these');
	await expect(saved(plain)).toContainText(/confirmed as (it was|they were)\./);
	await expect(activities.getByRole('checkbox', { name: /4\.2\.7/ })).toBeVisible();
	expect(await boxes.count()).toBeLessThan(count);
	expect(await money.getByRole('checkbox').count()).toBeLessThan(lines);
	await context.close();
});

test('the ministry reports, certifies and submits; an uncertified report is not sent', async ({
	page,
	signIn
}) => {
	await signIn(milg);
	await report(page, '4.2.7', '45');
	await expect(saved(page)).toBeVisible();
	await page.goto('/my');
	await press(page, 'Certify and submit');
	await expect(page.getByRole('alert')).toContainText('Certify the report before it is sent.');
	await page.getByLabel(/^I certify/).check();
	await expectAccessible(page);
	await press(page, 'Certify and submit');
	await expect(saved(page)).toContainText('The report is submitted.');
	await report(page, '4.2.7', '46');
	await expect(page.getByRole('alert')).toContainText('takes no entries any more');
});

test('the planner returns one item, which alone is open then', async ({ page, signIn }) => {
	await signIn(planner);
	await openPeriod(page, '2026 Q4');
	await page.getByRole('link', { name: 'Review the report of MILG' }).click();
	const row = page.getByRole('row', { name: /^4\.2\.7/ }).first();
	await expect(row).toContainText(/45\s%/);
	await row.getByLabel('Return, because').fill('Which sites?');
	await page.getByLabel('Reason', { exact: true }).fill('One item needs a word.');
	await expectAccessible(page);
	await press(page, 'Return the report');
	await expect(saved(page)).toContainText('The report is returned.');
	await expect(page.getByRole('main')).toContainText('One item needs a word.');
	await signIn(milg);
	await page.goto('/my');
	await expect(page.getByRole('main')).toContainText('One item needs a word.');
	await expectAccessible(page);
	await page.getByText('Steps of the report for 2026 Q4').click();
	const steps = page.getByRole('listitem').filter({ hasText: /^Returned by/ });
	await expect(steps).toContainText('4.2.7');
	await expect(steps).toContainText('Which sites?');
	await page.getByRole('link', { name: 'Update 4.2.7', exact: true }).click();
	const form = page.getByRole('region', { name: 'Update', exact: true });
	await expect(form).toContainText(/Returned by .+:\s*Which sites\?/);
	await expectAccessible(page);
	await report(page, '4.2.8', '63');
	await expect(page.getByRole('alert')).toContainText('Only what was returned is open.');
	await report(page, '4.2.7', '47');
	await page.goto('/my');
	await page.getByLabel(/^I certify/).check();
	await press(page, 'Certify and submit');
	await expect(saved(page)).toContainText('The report is submitted.');
	await signIn(planner);
	await openPeriod(page, '2026 Q4');
	await page.getByRole('button', { name: 'Approve the report of MILG' }).click();
	await expect(saved(page)).toContainText('The report is approved.');
});

test('what is entered changes nothing that the public reads', async ({
	page,
	signIn,
	server,
	request
}) => {
	const figures = async () => {
		const response = await request.get(`${server.address}/api/v1${home}/figures`);
		return (await response.json()) as { as_of: string; headline: object; revision: number };
	};
	const published = await figures();
	expect(published.as_of).toBe('2026-09-30');
	await signIn('mpw.focal@demo.example.org');
	await report(page, '4.1.3', '59');
	await expect(saved(page)).toBeVisible();
	expect(await figures()).toEqual(published);
	const list = await request.get(`${server.address}/api/v1${home}/snapshots`);
	const { snapshots } = (await list.json()) as { snapshots: { figures: string; period: string }[] };
	expect(snapshots.slice(0, 2).map(({ period }) => period)).toEqual(['2026 Q3', '2026 Q2']);
	const kept = await request.get(server.address + snapshots[0]!.figures);
	expect(await kept.json()).toEqual(published);
	const current = await request.get(`${server.address}/api/v1${home}/figures?edition=current`);
	expect(current.status()).toBe(403);
});

test('a citizen reads what is published, and staff choose', async ({ page, signIn }) => {
	await page.goto(home);
	await expect(page.getByRole('main')).toContainText(/Figures as published on \d+ \w+ \d{4}\./);
	await signIn(planner);
	await page.goto(`${home}/leadership`);
	await expect(page.getByRole('main')).toContainText('You see current figures');
	await page.getByRole('link', { name: 'Show what is published' }).click();
	await expect(page.getByRole('main')).toContainText('You see published figures.');
});

test('a correction is a new version: the one before stays as it was, and each says what changed', async ({
	page,
	signIn,
	server,
	request
}) => {
	const headlineOf = async (address: string) => {
		await page.goto(address);
		return await page.getByRole('heading', { level: 1 }).innerText();
	};
	const listed = async () => {
		const list = await request.get(`${server.address}/api/v1${home}/snapshots`);
		const { snapshots } = (await list.json()) as { snapshots: { id: string; digest: string }[] };
		return snapshots;
	};
	const [first] = await listed();
	const before = await headlineOf(`${home}/leadership?snapshot=${first!.id}`);
	await signIn(planner);
	await openPeriod(page, '2026 Q3');
	await press(page, 'Close the period');
	await expect(saved(page)).toContainText('The period is closed.');
	await page.getByRole('link', { name: 'Review the report of MPW' }).click();
	await page.getByLabel('Until').fill('2026-12-31');
	await page.locator('input[name="why"]').fill('Their line was down.');
	await press(page, 'Extend');
	await expect(saved(page)).toContainText('takes entries again');
	await signIn('mpw.focal@demo.example.org');
	await page.goto('/my');
	await page.getByLabel(/^I certify that this report for 2026 Q3/).check();
	await press(page, 'Certify and submit');
	await expect(saved(page)).toContainText('The report is submitted.');
	await signIn(planner);
	await openPeriod(page, '2026 Q3');
	await press(page, 'Approve the report of MPW');
	await expect(saved(page)).toContainText('The report is approved.');
	await openPeriod(page, '2026 Q3');
	await page.getByLabel('What was corrected').fill('MPW reported late.');
	await press(page, 'Publish a new version');
	await expect(saved(page)).toContainText('The figures are published.', { timeout: 20_000 });

	const [second, stays] = await listed();
	expect(stays).toEqual({ ...first, latest: false });
	await page.goto(`${home}/snapshots`);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Version 2' }).click();
	await expect(page).toHaveURL(`${home}/snapshots/${second!.id}`);
	await expect(page.getByRole('main')).toContainText('Corrected: MPW reported late.');
	await expect(page.getByRole('main')).toContainText(second!.digest);
	const reported = page.getByRole('row', { name: /^Offices that have reported/ });
	await expect(reported).toContainText('+1');
	await expectAccessible(page);

	await page.goto(`${home}/snapshots/${first!.id}`);
	await expect(page.getByRole('note')).toContainText('A later version was published');
	await page.getByRole('link', { name: 'Leadership' }).last().click();
	await expect(page.getByRole('note').first()).toContainText('Version 1 of 2026 Q3');
	expect(await headlineOf(page.url())).toBe(before);
	const kept = await request.get(`${server.address}/api/v1${home}/figures?snapshot=${first!.id}`);
	const figures = await request.get(
		`${server.address}/api/v1${home}/snapshots/${first!.id}/figures`
	);
	expect(await kept.json()).toMatchObject({ headline: (await figures.json()).headline });
	await page.getByRole('link', { name: 'Show what is published now' }).click();
	await expect(page).not.toHaveURL(/snapshot=/);
	const none = await request.get(`${server.address}${home}/leadership?snapshot=999999`);
	expect(none.status()).toBe(404);
});
