import { expect, expectAccessible, test } from '../support/browser.ts';

test.describe('a citizen, without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('searches for the portal and reads its state two clicks later', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('searchbox').fill('one-stop-shop portal');
		await page.getByRole('button', { name: 'Search' }).click();
		const inDemonstration = page
			.getByRole('region', { name: /demonstration/i })
			.getByRole('link', { name: /^Establish one-stop-shop portal/ });
		await inDemonstration.click();

		await expect(page.getByRole('heading', { level: 1 })).toContainText(
			/Work is \d+.% done where \d+.% was planned/
		);
		await expect(page.locator('blockquote').first()).toHaveText(
			'Establish one-stop-shop portal for all e-government services'
		);
		await expect(page.getByRole('heading', { name: 'Who answers for it' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'When' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Money' })).toBeVisible();
		const history = page.getByRole('table', { name: 'History' });
		expect(await history.getByRole('row').count()).toBeGreaterThan(4);
	});

	test('finds nothing for words that no plan has, and is told what to try', async ({ page }) => {
		await page.goto('/?q=%25%25+nothing-like-it');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('0 results');
		await expect(page.getByText('Try fewer words')).toBeVisible();
	});

	test('finds by an office, the best first, whatever marks and accents are typed', async ({
		page
	}) => {
		await page.goto('/?q=MILG');
		await expect(page.getByRole('heading', { level: 1 })).not.toContainText(/^0 results/);
		await page.goto(`/?q=${encodeURIComponent('e-government "pórtal"')}`);
		await expect(page.getByRole('link', { name: /one-stop-shop portal/ }).first()).toBeVisible();
		await page.goto(`/?q=${'x'.repeat(1_000)}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			`0 results for “${'x'.repeat(200)}”`
		);
	});

	test('sees where the words of the plan come from', async ({ page }) => {
		await page.goto('/plans/bangsamoro');
		await page.getByRole('link', { name: 'Show where every word comes from' }).click();
		await expect(page).toHaveURL(/provenance=show/);
		const goal = page.locator('li#G1');
		await expect(goal.locator('q').first()).toContainText('GOAL # 1');
		await expect(goal.getByText('Editorial', { exact: false }).first()).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Editorial readings' })).toBeVisible();
	});
});

test('a published plan and its demonstration lead to each other', async ({ page }) => {
	await page.goto('/plans/bangsamoro');
	await page.getByRole('link', { name: 'See the demonstration' }).click();
	await expect(page).toHaveURL(/\/plans\/bangsamoro-demo$/);
	await page.getByRole('link', { name: 'The plan as published' }).click();
	await expect(page).toHaveURL(/\/plans\/bangsamoro$/);

	await page.goto('/?q=one-stop-shop');
	const headings = page.getByRole('heading', { level: 2 });
	await expect(headings.filter({ hasText: 'As published' })).toHaveCount(1);
	await expect(headings.filter({ hasText: 'Demonstration: invented' })).toHaveCount(1);
});

test('a preliminary report is not shown as a plan in force', async ({ page }) => {
	await page.goto('/plans/bolaang-mongondow');
	await expect(
		page.getByRole('heading', { name: 'A preliminary report, not a plan in force' })
	).toBeVisible();
	await expect(page.getByText('It does not say that the plan was adopted.')).toBeVisible();
	await expect(page.getByText('membutuhkan sinergi antar semua instansi')).toBeVisible();
});

test('layers and pillars stand under the objective that asks for them', async ({ page }) => {
	await page.goto('/plans/badung?provenance=show');
	const objective = page.locator('li[id="S2.1"]');
	for (const name of ['4 (empat) lapis struktur', '4 (empat) pilar'])
		await expect(objective.getByRole('heading', { name })).toBeVisible();
	await expect(objective.getByRole('list').first().getByRole('listitem')).toHaveCount(4);
	await expect(page.getByRole('main')).not.toContainText('notes.');
	await expect(page.getByText('Melangkah Bersama Membangun Badung').first()).toBeVisible();
	await expectAccessible(page);
});

test('what is to be reached is read before the list, and counted by the plan’s own kinds', async ({
	page
}) => {
	await page.goto('/plans/sri-lanka-capacity');
	const reach = page.getByRole('heading', { name: /^21 → 50 → / });
	const list = page.getByRole('heading', { name: 'What the plan sets out to do' });
	const [first, then] = [await reach.boundingBox(), await list.boundingBox()];
	expect(first!.y).toBeLessThan(then!.y);
	await expect(page.getByText('Initiatives with KPIs')).toBeVisible();
});

test('components, challenges and case studies are headings with their lists', async ({ page }) => {
	await page.goto('/plans/dti-programme');
	for (const name of ['Key Components', 'Strategies', /^Challenges/, /^Case Studies/])
		await expect(page.getByRole('heading', { level: 3, name })).toBeVisible();
	await expect(page.getByRole('heading', { level: 4, name: /^Estonia/ })).toBeVisible();
	await expect(page.locator('li[id="II.A"]')).toContainText('The foundation of any digital');
});

test('what the plan leaves open is said, and is neither zero nor an alarm', async ({ page }) => {
	await page.goto('/plans/bangsamoro/elements/2.1.1');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('the plan sets no dates');
	await expect(page.getByText('The plan names nobody.')).toBeVisible();
	await expect(page.getByText('The plan names no budget')).toBeVisible();
	await expect(page.getByText('0 %')).toHaveCount(0);
});

test('the goal that shares objectives says where they are counted', async ({ page }) => {
	await page.goto('/plans/bangsamoro-demo/elements/G3');
	await expect(page.getByText('Shares O4.1 and O4.2: counted once, under G4')).toBeVisible();
	await page.getByRole('link', { name: /^O4\.1/ }).click();
	await expect(page.getByText(/Also serves/)).toBeVisible();
});

test('a day in the past shows what was known then, and links stay on that day', async ({
	page
}) => {
	await page.goto('/plans/bangsamoro-demo/elements/4.1.2?as_of=2025-06-30&known_on=2025-06-30');
	await expect(page.getByText('as of 30 Jun 2025')).toBeVisible();
	await expect(page.getByRole('cell', { name: /Recorded|2026/ })).toHaveCount(0);
	await page.getByRole('link', { name: /^O4\.1/ }).click();
	await expect(page).toHaveURL(/as_of=2025-06-30/);
	const future = await page.goto('/plans/bangsamoro-demo?as_of=2027-01-01');
	expect(future?.status()).toBe(400);
});

for (const path of ['', '/leadership', '/elements/4.1.2', '/kpis/O2.1.K3'])
	test(`a past day of bangsamoro-demo${path} says what is as of today`, async ({ page }) => {
		const words =
			/What was planned, what was said of it and all figures are of 30 Jun 2025, by what is known of that day/;
		await page.goto(`/plans/bangsamoro-demo${path}?as_of=2025-06-30`);
		await expect(page.getByText(words)).toBeVisible();
		await page.goto(`/plans/bangsamoro-demo${path}`);
		await expect(page.getByText('those of today')).toHaveCount(0);
	});

test('nobody is asked to fill in what they may not edit', async ({ page }) => {
	await page.goto('/plans/bangsamoro/kpis');
	await expect(page.getByText('Without KPIs nothing says')).toBeVisible();
	await expect(page.getByText('edit pages')).toHaveCount(0);
	await page.goto('/plans/bangsamoro/leadership');
	await expect(page.getByRole('rowheader', { name: 'Activities with a lead' })).toBeVisible();
});

test('a plan in Indonesian says so to a screen reader', async ({ page }) => {
	await page.goto('/plans/badung');
	await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'id');
	await expect(
		page.getByRole('heading', { name: 'Sasaran' }).or(page.getByText('Tujuan')).first()
	).toBeVisible();
});

test('a KPI says how it stands, and what it cannot say', async ({ page }) => {
	await page.goto('/plans/bangsamoro-demo/kpis?show=off_path');
	await page.getByRole('link', { name: 'People who use the internet' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('has not been measured');
	await page.goto('/plans/bangsamoro-demo/kpis/O1.2.K3');
	await expect(page.getByText('no baseline is set')).toBeVisible();
});

const pages = [
	'/',
	'/?q=portal',
	'/plans/bangsamoro',
	'/plans/bangsamoro?provenance=show',
	'/plans/bangsamoro-demo',
	'/plans/sri-lanka-capacity',
	'/plans/badung',
	'/plans/bangsamoro/elements/2.1.1',
	'/plans/bangsamoro-demo/elements/4.1.2',
	'/plans/bangsamoro-demo/elements/G4',
	'/plans/bangsamoro-demo/kpis',
	'/plans/bangsamoro-demo/kpis/O2.1.K3',
	'/organisations/milg'
];

for (const address of pages) {
	test(`${address} is accessible and holds at 320 px`, async ({ page }) => {
		await page.goto(address);
		await expectAccessible(page);
		await page.setViewportSize({ width: 320, height: 700 });
		const beyond = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(beyond).toBeLessThanOrEqual(0);
	});
}
