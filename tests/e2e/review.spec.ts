/** The planner's first page, the review of what looks wrong, and what publication will change. */
import type { Browser, Page } from '@playwright/test';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { expect, expectAccessible, test } from '../support/browser.ts';
import { submitReport } from '../support/report-pages.ts';
import type { TestServer } from '../support/server.ts';

test.use({ writer: 'review' });
test.describe.configure({ mode: 'serial' });

const planner = 'planner@demo.example.org';
const home = '/plans/bangsamoro-demo';

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name, exact: true }).first().click();
const saved = (page: Page) => page.getByRole('status').first();

/** Another browser of the planner's, without JavaScript. */
async function withoutScript(browser: Browser, server: TestServer): Promise<Page> {
	const context = await browser.newContext({
		...{ baseURL: server.address, javaScriptEnabled: false },
		viewport: { width: 360, height: 740 }
	});
	const [name, value] = (await server.signIn(planner)).split('=') as [string, string];
	await context.addCookies([{ name, value, url: server.address }]);
	return context.newPage();
}

async function openPeriod(page: Page, label: string): Promise<void> {
	await page.goto(`${home}/periods`);
	await page.getByRole('link', { name: label, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(label);
}

test.describe('signing in leads', () => {
	for (const [who, email, path] of [
		['a planner to the reporting periods', planner, `${home}/periods`],
		['a leader to what waits', 'leader@demo.example.org', '/waiting'],
		['a reporter to the own report', 'mpw.focal@demo.example.org', '/my']
	] as const)
		test(who, async ({ page, server }) => {
			await page.goto((await linkFor(server.db, email, server.address))!);
			await page.getByRole('button', { name: 'Sign in' }).click();
			await expect(page).toHaveURL(server.address + path);
		});
});

test('a planner sees who is late, and asks for the reports in three clicks', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto(home);
	await page.getByRole('link', { name: 'Periods', exact: true }).click();
	await expect(page.getByRole('main')).toContainText('Late: MFBM, MPW and MTIT.');
	const mpw = page.getByRole('row', { name: /^MPW/ });
	await expect(mpw).toContainText('Not submitted');
	await expect(mpw).toContainText('23 days late');
	await expect(mpw).toContainText('Due 30 Oct 2026');
	await expectAccessible(page);
	await page.getByLabel('Ask MFBM').uncheck();
	await press(page, /^Ask for the chosen reports of 2026 Q3/);
	const preview = page.getByRole('region', { name: 'Who gets what' });
	await expect(preview).toContainText('MPW');
	await expect(preview).not.toContainText('MFBM');
	await press(page, 'Send');
	await expect(saved(page)).toContainText('2 persons were told.');
});

test('so many reports are in on the page of all periods as on the period’s own', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto(`${home}/periods`);
	// two were returned and one was never submitted
	const received = 'Reports in: 10 of 13.';
	await expect(page.getByRole('main')).toContainText(received);
	await openPeriod(page, '2026 Q3');
	await expect(page.getByRole('main')).toContainText(received);
});

