/** Lists that a publication gives are shown as what they are of, and a planner says that. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'note-lists' });

test('challenges, case studies and outlook are lists with headings, their countries named', async ({
	page
}) => {
	await page.goto('/plans/dti-programme');
	await expectAccessible(page);
	const notes = page.getByRole('region', { name: 'Notes', exact: true });
	await expect(
		notes.getByRole('heading', { name: 'Challenges in Digital Transformation' })
	).toBeVisible();
	for (const words of ['Categories of risk', 'Practices', 'Topics', 'Country: Estonia'])
		await expect(notes.getByText(words, { exact: true })).toBeVisible();
	await expect(notes.getByRole('listitem').filter({ hasText: 'Digital Divide' })).toBeVisible();
	const outline = page.getByRole('region', { name: 'What the plan sets out to do' });
	const [shift, components] = await Promise.all(
		['Digital Transformation: A Paradigm Shift in Governance', 'Key Components'].map(
			async (name) => (await outline.getByRole('heading', { name }).boundingBox())!.y
		)
	);
	expect(shift).toBeLessThan(components!);
});

test('layers and pillars are explained beside their matrix', async ({ page }) => {
	await page.goto('/plans/badung');
	await page.getByRole('link', { name: 'Lapis struktur × Pilar' }).click();
	await expect(page.getByText('No work stands behind L1 × P1', { exact: false })).toBeVisible();
	const meanings = page.getByRole('region', { name: 'What the rows and columns mean' });
	await expect(meanings.getByText('jaringan telekomunikasi', { exact: false })).toBeVisible();
	await expectAccessible(page);
});

test('what a list is of is said by a planner, and a country only of a practice', async ({
	page,
	signIn
}) => {
	await signIn('planner@demo.example.org');
	await page.goto('/plans/bolaang-mongondow/edit/plan');
	await page.getByRole('link', { name: 'Say what the lists among them are of' }).click();
	await expectAccessible(page);
	const first = page.getByRole('group').first();
	await first.getByLabel('What the list is of').selectOption('Topics');
	await first.getByLabel('Country').fill('id');
	await page.getByLabel('Reason').fill('The office uses them as topics.');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(
		page.getByText('Only a practice is of a country', { exact: false }).first()
	).toBeVisible();
	await first.getByLabel('What the list is of').selectOption('Practices');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');
	await page.goto('/plans/bolaang-mongondow');
	await expect(page.getByText('Country: Indonesia').first()).toBeVisible();
});
