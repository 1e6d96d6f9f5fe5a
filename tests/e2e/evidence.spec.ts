/** A focal person shows what was done, by files and links; the planner adds an amendment's law. */
import type { Locator, Page } from '@playwright/test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'evidence', nextPeriodOpen: true });

const milg = 'milg.focal@demo.example.org';
const photo = (width: number, height: number) =>
	sharp({
		create: {
			...{ width, height, channels: 3, background: '#000' },
			noise: { type: 'gaussian', mean: 120, sigma: 40 }
		}
	})
		.jpeg({ quality: 90 })
		.withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '7/1 13/1 0/1' } })
		.toBuffer();

const part = (page: Page) => page.locator('#evidence');
const items = (page: Page) => part(page).locator('li');

async function openActivity(page: Page, code: string): Promise<void> {
	await page.goto('/my');
	await page.getByRole('link', { name: `Update ${code}`, exact: true }).click();
}

async function openForm(page: Page, name: 'Add a file' | 'Add a link'): Promise<Locator> {
	const form = part(page).locator('details', { has: page.getByText(name, { exact: true }) });
	if (!(await form.getAttribute('open').then((open) => open !== null)))
		await form.locator('summary').click();
	return form;
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test.beforeEach(async ({ signIn }) => signIn(milg));

	test('a photo is added with its caption, seen with its checksum, and taken back', async ({
		page
	}) => {
		await openActivity(page, '4.2.7');
		const file = {
			name: 'site.jpg',
			mimeType: 'image/jpeg',
			buffer: await photo(2_000, 1_500)
		};
		let form = await openForm(page, 'Add a file');
		await form.getByLabel('File').setInputFiles(file);
		await form.getByLabel('Of which day it speaks').fill('2026-11-20');
		await form.getByRole('button', { name: 'Add this file' }).click();

		await expect(page.getByRole('alert').getByRole('link')).toHaveText([
			'File: Choose the file again: site.jpg. All else that you typed is kept.',
			'Caption: Say in a few words what it shows.'
		]);
		form = await openForm(page, 'Add a file');
		await expect(form.getByLabel('Of which day it speaks')).toHaveValue('2026-11-20');
		await form.getByLabel('File').setInputFiles(file);
		await form.getByLabel('Caption').fill('The counter at the city hall');
		await form.getByRole('button', { name: 'Add this file' }).click();

		await expect(part(page).getByRole('status')).toContainText('The evidence was added.');
		await expect(items(page)).toHaveCount(1);
		await expect(items(page)).toContainText('The counter at the city hall');
		await expect(items(page)).toContainText('Of 20 Nov 2026');
		await expect(items(page)).toContainText(/Checksum \(SHA-256\) [0-9a-f]{64}/);
		const picture = items(page).locator('img');
		const { naturalWidth } = await picture.evaluate(async (image: HTMLImageElement) => {
			image.loading = 'eager';
			await image.decode();
			return { naturalWidth: image.naturalWidth };
		});
		expect(naturalWidth).toBe(240);

		await items(page).getByText('Take back: The counter at the city hall').click();
		await items(page).getByLabel('Why it is taken back').fill('It shows another city hall.');
		await items(page).getByRole('button', { name: 'Take it back' }).click();
		await expect(items(page)).toContainText('Taken back: It shows another city hall.');
		await expect(items(page).getByText('Take back:')).toHaveCount(0);
	});

	test('a link is added to the very update that is reported, and to the figures', async ({
		page
	}) => {
		await openActivity(page, '4.2.7');
		await page.getByRole('button', { name: /^No change since/ }).click();
		await page.getByRole('link', { name: 'Add evidence of it' }).click();
		let form = await openForm(page, 'Add a link');
		// what was just saved is most likely meant, and can be left as it is
		const chosen = form.getByLabel('What it shows').locator('option:checked');
		await expect(chosen).toHaveText(/^The update of \d+ \w+ 2026: /);
		await form.getByLabel('Address').fill('https://example.org/acceptance');
		await form.getByLabel('Caption').fill('The acceptance test');
		await form.getByRole('button', { name: 'Add this link' }).click();
		await expect(items(page).first()).toContainText('The acceptance test');
		await expect(items(page).first()).toContainText(/Shows the update of \d+ \w+ 2026/);

		await page.getByRole('link', { name: 'Enter its money' }).click();
		await expect(part(page)).toContainText('This report says nothing of the money yet.');
		await expect(part(page).getByText('Add a link')).toHaveCount(0);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		form = await openForm(page, 'Add a link');
		await expect(form.getByLabel('What it shows').locator('option:checked')).toHaveText(
			/^The figures of \d+ \w+ 2026: /
		);
		await form.getByLabel('Caption').fill('The order of payment');
		await form.getByRole('button', { name: 'Add this link' }).click();
		await expect(page.getByRole('alert')).toContainText('This is no address of a page.');
		form = await openForm(page, 'Add a link');
		await form.getByLabel('Address').fill('https://example.org/order');
		await form.getByRole('button', { name: 'Add this link' }).click();
		await expect(items(page)).toHaveCount(1);
		await expect(items(page)).toContainText(/Shows the figures of \d+ \w+ 2026: /);
	});

	test('a link is added; one that leads nowhere is said beside its field', async ({ page }) => {
		await openActivity(page, '4.2.7');
		let form = await openForm(page, 'Add a link');
		await form.getByLabel('Address').fill('javascript:alert(1)');
		await form.getByLabel('Caption').fill('The minutes of the test');
		await form.getByRole('button', { name: 'Add this link' }).click();
		await expect(page.getByRole('alert')).toContainText('This is no address of a page.');
		form = await openForm(page, 'Add a link');
		await expect(form.getByLabel('Caption')).toHaveValue('The minutes of the test');
		await form.getByLabel('Address').fill('https://example.org/minutes');
		await form.getByRole('button', { name: 'Add this link' }).click();
		await expect(items(page).first()).toContainText('A link to example.org');
	});
});

