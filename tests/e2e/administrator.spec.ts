import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'administrator' });

const administrator = 'administrator@localhost';
const pages = ['/administration', '/administration/audit', '/account'];

for (const path of pages)
	test(`${path} is accessible and holds at 320 px`, async ({ page, signIn }) => {
		await signIn(administrator);
		await page.setViewportSize({ width: 320, height: 800 });
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			320
		);
		await expectAccessible(page);
	});

test('the page for signing in is accessible, with and without errors', async ({ page }) => {
	await page.goto('/auth/sign-in');
	await expectAccessible(page);
	await page.getByLabel(/e-mail/i).fill('nobody@example.org');
	await page.getByLabel(/password/i).fill('not a password of anybody');
	await page.getByRole('button', { name: /sign in/i }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel(/e-mail/i)).toHaveValue('nobody@example.org');
	await expectAccessible(page);
});

test('a page that is not there says so, and what to do', async ({ page }) => {
	const response = await page.goto('/plans/no-such-plan');
	expect(response?.status()).toBe(404);
	await expectAccessible(page);
});

test('who is no administrator is refused in words', async ({ page, signIn }) => {
	await signIn('milg.focal@demo.example.org');
	const response = await page.goto('/administration');
	expect(response?.status()).toBe(403);
	await expectAccessible(page);
});
