/** A planner discards a plan that was begun by mistake; a text that was to fill it stays. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'discard' });
test.describe.configure({ mode: 'serial' });

const home = '/plans/begun-by-mistake';

test('a draft is discarded with a reason, after a look at what is lost', async ({
	page,
	browser,
	signIn,
	server
}) => {
	await signIn('planner@demo.example.org');
	await page.goto('/plans/new');
	await page.getByLabel('Title of the plan').fill('Begun by mistake');
	await page.getByRole('radio', { name: /^By hand/ }).check();
	await page.getByRole('button', { name: 'Begin the draft' }).click();
	await expect(page).toHaveURL(new RegExp(`${home}/edit`));

	// whoever plans too sees whose it is
	await page.goto('/waiting');
	const listed = page.getByRole('listitem').filter({ hasText: 'Begun by mistake' });
	await expect(listed).toContainText(/begun by .+, 2\d Nov 2026|begun by .+ 20\d\d/);
	await listed.getByRole('link').click();
	await page.getByRole('link', { name: 'Adoption' }).click();
	await page.getByRole('link', { name: 'Discard this draft' }).click();
	await expect(page.getByText('Goals: 0 · objectives: 0 · activities: 0')).toBeVisible();
	await expectAccessible(page);

	// without a reason nothing is done
	await page.getByRole('button', { name: 'Discard it for good' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	expect((await page.request.get(`${home}/edit`)).status()).toBe(200);
	await page.getByLabel('Why is it discarded?').fill('The wrong title.');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByText('The draft is discarded.')).toBeVisible();
	await expect(page.getByText('Begun by mistake')).toHaveCount(0);
	for (const path of [home, `${home}/edit`, `${home}/edit/adoption`, `${home}/edit/discard`])
		expect((await page.request.get(path)).status(), path).toBe(404);
	const entry = await server.db
		.selectFrom('audit_entry')
		.where('action', '=', 'plan_discarded')
		.select('detail')
		.executeTakeFirstOrThrow();
	expect(entry.detail).toMatchObject({ code: 'Begun by mistake', reason: 'The wrong title.' });

	// the form works without JavaScript too
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.address });
	await context.addCookies(await page.context().cookies());
	const plain = await context.newPage();
	await plain.goto('/plans/new');
	await plain.getByLabel('Title of the plan').fill('Begun by mistake');
	await plain.getByRole('radio', { name: /^By hand/ }).check();
	await plain.getByRole('button', { name: 'Begin the draft' }).click();
	await plain.goto(`${home}/edit/discard`);
	await plain.getByLabel('Why is it discarded?').fill('Again.');
	await plain.getByRole('button', { name: 'Discard it for good' }).click();
	await expect(plain.getByText('The draft is discarded.')).toBeVisible();
	await context.close();
});

test('a plan that is adopted cannot be discarded', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	const response = await page.goto('/plans/bangsamoro-demo/edit/discard');
	expect(response?.status()).toBe(404);
});