test('with JavaScript a photo is made small on the device, and its place stays there', async ({
	page,
	signIn
}) => {
	await signIn(milg);
	await openActivity(page, '4.2.7');
	const form = await openForm(page, 'Add a file');
	const buffer = await photo(2_600, 1_900);
	expect(buffer.length).toBeGreaterThan(2_000_000);
	const input = form.getByLabel('File');
	await input.setInputFiles({ name: 'site.jpg', mimeType: 'image/jpeg', buffer });
	await expect(form.getByRole('status')).toContainText('The photo was made smaller, from');
	const sent = await input.evaluate(async (field: HTMLInputElement) => {
		const file = field.files![0]!;
		return { size: file.size, text: await file.text() };
	});
	expect(sent.size).toBeLessThanOrEqual(300 * 1024);
	expect(sent.text).not.toContain('Camera');
	// refused once, so that the page of an error is looked at too
	await form.getByRole('button', { name: 'Add this file' }).click();
	await expect(page.getByRole('alert')).toContainText('Say in a few words what it shows.');
	await expectAccessible(page);
	await form.getByLabel('File').setInputFiles({ name: 'site.jpg', mimeType: 'image/jpeg', buffer });
	await expect(form.getByRole('status')).toContainText('The photo was made smaller, from');
	await form.getByLabel('Caption').fill('Made small on the device');
	await form.getByRole('button', { name: 'Add this file' }).click();
	await expect(items(page).first()).toContainText('Made small on the device');
	await expect(items(page).first()).toContainText('site.jpg');
	await expectAccessible(page);
});

test('a KPI has evidence of its own, by the keyboard alone', async ({ page, signIn }) => {
	await signIn(milg);
	await page.goto('/my');
	await page
		.getByRole('link', { name: /^Measure / })
		.first()
		.click();
	await part(page).getByText('Add a link', { exact: true }).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('https://example.org/count');
	await page.keyboard.press('Tab');
	await page.keyboard.type('The count of the register');
	await page.keyboard.press('Enter');
	await expect(items(page).first()).toContainText('The count of the register');
	await expectAccessible(page);
});

