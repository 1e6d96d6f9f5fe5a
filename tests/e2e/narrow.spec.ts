/** No page is wider than its window, whatever words and figures stand on it. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { writeLongWords } from '../support/long-words.ts';

test.use({ writer: 'long words' });

const plan = '/plans/bangsamoro-demo';
const publicPages = [
	'/',
	'/?q=wortung',
	'/plans',
	plan,
	`${plan}?provenance=show`,
	`${plan}/leadership`,
	`${plan}/timeline`,
	`${plan}/commitments`,
	`${plan}/commitments?by=year`,
	`${plan}/timeline?zoom=month`,
	`${plan}/kpis`,
	`${plan}/kpis/O4.1.K1`,
	`${plan}/kpis/O4.1.K3`,
	`${plan}/elements/G4`,
	`${plan}/elements/O4.1`,
	`${plan}/elements/4.1.2`,
	`${plan}/elements/2.1.1`,
	`${plan}/explain?figure=delivery_progress&of=plan`,
	`${plan}/explain?figure=slippage&of=element:4.1.2`,
	'/organisations/bicto'
];
const widths = [360, 768, 1440];

/** What reaches beyond the right edge of the window, or of a table of its own that scrolls though the window is wide. */
async function beyond(page: Page): Promise<string[]> {
	return await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const scrolling = [...document.querySelectorAll('.wide')]
			.filter((table) => clientWidth > 1000 && table.scrollWidth > table.clientWidth)
			.map((table) => `${table.scrollWidth} px inside ${table.textContent.trim().slice(0, 40)}`);
		if (scrollWidth <= clientWidth) return scrolling;
		const wide = [...document.querySelectorAll('main *, header *')].filter(
			(element) => element.getBoundingClientRect().right > clientWidth + 1
		);
		return [
			`${scrollWidth} px`,
			...wide
				.slice(0, 6)
				.map(({ tagName, classList, textContent }) =>
					[tagName, ...classList, textContent.trim().slice(0, 20)].join('.')
				)
		];
	});
}

async function expectNarrow(page: Page, addresses: string[]): Promise<void> {
	for (const address of addresses) {
		await page.goto(address);
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			expect.soft(await beyond(page), `${address} at ${width} px`).toEqual([]);
		}
	}
}

test.beforeAll(async ({ server }) => writeLongWords(server.db));

test('public pages fit their window with words of a thousand letters', async ({ page }) => {
	await expectNarrow(page, publicPages);
});

test('the pages of a planner do too', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	const edit = `${plan}/edit`;
	await expectNarrow(page, [edit, `${edit}/plan`, `${edit}/decisions`, `${edit}/history`]);
	await page.goto(edit);
	const links = await page
		.locator('main a[href*="/edit/elements/"]')
		.evaluateAll((found) => found.slice(0, 4).map((link) => link.getAttribute('href') ?? ''));
	await expectNarrow(page, links);
});

test('the pages of a ministry do too', async ({ page, signIn }) => {
	await signIn('milg.focal@demo.example.org');
	await page.goto('/my');
	const links = await page
		.locator('main table a[href^="/my/"]')
		.evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute('href') ?? ''))]);
	await expectNarrow(page, ['/my', ...links.slice(0, 6)]);
});
