/** The reporting cycle by keyboard alone: nothing here touches a mouse, and each step is found by going on. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { nextPeriod, openPeriod } from '../support/open-period.ts';
import { filled } from '../support/filled-report.ts';
import { bar, keyOf, openList } from '../support/report-pages.ts';

test.use({ writer: 'keyboard' });

const planner = 'planner@demo.example.org';

/** So many stops nobody should have to go past on one page. */
const mostStops = 150;

const isFocused = (wanted: Locator) =>
	wanted.evaluate((element) => element === document.activeElement).catch(() => false);

/** Goes on by Tab, or back, until something has the focus, which must be seen. */
async function goTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await expect(wanted).toBeAttached();
	const stops: string[] = [];
	while (stops.length < mostStops && !(await isFocused(wanted))) {
		await page.keyboard.press(key);
		stops.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 90) ?? ''));
	}
	await expect(wanted, `gone past:\n${stops.join('\n')}`).toBeFocused();
	await expect(wanted).toBeInViewport();
	const outline = await wanted.evaluate((element) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(element);
		return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
	});
	expect(outline, 'the focus is seen').toBeGreaterThanOrEqual(2);
}

async function follow(page: Page, wanted: Locator): Promise<void> {
	await goTo(page, wanted);
	await page.keyboard.press('Enter');
}

async function type(page: Page, field: Locator, words: string): Promise<void> {
	await goTo(page, field);
	await page.keyboard.press('Control+A');
	await page.keyboard.type(words);
}

