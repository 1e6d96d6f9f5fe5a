/** A planner drafts an amendment, sees what it would change, and adopts it. */
import { expect, expectAccessible, test } from '../support/browser.ts';
import type { Page } from '@playwright/test';

test.use({ writer: 'amendment' });

const plan = '/plans/bangsamoro-demo';
const amendments = `${plan}/edit/amendments`;

async function begin(page: Page, title: string): Promise<void> {
	await page.goto(amendments);
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('Why', { exact: true }).fill('The council amended the plan.');
	await page.getByLabel('Holds from').fill('2026-10-15');
	await page.getByRole('button', { name: 'Begin a draft' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

/** Opens an activity's form from the outline. */
async function openElement(page: Page, code: string): Promise<void> {
	await page.goto(`${plan}/edit`);
	const row = page.getByRole('row').filter({ has: page.getByText(code, { exact: true }) });
	await row.getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
}

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const title = javaScriptEnabled ? 'First amendment' : 'Second amendment';
		test.beforeEach(({ signIn }) => signIn('planner@demo.example.org'));

		test('is drafted where nobody sees it, looked at before and after, and adopted', async ({
			page,
			browser,
			server,
			signIn
		}) => {
			await begin(page, title);
			await openElement(page, '1.1.1');
			await expect(page.getByText(`You work in a draft amendment: ${title}`)).toBeVisible();
			const words = page.getByLabel('Title', { exact: true });
			const before = await words.inputValue();
			const after = `${before} (amended ${javaScriptEnabled ? 'once' : 'twice'})`;
			await words.fill(after);
			await page.locator('[name=reason]').last().fill('As amended.');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByLabel('Title', { exact: true })).toHaveValue(after);

			const visitor = await (await browser.newContext()).newPage();
			await visitor.goto(new URL(`${plan}/elements/1.1.1`, page.url()).href);
			await expect(visitor.getByRole('main')).not.toContainText(after);

			await page.getByRole('link', { name: 'Open the draft' }).click();
			await expect(page.getByRole('main').locator('ins')).toContainText([after]);
			const outline = page.getByRole('region', { name: 'With it' });
			await expect(outline.getByRole('listitem').filter({ hasText: after })).toContainText(
				'reworded'
			);
			await expect(page.getByRole('region', { name: 'Without it' })).toContainText(before);
			if (javaScriptEnabled) await expectAccessible(page);
			await page.getByRole('button', { name: 'Adopt the amendment' }).click();
			await expect(page.getByRole('alert')).toContainText('Say which law');
			await page.getByLabel('The law or order that adopts it').fill('Resolution 14');
			await page.getByLabel('Dated').fill('2026-10-10');
			await page.getByRole('button', { name: 'Adopt the amendment' }).click();
			await expect(page.getByText('Adopted by Resolution 14')).toBeVisible();

			// public with the next publication, and until then for who sees what is current
			await visitor.goto(new URL(`${plan}/elements/1.1.1?as_of=2026-10-20`, page.url()).href);
			await expect(visitor.getByRole('main')).not.toContainText(after);
			const [name, value] = (await server.signIn('leader@demo.example.org')).split('=') as [
				string,
				string
			];
			await visitor.context().addCookies([{ name, value, url: server.address }]);
			await visitor.goto(new URL(`${plan}/elements/1.1.1?as_of=2026-10-20`, page.url()).href);
			await expect(visitor.getByRole('main')).toContainText(after);
			await visitor.goto(new URL(`${plan}/elements/1.1.1?as_of=2026-10-01`, page.url()).href);
			await expect(visitor.getByRole('main')).not.toContainText(after);
			await visitor.goto(new URL(`${plan}/elements/1.1.1?as_of=2026-10-20`, page.url()).href);
			const changed = visitor.getByRole('region', { name: 'What amendments changed here' });
			await expect(changed).toContainText(`${title}`);
			await expect(changed).toContainText('Adopted by Resolution 14');
			await expect(changed.locator('ins').first()).toContainText(after);
			await visitor.getByRole('link', { name: 'as it was first adopted' }).click();
			await expect(visitor.getByRole('note')).toContainText(
				'Against the plan as it was first adopted'
			);
			await expect(visitor.getByRole('heading', { level: 1 })).not.toContainText('amended');
			await visitor.getByRole('link', { name: 'Timeline' }).click();
			await expect(visitor).toHaveURL(/against=adopted/);
			await expect(visitor.getByRole('note')).toContainText(
				'Against the plan as it was first adopted'
			);
			if (javaScriptEnabled) await expectAccessible(visitor);
			await visitor.getByRole('link', { name: 'Show it as amended' }).click();
			await expect(visitor).not.toHaveURL(/against/);
			await visitor.context().close();

			await signIn('bicto.focal@demo.example.org');
			await page.goto('/my');
			await expect(page.getByRole('region', { name: 'What changed in the plan' })).toContainText(
				title
			);
			if (javaScriptEnabled) await expectAccessible(page);
		});

		test('a form that was opened in a draft is not taken outside of it', async ({ page }) => {
			await begin(page, `${title}, left`);
			await openElement(page, '1.1.2');
			await page.getByLabel('Title', { exact: true }).fill('Typed in the draft');
			await page.locator('[name=reason]').last().fill('As amended.');
			await page.context().clearCookies({ name: 'draft' });
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByRole('alert')).toContainText('Nothing was saved');
			await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed in the draft');
		});
	});