test('the planner adds the law of an amendment', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	await page.goto('/plans/bangsamoro-demo/edit/amendments');
	await page.getByLabel('Title', { exact: true }).fill('Third amendment');
	await page.getByLabel('Why', { exact: true }).fill('The portal needs another year.');
	await page.getByLabel('Holds from').fill('2026-10-15');
	await page.getByRole('button', { name: 'Begin a draft' }).click();
	const form = await openForm(page, 'Add a file');
	const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
	await form
		.getByLabel('File')
		.setInputFiles({ name: 'Order 7.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) });
	await form.getByLabel('Caption').fill('Executive Order No. 7');
	await form.getByRole('button', { name: 'Add this file' }).click();
	await expect(items(page).first()).toContainText('Order 7.pdf');
	await expectAccessible(page);
});

test('the planner sees what is added to an entry beside it, whatever is saved later', async ({
	page,
	signIn
}) => {
	const review = async () => {
		await signIn('planner@demo.example.org');
		await page.goto('/plans/bangsamoro-demo/periods');
		const ofMpw = page.getByRole('row', { name: /^MPW/ });
		await ofMpw.locator('[data-label="2026 Q3"]').getByRole('link').click();
	};
	const beside = (table: string, caption: string) =>
		page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: caption });
	await signIn('mpw.focal@demo.example.org');
	await openActivity(page, '4.1.3');
	const whole = await openForm(page, 'Add a link');
	await whole.getByLabel('Address').fill('https://example.org/contract');
	await whole.getByLabel('Caption').fill('The contract of the third lot');
	await whole.getByRole('button', { name: 'Add this link' }).click();
	await review();
	await expect(beside('What the report leaves as it was said last', 'The contract')).toContainText(
		'4.1.3'
	);

	await signIn('mpw.focal@demo.example.org');
	await openActivity(page, '4.1.3');
	const percent = page.getByLabel('Physical percent');
	await percent.fill('61');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('link', { name: 'Add evidence of it' }).click();
	const form = await openForm(page, 'Add a link');
	await expect(form.getByLabel('What it shows').locator('option:checked')).toHaveText(
		'The update of 30 Sep 2026: 61 %'
	);
	await form.getByLabel('Address').fill('https://example.org/cabling');
	await form.getByLabel('Caption').fill('The cabling of the second floor');
	await form.getByRole('button', { name: 'Add this link' }).click();
	await expect(items(page).first()).toContainText('Shows the update of 30 Sep 2026');
	await percent.fill('62');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText('Saved: 62 %');

	await review();
	const row = beside('What stands in the report, beside what was said before.', 'The cabling');
	await expect(row).toContainText('The contract of the third lot');
	await expect(row).toContainText('62 %');
	const shown = row.getByRole('list', { name: 'Evidence' }).getByRole('link');
	await expect(shown).toHaveText([
		'The contract of the third lot',
		'The cabling of the second floor'
	]);
	await expect(shown.last()).toHaveAttribute('href', 'https://example.org/cabling');
	await expectAccessible(page);
});

test('everybody sees what is public', async ({ page, server }) => {
	const { rows } = await sql<{ code: string }>`
		with activity as (
			select e.id, e.plan_id, e.code from element e join plan p on p.id = e.plan_id
			where p.slug = 'bangsamoro' and e.kind = 'activity' limit 1
		), added as (
			insert into evidence (plan_id, element_id, caption, link, speaks_of)
			select plan_id, id, 'The signed agreement', 'https://example.org/agreement', '2026-11-02'
			from activity
		), raised as (
			update plan set revision = revision + 1 where slug = 'bangsamoro'
		)
		select code from activity
	`.execute(server.db);
	await page.goto(`/plans/bangsamoro/elements/${rows[0]!.code}`);
	await expect(items(page)).toContainText('The signed agreement');
	await expect(items(page)).not.toContainText('Take back');
	await expectAccessible(page);
});
