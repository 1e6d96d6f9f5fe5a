/** What the history tells of a plan can be had again: as a change like any other, never as a silent undo. */
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';
import type { Page } from '@playwright/test';

test.use({ writer: 'restore' });

const edit = '/plans/bangsamoro-demo/edit';

/** Opens an element from the outline. */
async function open(page: Page, code: string): Promise<void> {
	await page.goto(edit);
	const row = page.getByRole('row').filter({ has: page.getByText(code, { exact: true }) });
	await row.getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
}

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		test.beforeEach(({ signIn }) => signIn('planner@demo.example.org'));

		test('a change is found in the element’s history, and its former values are saved again', async ({
			page
		}) => {
			const code = javaScriptEnabled ? '2.1.1' : '2.1.2';
			await open(page, code);
			const [title, start] = [page.getByLabel('Title', { exact: true }), '[name=planned_start]'];
			const before = [await title.inputValue(), await page.locator(start).inputValue()];
			await title.fill('Another title');
			await page.locator(start).fill('2024-02-02');
			await page.locator('[name=reason]').last().fill('It was called otherwise.');
			await page.getByRole('button', { name: 'Save' }).click();
			await withEffects(page).click();
			await expect(page.getByRole('status')).toContainText('Saved');

			await page.getByRole('link', { name: 'What was changed' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
			const newest = page
				.getByRole('main')
				.getByRole('listitem')
				.filter({ hasText: 'Another title' });
			await expect(newest.locator('ins').first()).toContainText('Another title');
			if (javaScriptEnabled) await expectAccessible(page);
			await newest.getByRole('link', { name: /^Restore what was before/ }).click();

			await expect(page.getByRole('status')).toContainText('Nothing is stored yet');
			await expect(title).toHaveValue(before[0]!);
			await expect(page.locator(start)).toHaveValue(before[1]!);
			const note = await page.getByRole('status').innerText();
			const [day] = /\d{1,2} \w{3} \d{4}/.exec(note)!;
			await expect(page.locator('[name=reason]').last()).toHaveValue(
				`As it was before the change of ${day}.`
			);
			await page.getByRole('button', { name: 'Save' }).click();
			await withEffects(page).click();
			await expect(page.getByRole('status')).toContainText('Saved');
			await page.getByRole('link', { name: 'What was changed' }).click();
			const entries = page.getByRole('main').locator('ol.plain > li');
			await expect(entries.first()).toContainText('As it was before the change');
			await expect(entries.nth(1)).toContainText('It was called otherwise.');
		});
	});

test('an adopted amendment is taken back by the draft of its reverse', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	await page.goto(`${edit}/amendments`);
	await page.getByLabel('Title', { exact: true }).fill('To be taken back');
	await page.getByLabel('Why', { exact: true }).fill('The council amended the plan.');
	await page.getByLabel('Holds from').fill('2026-10-15');
	await page.getByRole('button', { name: 'Begin a draft' }).click();
	const amendment = page.url().replace(/\?.*/, '');
	await open(page, '4.2.8');
	const title = page.getByLabel('Title', { exact: true });
	const before = await title.inputValue();
	await title.fill('Amended for a while');
	await page.locator('[name=reason]').last().fill('As amended.');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(title).toHaveValue('Amended for a while');
	await page.goto(amendment);
	await page.getByLabel('The law or order that adopts it').fill('Resolution 14');
	await page.getByLabel('Dated').fill('2026-10-10');
	await page.getByRole('button', { name: 'Adopt the amendment' }).click();

	const reverse = page.getByRole('region', { name: 'Take it back' });
	await reverse.getByLabel('Why', { exact: true }).fill('The court annulled it.');
	await reverse.getByLabel('Holds from').fill('2026-10-01');
	await reverse.getByRole('button', { name: 'Draft the reverse' }).click();
	await expect(page.getByRole('alert')).toContainText('15 Oct 2026');
	await reverse.getByLabel('Holds from').fill('2026-11-01');
	await reverse.getByRole('button', { name: 'Draft the reverse' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Takes back: To be taken back');
	await expect(page.getByRole('main').locator('ins')).toContainText([before]);
	await page.getByLabel('The law or order that adopts it').fill('Judgment 3');
	await page.getByLabel('Dated').fill('2026-10-30');
	await page.getByRole('button', { name: 'Adopt the amendment' }).click();
	await expect(page.getByText('Adopted by Judgment 3')).toBeVisible();
	const heading = page.getByRole('heading', { level: 1 });
	await page.goto('/plans/bangsamoro-demo/elements/4.2.8?as_of=2026-10-20');
	await expect(page.getByRole('main')).toContainText('Amended for a while');
	await page.goto('/plans/bangsamoro-demo/elements/4.2.8?as_of=2026-11-05');
	await expect(heading).not.toContainText('Amended for a while');
});