/** The first stop of a page leads past its head. */
async function skip(page: Page): Promise<void> {
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();
const button = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first();

/** After an act its outcome has the focus, so that the next stop is what follows it. */
async function says(page: Page, words: string): Promise<void> {
	const outcome = page.getByRole('status').first();
	await expect(outcome).toContainText(words);
	await expect(outcome).toBeFocused();
}

test('a report is looked at, returned with an item and a reason, mended by its ministry, and approved', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto('/plans/bangsamoro-demo/periods');
	await skip(page);
	await follow(page, link(page, '2026 Q3'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026 Q3');
	await skip(page);
	await follow(page, link(page, 'Review the report of MILG'));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('MILG');
	await skip(page);
	// its money has a row of its own
	const item = page
		.getByRole('row', { name: /^4\.2\.7/ })
		.filter({ has: page.locator('input[name^="activity-"]') })
		.first();
	await type(page, item.getByLabel('Return, because'), 'Which sites?');
	// a reason is missing: what is wrong has the focus, and leads to its field
	await follow(page, button(page, 'Return the report'));
	await expect(page.getByRole('alert')).toBeFocused();
	await follow(page, page.getByRole('alert').getByRole('link').first());
	const reason = page.getByLabel('Reason', { exact: true }).first();
	await expect(reason).toBeFocused();
	await expect(item.getByLabel('Return, because')).toHaveValue('Which sites?');
	await page.keyboard.type('One item needs a word.');
	await page.keyboard.press('Enter');
	await says(page, 'The report is returned.');

	await signIn('milg.focal@demo.example.org');
	await page.goto('/my');
	await skip(page);
	await follow(page, link(page, 'Update 4.2.7'));
	await expect(page.getByRole('region', { name: 'Update', exact: true })).toContainText(
		'Which sites?'
	);
	await skip(page);
	await type(page, page.getByLabel('Note'), 'Cotabato and Lamitan.');
	await follow(page, button(page, 'Save'));
	await says(page, 'Saved:');
	await follow(page, link(page, 'My activities'));
	await expect(page).toHaveURL(/\/my$/);
	await skip(page);
	await goTo(page, page.getByLabel(/^I certify/));
	await page.keyboard.press('Space');
	await follow(page, button(page, 'Certify and submit'));
	await says(page, 'The report is submitted.');

	await signIn(planner);
	await page.goto('/plans/bangsamoro-demo/periods');
	await skip(page);
	await follow(page, link(page, '2026 Q3'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026 Q3');
	await skip(page);
	await follow(page, button(page, 'Approve the report of MILG'));
	await says(page, 'The report is approved.');
});

test('a report is filled in with a workbook: downloaded, sent, looked at, entered', async ({
	page,
	signIn
}) => {
	await signIn('mpw.focal@demo.example.org');
	await page.goto('/my');
	await skip(page);
	await follow(page, link(page, 'Work offline with a workbook'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report with a workbook');
	await skip(page);
	const coming = page.waitForEvent('download');
	await follow(page, page.getByRole('link', { name: 'Download my report as a workbook' }));
	const bytes = new Uint8Array(await readFile(await (await coming).path()));
	const key = await keyOf(bytes, 'Activities', '4.1.3');
	const cells = { delivery: 'In progress', percent: 61.5, note: 'By keyboard.' };
	const workbook = await filled(bytes, [{ sheet: 'Activities', key, cells }]);
	await goTo(page, page.getByLabel('Filled workbook'));
	const choosing = page.waitForEvent('filechooser');
	await page.keyboard.press('Space');
	const buffer = Buffer.from(workbook);
	await (await choosing).setFiles({ name: 'filled.xlsx', mimeType: '', buffer });
	await follow(page, button(page, 'Look at what it would change'));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('filled.xlsx');
	await skip(page);
	await follow(page, button(page, 'Enter this item'));
	await says(page, 'The workbook is entered in the report.');
});

test('a form is filled in without a line, waits, and is sent once there is one', async ({
	page,
	context,
	signIn,
	server
}) => {
	await signIn('mpw.focal@demo.example.org');
	await openList(page);
	await context.setOffline(true);
	await expect(bar(page)).toContainText('No connection.');
	await skip(page);
	await follow(page, link(page, 'Update 4.1.3'));
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await skip(page);
	await type(page, page.getByLabel('Note'), 'Typed in the field.');
	await follow(page, button(page, 'Save'));
	await expect(bar(page)).toContainText('1 item waits on this device.');
	await expect(page.locator('[data-draft-notice]')).toBeFocused();
	// what is done about it lies further on, and can be reached
	await follow(page, bar(page).getByRole('button', { name: 'Send now' }));
	await expect(bar(page)).toContainText('1 item waits on this device.');
	await context.setOffline(false);
	// a line that is back is tried again after a while where it broke once more
	await expect(bar(page)).toContainText('All is saved.', { timeout: 20_000 });
	const stored = await server.db
		.selectFrom('activity_update')
		.where('note', '=', 'Typed in the field.')
		.select('id')
		.execute();
	expect(stored).toHaveLength(1);
});

test.describe('after the skip link, without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('what came of the form of a KPI and of money has the focus', async ({
		page,
		signIn,
		server
	}) => {
		await openPeriod(server, nextPeriod);
		await signIn('milg.focal@demo.example.org');
		await page.goto('/my');
		const measure = page.getByRole('link', { name: /^Measure / }).first();
		await measure.click();
		await skip(page);
		await button(page, 'Save').click();
		await expect(page.getByRole('alert')).toBeFocused();
		// a link of the message leaves a place in the address, as the skip link does
		await page.getByRole('alert').getByRole('link').first().click();
		const value = page.getByLabel(/^(Value|Numerator)/);
		await value.fill('3');
		const denominator = page.getByLabel('Denominator');
		if (await denominator.isVisible()) await denominator.fill('12');
		await button(page, 'Save').click();
		await says(page, 'Saved:');

		await page.goto('/my');
		await page.getByRole('link', { name: 'Update 4.2.7', exact: true }).click();
		await page.getByRole('link', { name: 'Enter its money' }).click();
		await skip(page);
		const day = page.getByLabel('As of');
		const asked = await day.inputValue();
		await day.fill('');
		await button(page, 'Save').click();
		await expect(page.getByRole('alert')).toBeFocused();
		await page.getByRole('alert').getByRole('link').first().click();
		await day.fill(asked);
		await button(page, 'Save').click();
		await says(page, 'Saved');
	});
});
