/** A plan of more activities than a page is sent with: groups show theirs when they are opened. */
import { sql } from 'kysely';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'long timeline' });

const address = '/plans/bangsamoro-demo/timeline';
const rows = (page: Page) => page.locator('#timeline li');
const group = (page: Page) => page.locator('#timeline details.objective').first();

test.beforeAll(async ({ server }) => {
	await sql`
		with objective as (
			select element.id, plan_id from element join plan on plan.id = plan_id
			where slug = 'bangsamoro-demo' and kind = 'objective' order by element.code limit 1
		), plan as (
			update plan set revision = revision + 1 where slug = 'bangsamoro-demo'
		)
		insert into element (plan_id, kind, parent_id, parent_kind, position, code, title,
			planned_start, planned_end)
		select plan_id, 'activity', id, 'objective', 100 + n, '99.' || n, 'Further activity ' || n,
			'2024-01-01', '2027-06-30'
		from objective, generate_series(1, 120) n
		where not exists (select from element where code = '99.1')
	`.execute(server.db);
});

test('a group shows its activities when it is opened, by mouse or by keyboard', async ({
	page
}) => {
	await page.goto(address);
	await expect(page.getByText('All 148 at once make a long page')).toBeVisible();
	await expect(rows(page)).toHaveCount(0);
	await expectAccessible(page);
	await group(page).locator('summary').click();
	await expect(rows(page).filter({ hasText: 'Further activity' })).toHaveCount(120);
	await expect(group(page).locator('.unsent')).toHaveCount(0);
	const before = await rows(page).count();
	await page.locator('#timeline details.objective > summary').nth(1).focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
});

test('without JavaScript a link opens a group, and another opens all', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto(address);
	await group(page).locator('summary').click();
	await group(page)
		.getByRole('link', { name: /^Show \d+ activities$/ })
		.click();
	await expect(page).toHaveURL(/open=/);
	await expect(rows(page).filter({ hasText: 'Further activity' })).toHaveCount(120);
	await page.getByRole('link', { name: 'Show all activities' }).first().click();
	await expect(rows(page)).toHaveCount(148);
	await page.locator('summary', { hasText: 'The timeline as a table' }).click();
	await expect(page.getByRole('row')).toHaveCount(149);
	await context.close();
});

test('what is late only is sent whole where it is short', async ({ page }) => {
	await page.goto(`${address}?organisation=MILG`);
	expect(await rows(page).count()).toBeGreaterThan(0);
	await expect(page.getByText('make a long page')).toHaveCount(0);
});
