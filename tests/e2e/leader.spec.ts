/** A leader, five minutes before the cabinet meeting, on a phone. */
import { expect, expectAccessible, test } from '../support/browser.ts';

const dashboard = '/plans/bangsamoro-demo/leadership';

test.use({ viewport: { width: 390, height: 844 } });

test('what is late, who is silent, the money and the decision are there without a click', async ({
	page
}) => {
	await page.goto(dashboard);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/done where .* was planned/);
	await expect(page.getByText('reports to 30 Sep 2026 (2026 Q3)')).toBeVisible();
	await expect(page.getByText('12 of 13 offices have reported; MPW is silent.')).toBeVisible();

	const decisions = page.getByRole('table', { name: 'Decisions needed' });
	await expect(decisions).toContainText('Release ₱20 million');
	await expect(decisions).toContainText('MFBM');
	await expect(decisions).toContainText('by 15 Nov 2026');

	const silent = page.getByRole('table', { name: 'Reports outstanding' });
	await expect(silent.getByRole('row', { name: /^MPW/ })).toContainText('Not submitted');
	// what the ICT office and a ministry say to each other after a publication is theirs
	await expect(silent.getByRole('row', { name: /^MTIT/ })).toHaveCount(0);

	const slips = page.getByRole('table', { name: 'Where it slipped most' });
	await expect(slips.getByRole('row').nth(1)).toContainText('Bangsamoro Gov’t Network');
	await expect(slips.getByRole('row').nth(1)).toContainText('−18');

	await expect(page.getByRole('list', { name: 'Money to date by stage' })).toContainText('₱756');
	await expect(
		page.getByText('Shares the objectives printed under G4; counted once, there.')
	).toBeVisible();
});

test('whoever is signed in as a leader sees which reports were returned since', async ({
	page,
	signIn
}) => {
	await signIn('leader@demo.example.org');
	await page.goto(dashboard);
	await expect(page.getByRole('main')).toContainText('You see current figures');
	const outstanding = page.getByRole('table', { name: 'Reports outstanding' });
	await expect(outstanding.getByRole('row', { name: /^MTIT/ })).toContainText('Returned');
});

test('why work slipped is said in the words of its ministry, and what is left needs no sum', async ({
	page
}) => {
	await page.goto(dashboard);
	const slips = page.getByRole('table', { name: 'Where it slipped most' });
	const worst = slips.getByRole('row').nth(1);
	await expect(worst.locator('q')).not.toBeEmpty();
	await expect(worst).toContainText(/[A-Z]{3,}, \d+ \w+ 20\d\d/);
	for (const left of ['unreleased', 'unobligated', 'unpaid'])
		await expect(page.getByText(new RegExp(`₱.* ${left}`)).first()).toBeVisible();
});

test('a cause is given as one, and a note is not taken for a reason', async ({ page }) => {
	await page.goto(dashboard);
	const goals = page.getByRole('table', { name: 'Goals' });
	await expect(goals.getByRole('row', { name: /^G5/ })).toContainText(/Cause given: \w+\. Note: /);
});

test('when the next reports are due is said on the plan’s pages, not on those of a past day', async ({
	page
}) => {
	const words = /^The next reports, for 2026 Q4, are due on \d+ \w+ 2027/;
	for (const path of [dashboard, '/plans/bangsamoro-demo']) {
		await page.goto(path);
		await expect(page.getByText(words)).toBeVisible();
		await page.goto(`${path}?as_of=2026-06-30`);
		await expect(page.getByText(words)).toHaveCount(0);
	}
	await page.goto('/plans/bangsamoro/leadership');
	await expect(page.getByText('No reports are asked for yet')).toBeVisible();
	await page.goto('/plans/bolaang-mongondow');
	await expect(page.getByText('This plan’s period went to 31 Dec 2024')).toBeVisible();
});

test('the page fits a phone and is accessible', async ({ page }) => {
	await page.goto(dashboard);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBe(0);
	await expectAccessible(page);
});

test('a figure explains itself one click away, down to the report', async ({ page }) => {
	await page.goto(dashboard);
	await page.getByRole('heading', { level: 1 }).getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activities done');
	await expect(page.getByText('Σ weight × value ÷ Σ weight')).toBeVisible();
	await expectAccessible(page);

	const parts = page.getByRole('table', { name: 'What it is made of' });
	await expect(parts.getByRole('row', { name: /^4\.1\.3/ })).toContainText(
		'carried on, not covered'
	);
	await parts
		.getByRole('row', { name: /^4\.1\.2/ })
		.getByRole('link')
		.click();
	await expect(page.getByText('51 %').first()).toBeVisible();
});

test('a figure that does not exist is told in words', async ({ page }) => {
	const response = await page.goto('/plans/bangsamoro-demo/explain?figure=nothing&of=plan');
	expect(response?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such figure');
});

test('the same page on a day of the past has its own address', async ({ page }) => {
	await page.goto(`${dashboard}?as_of=2025-11-22`);
	await expect(page.getByText('reports to 30 Sep 2025 (2025 Q3)')).toBeVisible();
});

for (const [asked, why] of [
	['2030-01-01', 'still to come'],
	['2024-02-30', 'not a day'],
	['garbage', 'not a day'],
	['0202-01-01', 'before 1 January 1900']
] as const)
	test(`the day ${asked} is refused by name, with a way back to today`, async ({ page }) => {
		const response = await page.goto(`${dashboard}?as_of=${asked}`);
		expect(response?.status()).toBe(400);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('cannot be shown');
		await expect(page.getByText(why)).toBeVisible();
		await page.getByRole('link', { name: 'as of today' }).click();
		await expect(page).toHaveURL(/leadership$/);
	});

test('a plan that sets nothing says so, and what would make figures appear', async ({ page }) => {
	await page.goto('/plans/bangsamoro/leadership');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('cannot be said');
	const unset = page.getByRole('table', { name: 'What is not set' });
	await expect(unset.getByRole('row', { name: /^Planned start and end/ })).toContainText('0 of 28');
	await expect(unset.getByRole('row', { name: /^Objectives with a KPI/ })).toContainText('0 of 9');
	await expectAccessible(page);
});
