/** A planner aligns plans; whoever reads finds from a goal what carries it, and from a plan what it serves. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'alignment' });

const planner = 'planner@demo.example.org';

test('a citizen reads the regional vision beside that of the plan, and why it serves it', async ({
	page
}) => {
	await page.goto('/plans/badung');
	const main = page.getByRole('main');
	await expect(main.getByText('Melangkah Bersama Membangun Badung')).toBeVisible();
	await expect(main.getByText('Penetapan visi e-government ini mengandung makna')).toBeVisible();
	await page.getByRole('link', { name: 'What it serves, and what carries it' }).first().click();
	const visions = page.getByRole('region', { name: 'Visions, side by side' });
	const words = visions.locator('blockquote');
	await expect(words).toHaveCount(2);
	for (const one of await words.all()) await expect(one).toHaveAttribute('lang', 'id');
	await expect(visions.getByText(/^Visi Pemerintah Daerah .* adalah :$/)).toBeVisible();
	await expect(page.getByText('passages p03 and p04')).toBeVisible();
	await expectAccessible(page);
});

test('from a goal down: what carries it, on its own page and on that of its plan', async ({
	page
}) => {
	await page.goto('/plans/dti-programme/elements/II.B');
	const carried = page.getByRole('region', { name: 'Alignment' });
	await expect(carried.getByRole('heading', { name: 'Carried by' })).toBeVisible();
	await expect(carried.locator('.mark.demo')).toBeVisible();
	await expectAccessible(page);
	await carried.getByRole('link', { name: 'What it serves, and what carries it' }).click();
	const table = page.getByRole('table', { name: 'What carries II.A', exact: true });
	await expect(table.getByRole('row')).toHaveCount(2);
	await expectAccessible(page);
});

test('a planner aligns a goal by keyboard; a circle is refused, and it ends on a day', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn(planner);
	await page.goto('/plans/dti-programme/edit');
	await page.getByRole('link', { name: 'Alignment', exact: true }).click();
	await expectAccessible(page);
	const form = page.locator('#add_alignment');
	const why = 'Services reach citizens where a regional vision asks for them.';

	await test.step('a circle is refused, and what was typed stays', async () => {
		await form.getByLabel('What is aligned').selectOption('II.B Citizen Services');
		await form.getByLabel('What it serves').selectOption({ label: 'Bangsamoro, demonstration' });
		await form.getByLabel('Why it serves that').fill(why);
		await form.getByLabel('Reason', { exact: true }).fill('The steering group asked for it.');
		await form.getByLabel('Reason', { exact: true }).press('Enter');
		await expect(form.getByText(/This would lead in a circle/).first()).toBeVisible();
		await expect(form.getByLabel('Why it serves that')).toHaveValue(why);
		await expectAccessible(page);
	});

	await test.step('what lives elsewhere is taken, and shown to everybody', async () => {
		const to = form.getByLabel('What it serves');
		const vision = to.locator('option', { hasText: 'RPJMD 2010 – 2015 Kabupaten Badung: ' });
		await to.selectOption((await vision.getAttribute('value'))!);
		await form.getByLabel('Share, in percent').fill('40');
		await form.getByLabel('Reason', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('added');
		await page.getByRole('link', { name: 'See the page' }).click();
		await expect(page.getByText(why)).toBeVisible();
		await expect(page.getByText(/^40\s%\sof it$/)).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('it ends by its last day, and a day before that still shows it', async () => {
		await page.goto('/plans/dti-programme/edit/alignment');
		await page.getByText('Change or end: ').click();
		const change = page.locator('form[id^="change_alignment-"]');
		await change.getByLabel('Last day').fill('2025-12-31');
		await change.getByLabel('Reason', { exact: true }).fill('It has run its course.');
		await change.getByLabel('Reason', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('saved');
		await page.goto('/plans/dti-programme/alignment');
		await expect(page.getByText(why)).toBeHidden();
		await page.goto('/plans/dti-programme/alignment?as_of=2025-12-31');
		await expect(page.getByText(why)).toBeVisible();
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('more than all of an objective is refused, and what was typed stays', async ({
		page,
		signIn
	}) => {
		await signIn(planner);
		await page.goto('/plans/bangsamoro-demo/edit/alignment');
		const form = page.locator('#add_alignment');
		if (!(await form.isVisible()))
			await page.getByText('Add an alignment', { exact: true }).first().click();
		const child = form.getByLabel('What is aligned');
		const own = child.locator('option', { hasText: /^O4\.1 / });
		await child.selectOption((await own.getAttribute('value'))!);
		await form.getByLabel('What it serves').selectOption({ label: 'Badung' });
		await form.getByLabel('Why it serves that').fill('It was asked for.');
		await form.getByLabel('Share, in percent').fill('10');
		await form.getByLabel('Reason', { exact: true }).fill('A trial.');
		await form.getByRole('button', { name: 'Add an alignment' }).click();
		await expect(
			form.getByText(/The other alignments of this share 100 % of it/).first()
		).toBeVisible();
		await expect(form.getByLabel('Why it serves that')).toHaveValue('It was asked for.');
		await expect(form.getByLabel('Share, in percent')).toHaveValue('10');
	});

	test('a plan that lives elsewhere and its vision are written down and served', async ({
		page,
		signIn
	}) => {
		await signIn(planner);
		await page.goto('/plans/sri-lanka-capacity/edit/alignment');
		await page.getByText('Add a plan that lives elsewhere', { exact: true }).first().click();
		const outside = page.locator('#add_outside_plan');
		await outside.getByLabel('Title, in its own language').fill('National Digital Strategy');
		await outside.getByLabel('Its language').fill('en');
		await outside.getByLabel('Version').fill('2030');
		await outside.getByLabel('Reason', { exact: true }).fill('It is above this plan.');
		await outside.getByRole('button', { name: 'Add a plan that lives elsewhere' }).click();
		await expect(page.getByRole('status')).toContainText('added');

		const form = page.locator('#add_alignment');
		await form
			.getByLabel('What it serves')
			.selectOption({ label: 'National Digital Strategy (2030)' });
		await form.getByLabel('Why it serves that').fill('It builds the people whom that needs.');
		await form.getByLabel('Reason', { exact: true }).fill('Said in the preface.');
		await form.getByRole('button', { name: 'Add an alignment' }).click();
		await expect(page.getByRole('status')).toContainText('added');
		await page.goto('/plans/sri-lanka-capacity/alignment');
		await expect(page.getByText('Version: 2030')).toBeVisible();
		await expect(page.getByText('It builds the people whom that needs.')).toBeVisible();
	});
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 } });

	test('nothing scrolls sideways', async ({ page }) => {
		for (const plan of ['badung', 'dti-programme', 'bangsamoro-demo']) {
			await page.goto(`/plans/${plan}/alignment`);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(360);
			await expectAccessible(page);
		}
	});
});
