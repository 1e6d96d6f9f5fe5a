/** How far a publication is comes to who waits for it, with JavaScript and without. */
import { sql } from 'kysely';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'publishing' });

const planner = 'planner@demo.example.org';

test('who waits sees each step come, keeps their place, and is led on to what came of it', async ({
	page,
	signIn,
	server,
	browser
}) => {
	await signIn(planner);
	await page.goto('/plans/bangsamoro-demo/periods');
	await page.getByRole('link', { name: '2026 Q3', exact: true }).click();
	await page.getByRole('button', { name: 'Close the period' }).click();
	const plain = await browser.newContext({
		...{ javaScriptEnabled: false, baseURL: server.address },
		storageState: await page.context().storageState()
	});
	const other = await plain.newPage();
	const saved = 'The figures are published.';
	await server.db.transaction().execute(async (trx) => {
		// the last step waits for this
		await sql`lock table snapshot in share mode`.execute(trx);
		await page.getByLabel('What was corrected').fill('The figures were read through again.');
		await page.getByRole('button', { name: 'Publish a new version' }).click();
		const region = page.getByRole('region', { name: 'Being published' });
		await expect(region.getByRole('status')).toContainText('Steps done: 3 of 4', {
			timeout: 30_000
		});
		const link = region.getByRole('link', { name: 'See how far it is' });
		await link.focus();
		await region.getByRole('status').evaluate((status) => (status.textContent = 'an older count'));
		await expect(region.getByRole('status')).toContainText('Steps done: 3 of 4');
		await expect(link).toBeFocused();
		await expectAccessible(page);
		await other.goto(page.url());
		await expect(other.getByRole('region', { name: 'Being published' })).toBeVisible();
	});
	for (const waiting of [page, other])
		await expect(waiting.getByRole('status').first()).toContainText(saved, { timeout: 30_000 });
	await plain.close();
});
