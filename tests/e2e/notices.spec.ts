/** What people are told, with scripts and without them. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'notices' });

const planner = 'planner@demo.example.org';
const plan = '/plans/bangsamoro-demo';

/** From the silent organisations to what one of them was told. */
async function chaseFirst(page: Page, message: string): Promise<void> {
	await page.goto(`${plan}/chase?period=2026+Q3`);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Show what they get' }).click();
	await expect(page.getByRole('alert')).toContainText('Choose at least one organisation.');
	await page.getByRole('checkbox').first().check();
	await page.getByLabel('What you add, if anything').fill(message);
	await page.getByRole('button', { name: 'Show what they get' }).click();
	await expect(page.getByRole('figure')).toContainText(message);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(page.getByRole('status')).toContainText('Done:');
}

test('a planner asks for late reports, and sees in the outbox what would be sent', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn(planner);
	await chaseFirst(page, 'The cabinet meets on Friday.');
	await page.goto('/notices/outbox');
	await expect(page.getByRole('main')).toContainText('No mail server is set');
	await expectAccessible(page);
	await page
		.getByRole('link', { name: /^Read it, to/ })
		.first()
		.click();
	await expect(page.getByRole('figure')).toContainText('The cabinet meets on Friday.');
	await expectAccessible(page);
});

test('who is told reads it under notices, counted in the head of each page', async ({
	page,
	signIn,
	server
}) => {
	test.slow();
	await signIn(planner);
	await chaseFirst(page, 'The cabinet meets on Friday.');
	const person = await server.db
		.selectFrom('notice')
		.innerJoin('user_account', 'user_account.id', 'notice.user_id')
		.select('user_account.email')
		.executeTakeFirstOrThrow();
	await signIn(person.email);
	await page.goto(plan);
	await page.getByRole('link', { name: 'Notices (1)' }).click();
	await expect(page.getByRole('main')).toContainText('The cabinet meets on Friday.');
	await expectAccessible(page);
	await page.getByRole('button', { name: /^Mark as read/ }).click();
	await expect(page.getByRole('status')).toContainText('Marked as read.');
	await expect(page.getByRole('link', { name: 'Notices', exact: true })).toBeVisible();
	await page.getByRole('link', { name: 'Which mails you get' }).click();
	await expectAccessible(page);
	await page.getByRole('radio', { name: 'together, each day at 7:00' }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
});

test('what happened is there for everybody, and leads to the feed', async ({ page, request }) => {
	await page.goto(`${plan}/activity`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What happened');
	await expectAccessible(page);
	const feed = await page.getByRole('link', { name: 'As a feed (Atom)' }).getAttribute('href');
	expect((await request.get(feed!)).headers()['content-type']).toContain('application/atom+xml');
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner asks for late reports', async ({ page, signIn }) => {
		await signIn(planner);
		await page.goto(`${plan}/chase?period=2026+Q3`);
		await page.getByRole('checkbox').last().check();
		await page.getByRole('button', { name: 'Show what they get' }).click();
		await page.getByRole('button', { name: 'Send', exact: true }).click();
		await expect(page.getByRole('status')).toContainText('Done:');
		await page.goto('/notices');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notices');
	});
});
