/** A matrix of forty goals on sixty terms is a page as any other. */
import { expect, expectAccessible, test } from '../support/browser.ts';
import { largeMatrix, makeLargeMatrix } from '../support/large-matrix.ts';

test.use({ writer: 'large matrix' });
const large = `/plans/${largeMatrix.slug}/coverage`;

let gaps = 0;
test.beforeAll(async ({ server }) => {
	gaps = largeMatrix.goals * largeMatrix.terms - (await makeLargeMatrix(server.db));
});

test('heads stay in sight, the page stays in place, and gaps are named behind a disclosure', async ({
	page
}) => {
	const words = new Intl.NumberFormat('en').format(gaps);
	await page.goto(large);
	await expect(page.getByText(`and others, ${words} in all.`)).toBeVisible();
	await page.getByText(`All pairs without work: ${words}`).click();
	await expect(page.locator('.gaps li')).toHaveCount(largeMatrix.goals);
	await expect(page.locator('.gaps li').first()).toContainText('G1 ');
	await expectAccessible(page);

	const widths = () =>
		page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
	const [wide = 0, screen = 0] = await widths();
	expect(wide).toBeLessThanOrEqual(screen);

	const region = page.getByRole('region', { name: 'Goals by Themes' });
	const [corner, last] = [region.locator('thead th').first(), region.getByRole('row').last()];
	await region.focus();
	await region.evaluate((element) => element.scrollTo(2_000, element.scrollHeight));
	await expect(last).toBeInViewport();
	await expect(region.getByRole('columnheader', { name: 'T30' })).toBeInViewport();
	await expect(last.getByRole('rowheader')).toBeInViewport();
	const [head, around] = [await corner.boundingBox(), await region.boundingBox()];
	expect([head!.x - around!.x, head!.y - around!.y]).toEqual([0, 0]);
});

test('on a phone it is a list of what there is', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(large);
	const region = page.getByRole('region', { name: 'Goals by Themes' });
	await expect(region.getByRole('link').first()).toBeVisible();
	expect(await region.getByText('none', { exact: true }).filter({ visible: true }).count()).toBe(0);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(360);
	await expectAccessible(page);
});

test('it has a picture and prints', async ({ page }) => {
	const picture = await page.request.get(`/plans/${largeMatrix.slug}/charts/coverage.svg`);
	expect(picture.status()).toBe(200);
	const cells = (await picture.text()).match(/<rect/g)?.length ?? 0;
	expect(cells).toBeGreaterThan(largeMatrix.goals * largeMatrix.terms);
	await page.goto(large);
	await page.emulateMedia({ media: 'print' });
	const region = page.getByRole('region', { name: 'Goals by Themes' });
	const [table, screen] = await region.evaluate((element) => [
		element.scrollWidth,
		element.clientWidth
	]);
	expect(table).toBeLessThanOrEqual(screen!);
	await expect(page.locator('.gaps li').first()).toBeVisible();
});