test('a plan that was amended draws both planned curves, with a key, in its table and as files', async ({
	page,
	signIn
}) => {
	await signIn('planner@demo.example.org');
	const main = page.getByRole('main');
	const key = main.getByRole('listitem').filter({ hasText: 'Planned as adopted' });
	/** What the link of the picture leads to, as text. */
	const textOf = async (name: string) => {
		const link = page.locator(`a[href*="${name}"]`).first();
		const answer = await page.request.get((await link.getAttribute('href'))!);
		return await answer.text();
	};
	await page.goto(`${plan}/leadership`);
	await expect(key).toHaveCount(0);
	expect(await textOf('curve.csv')).not.toContain('adopted');
	expect(await textOf('curve.svg')).not.toContain('as adopted');

	await begin(page, 'Other ends');
	for (const code of ['4.2.1', '2.1.2']) {
		await openElement(page, code);
		const end = page.locator('[name=planned_end]');
		const had = await end.inputValue();
		const year = Number(had.slice(0, 4));
		// within the plan, which ends with 2028
		await end.fill(`${year < 2028 ? year + 1 : year - 1}${had.slice(4)}`);
		await page.locator('[name=reason]').last().fill('As amended.');
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('status').first()).toBeVisible();
	}
	await page.getByRole('link', { name: 'Open the draft' }).click();
	await page.getByLabel('The law or order that adopts it').fill('Resolution 15');
	await page.getByLabel('Dated').fill('2026-10-10');
	await page.getByRole('button', { name: 'Adopt the amendment' }).click();
	await expect(page.getByText('Adopted by Resolution 15')).toBeVisible();

	const day = '?as_of=2026-11-20';
	await page.goto(`${plan}/leadership${day}`);
	expect(await textOf('curve.csv')).toContain('on,planned,planned_as_adopted,done');
	expect(await textOf('curve.svg')).toContain('the dashed one the plan as adopted');
	for (const colorScheme of ['light', 'dark'] as const)
		for (const width of [360, 1440]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			await page.goto(`${plan}/leadership${day}`);
			await expect(key).toBeVisible();
			await page.getByText('The same as a table').first().click();
			await expect(page.getByRole('columnheader', { name: 'Planned as adopted' })).toBeVisible();
			await expect(page.getByRole('columnheader', { name: 'Planned as amended' })).toBeVisible();
			const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(await sideways()).toBeLessThanOrEqual(0);
			await expectAccessible(page);
		}
	await page.goto(`${plan}/leadership${day}&against=adopted`);
	await expect(key).toHaveCount(0);
});
