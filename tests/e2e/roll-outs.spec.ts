/** Everybody reads a roll-out: as its source states it, and the demonstration's with what it adds up to. */
import { expect, expectAccessible, test } from '../support/browser.ts';

const published = '/plans/sri-lanka-capacity';
const demo = '/plans/sri-lanka-demo';

interface Sent {
	figures: { headline: unknown };
	steps: { id: string; title: string }[];
	members: { name: string; standing: string; steps: Record<string, string> }[];
}

test('Sri Lanka’s says what the source states, and nothing of single steps', async ({ page }) => {
	await page.goto(published);
	await page.getByRole('link', { name: 'Integrated Capacity Building Approach' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Integrated Capacity Building Approach'
	);
	await expect(page.locator('.lede')).toContainText('commenced');
	await expect(page.locator('.lede')).toContainText('a further 29');
	const matrix = page.getByRole('region', { name: 'Organisations and steps' }).first();
	await expect(matrix).toContainText('CII organization 21');
	await expect(matrix).not.toContainText('Done');
	await expect(matrix).toContainText('Nothing said');
	await expectAccessible(page);
});

test('the demonstration’s page agrees with its document, however it is sorted', async ({
	page
}) => {
	const sent = (await (await page.request.get(`/api/v1${demo}/roll-outs/approach`)).json()) as Sent;
	const taking = sent.members.filter(({ standing }) => standing === 'takes_part');
	const last = sent.steps.at(-1)!;
	const done = taking.filter(({ steps }) => steps[last.id] === 'done').length;
	expect(done).toBeGreaterThan(0);
	for (const sort of ['wave', 'stalled', 'reached']) {
		await page.goto(`${demo}/roll-outs/approach?sort=${sort}`);
		await expect(page.locator('.lede')).toContainText(`${done} of ${taking.length}`);
		for (const { name } of taking.slice(0, 3))
			await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
	}
	await expectAccessible(page);
});

test('an organisation’s page has all that was said of it', async ({ page }) => {
	await page.goto(`${demo}/roll-outs/approach?sort=stalled`);
	await page.getByRole('link', { name: 'Demonstration organisation 5' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(
		'Demonstration organisation 5'
	);
	await expect(page.getByRole('main')).toContainText('Commenced');
	await expectAccessible(page);
});

for (const width of [360, 768, 1440])
	for (const colorScheme of ['light', 'dark'] as const)
		test(`nothing is wider than ${width} pixels, ${colorScheme}, and axe finds nothing`, async ({
			page
		}) => {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			for (const path of [`${published}/roll-outs/approach`, `${demo}/roll-outs/approach`]) {
				await page.goto(path);
				await expectAccessible(page);
				const beyond = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(beyond, path).toBeLessThanOrEqual(0);
			}
		});