test('what looks wrong stands first, and clean reports are approved at once, without a script', async ({
	page,
	signIn,
	browser,
	server
}) => {
	await signIn('mpw.focal@demo.example.org');
	await page.goto('/my');
	await page.getByRole('link', { name: 'Update 4.1.3', exact: true }).click();
	await page.getByLabel('Physical percent').fill('12');
	await page.getByLabel('Note').fill('Counted again, office by office.');
	await press(page, 'Save');
	await expect(saved(page)).toBeVisible();
	await submitReport(page);
	await signIn('mfbm.focal@demo.example.org');
	await submitReport(page);
	await signIn('mtit.focal@demo.example.org');
	await page.goto('/my');
	await page
		.getByRole('link', { name: /^Update \d/ })
		.first()
		.click();
	await page.getByLabel('Physical percent').fill('97');
	await page.getByLabel('Note').fill('The forms were counted again.');
	await press(page, 'Save');
	await expect(saved(page)).toBeVisible();
	await submitReport(page);
	const narrow = await withoutScript(browser, server);
	await openPeriod(narrow, '2026 Q3');
	const first = narrow
		.getByRole('table', { name: 'Entries of submitted reports that look wrong' })
		.locator('tbody tr')
		.first();
	await expect(first).toContainText('4.1.3');
	await expect(first).toContainText('Progress fell');
	await expect(first).toContainText('12 %');
	await expect(first).toContainText(/−\d+ points/);
	const width = await narrow.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(360);

	// another planner is first
	await signIn(planner);
	await openPeriod(page, '2026 Q3');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Approve the report of MTIT' }).click();
	await expect(saved(page)).toContainText('The report is approved.');
	await page.goto(`${home}/periods`);
	await page.getByRole('row', { name: /^MFBM/ }).getByRole('link').first().click();
	await page.getByLabel('Reason', { exact: true }).fill('One figure is missing.');
	await press(page, 'Return the report');
	await expect(saved(page)).toContainText('The report is returned.');

	await press(narrow, 'Approve the 2 reports with nothing to look at');
	await expect(saved(narrow)).toContainText(
		'Left out, since it changed meanwhile: MFBM (Returned)'
	);
	await expect(narrow.locator('tr', { hasText: 'MTIT,' })).toContainText('Approved');
	await narrow.context().close();
});

test('who comes second to a report is told, and nothing is done twice', async ({
	page,
	signIn,
	browser,
	server
}) => {
	await signIn(planner);
	await page.goto(`${home}/periods`);
	await page.getByRole('row', { name: /^MPW/ }).getByRole('link').first().click();
	const fell = page.getByRole('row', { name: /^4\.1\.3/ }).first();
	await expect(fell).toContainText('Progress fell');
	const second = await withoutScript(browser, server);
	await second.goto(page.url());
	await page.getByLabel('Reason', { exact: true }).fill('Look at 4.1.3 again.');
	await press(page, 'Return the report');
	await expect(saved(page)).toContainText('The report is returned.');
	await press(second, 'Approve');
	await expect(second.getByRole('main')).toContainText('Nothing of what you sent was done.');
	await expect(second.getByRole('main')).toContainText('Returned');
	await second.context().close();
});

test('publication changes the figures that its preview foresees', async ({
	page,
	signIn,
	server,
	request
}) => {
	const api = `${server.address}/api/v1${home}`;
	/** Of what was published last: on the server's day, which is fixed, that is still to come. */
	const headline = async () => {
		const list = await request.get(`${api}/snapshots`);
		const { snapshots } = (await list.json()) as { snapshots: { id: string }[] };
		const response = await request.get(`${api}/figures?snapshot=${snapshots[0]!.id}`);
		const { headline: figures } = (await response.json()) as {
			headline: { delivery_progress: { value: number } };
		};
		return `${Number((100 * figures.delivery_progress.value).toFixed(1))}`;
	};
	await signIn(planner);
	await openPeriod(page, '2026 Q3');
	await page.getByRole('link', { name: 'See what publication would change' }).click();
	const preview = page.getByRole('region', { name: 'What publication will change' });
	await expect(preview).toContainText('Missing, and not public with it: MPW (Returned).');
	await expect(preview).toContainText(
		'Not approved anew: MFBM (Returned). What was published before stays public.'
	);
	const done = preview.getByRole('row', { name: /^Activities done/ }).first();
	const [now, then] = [done.getByRole('cell').nth(0), done.getByRole('cell').nth(1)];
	await expect(now).toContainText(await headline());
	const foreseen = /[\d.]+/.exec((await then.textContent()) ?? '')![0];
	expect(foreseen).not.toBe(await headline());
	await expectAccessible(page);
	await press(page, 'Close the period');
	await expect(preview).toContainText('figures stay as they are.');
	await page.getByLabel('What was corrected').fill('MTIT has counted its forms again.');
	await press(page, 'Publish a new version');
	await expect(saved(page)).toContainText('The figures are published.', { timeout: 20_000 });
	expect(await headline()).toBe(foreseen);
	await expect(preview).toContainText('none was approved since the last publication');
});
