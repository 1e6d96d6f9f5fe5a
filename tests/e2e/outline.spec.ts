/** A planner types the outline in a sheet, by keyboard; the forms do without. */
import { expect, expectAccessible, test } from '../support/browser.ts';
import type { Locator, Page } from '@playwright/test';

test.use({ writer: 'outline' });

const plan = '/plans/bangsamoro-demo';
const outline = `${plan}/edit/outline`;
const reason = 'Typed from the adopted plan.';

const rowOf = (page: Page, code: string): Locator =>
	page.getByRole('row').filter({ has: page.getByRole('gridcell', { name: code, exact: true }) });
/** The rows by what their titles are. */
const titled = (page: Page, title: string): Locator =>
	page.getByRole('row').filter({ has: page.getByText(title, { exact: true }) });

async function open(page: Page): Promise<void> {
	await page.goto(outline);
	await expect(page.getByRole('treegrid')).toBeVisible();
}

/** Puts the cursor into a cell of a row. */
async function go(page: Page, code: string, column: string): Promise<void> {
	await rowOf(page, code).locator(`[data-column=${column}]`).click();
	await expect(page.locator('.cursor input')).toBeFocused();
}

const press = async (page: Page, ...keys: string[]) => {
	for (const key of keys) await page.keyboard.press(key);
};

async function save(page: Page): Promise<void> {
	await press(page, 'Control+s');
	await expect(page.getByLabel('Reason')).toBeFocused();
	await page.keyboard.type(reason);
	await press(page, 'Enter');
	await expect(page.getByText(/^Saved: /)).toBeVisible();
}

test.beforeEach(({ signIn }) => signIn('planner@demo.example.org'));

test('activities are added by keyboard, indented, undone and done again, and saved at once', async ({
	page
}) => {
	const messages: string[] = [];
	page.on('console', (message) => messages.push(message.text()));
	await open(page);
	await go(page, '1.1.1', 'title');
	await press(page, 'Control+Enter');
	await page.keyboard.type('Train the help desk');
	await press(page, 'ArrowRight');
	await page.keyboard.type('most');
	await press(page, 'ArrowRight');
	await page.keyboard.type('1 Mar 2026');
	await press(page, 'ArrowRight');
	await page.keyboard.type('2026-12-31');
	await press(page, 'ArrowRight');
	await page.keyboard.type('1,250,000.50');
	await press(page, 'Home');
	await page.screenshot({ path: 'test-results/outline.png' });
	await expect(titled(page, 'Train the help desk')).toContainText(
		/MOST.*1 Mar 2026.*31 Dec 2026.*1,250,000\.50/s
	);
	await press(page, 'Control+z', 'Control+z');
	await expect(titled(page, 'Train the help desk')).not.toContainText('31 Dec 2026');
	await press(page, 'Control+y', 'Control+Shift+z');
	await save(page);
	await expect(page.getByText(/^Saved: 1 row added, /)).toBeVisible();
	await expectAccessible(page);
	expect(messages).toEqual([]);
});
