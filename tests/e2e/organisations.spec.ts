/** An administrator makes, renames, merges, splits and closes organisations, and imports a list. */
import { expect, expectAccessible, test } from '../support/browser.ts';
import type { Locator, Page } from '@playwright/test';

test.use({ writer: 'organisations' });

const administrator = 'administrator@localhost';
const list = '/administration/organisations';
const main = (page: Page): Locator => page.getByRole('main');

const pages = [
	list,
	`${list}/milg`,
	`${list}/milg/close`,
	`${list}/milg/split`,
	'/administration/new-organisation',
	'/administration/merge-organisations',
	'/administration/import-organisations'
];

for (const path of pages)
	test(`${path} is accessible and holds at 320 px`, async ({ page, signIn }) => {
		await signIn(administrator);
		await page.setViewportSize({ width: 320, height: 800 });
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			320
		);
		await expectAccessible(page);
	});

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const mark = javaScriptEnabled ? 'A' : 'B';
		const accessible = async (page: Page) => {
			if (javaScriptEnabled) await expectAccessible(page);
		};
		test.beforeEach(({ signIn }) => signIn(administrator));

		async function make(page: Page, acronym: string): Promise<void> {
			await page.goto('/administration/new-organisation');
			await page.getByLabel('Acronym').fill(acronym);
			await page.getByLabel('Name', { exact: true }).fill(`Ministry of ${acronym}`);
			await page.getByLabel('Why').fill('An order created it.');
			await page.getByRole('button', { name: 'Make it' }).click();
			await expect(page.getByRole('status')).toContainText('It is made.');
		}

		test('a new organisation is made, a second of its name is refused with all that was typed', async ({
			page
		}) => {
			await make(page, `NEW${mark}`);
			await page.goto('/administration/new-organisation');
			await page.getByLabel('Acronym').fill(`new${mark}`);
			await page.getByLabel('Name', { exact: true }).fill('Another name');
			await page.getByLabel('Why').fill('An order created it.');
			await page.getByRole('button', { name: 'Make it' }).click();
			await expect(page.getByRole('alert')).toContainText('has this acronym');
			await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Another name');
			await accessible(page);
		});

		test('a renamed one is found by its old address, and earlier days show the old name', async ({
			page
		}) => {
			await make(page, `OLD${mark}`);
			await page.goto(`${list}/old${mark.toLowerCase()}`);
			const form = page.getByRole('region', { name: 'Rename it' });
			await form.getByLabel('Acronym').fill(`YOUNG${mark}`);
			await form.getByLabel('Name', { exact: true }).fill(`Ministry of YOUNG${mark}`);
			await form.getByLabel('From this day').fill('2026-11-20');
			await form.getByLabel('Why').fill('An order renamed it.');
			await form.getByRole('button', { name: 'Rename it' }).click();
			await expect(page).toHaveURL(new RegExp(`/young${mark.toLowerCase()}\\?did=renamed`));
			await expect(main(page)).toContainText('renamed the organisation');
			await page.goto(`/organisations/old${mark.toLowerCase()}?as_of=2026-11-19`);
			await expect(page).toHaveURL(new RegExp(`/organisations/young${mark.toLowerCase()}`));
			await expect(page.getByRole('heading', { level: 1 })).toContainText(`OLD${mark}`);
			await page.goto(`/organisations/young${mark.toLowerCase()}`);
			await expect(page.getByRole('heading', { level: 1 })).toContainText(`YOUNG${mark}`);
		});

		test('a merger is looked at, done, and read by everybody and by whoever reports', async ({
			page
		}) => {
			const [one, other] = javaScriptEnabled ? ['MTIT', 'MOTC'] : ['BAGO', 'BIO'];
			const into = `MRG${mark}`;
			await page.goto('/administration/merge-organisations');
			await page.getByLabel('Organisation 1').fill(one!);
			await page.getByLabel('Organisation 2').fill('Nobody');
			await page.getByLabel('Acronym').fill(into);
			await page.getByLabel('Name', { exact: true }).fill(`Ministry ${into}`);
			await page.getByLabel('The day from which it follows them').fill('2026-11-16');
			await page.getByLabel('Why').fill('Administrative Order No. 12.');
			await page.getByRole('button', { name: 'Show what it does' }).click();
			await expect(page.getByRole('alert')).toContainText('is called “Nobody”');
			await page.getByLabel('Organisation 2').fill(other!);
			await page.getByRole('button', { name: 'Show what it does' }).click();
			const preview = page.getByRole('region', { name: 'What it does' });
			await expect(preview).toContainText('will be no more from 16 Nov 2026.');
			await expect(preview).toContainText(`${into}, Ministry ${into} (new)`);
			await expect(preview).toContainText('focal person');
			await accessible(page);
			await page.getByRole('button', { name: 'Merge them' }).click();
			await expect(page.getByRole('status')).toContainText('has passed on');
			await expect(main(page)).toContainText(`Followed by ${into}.`);
			await expect(main(page)).toContainText('They can no longer report for it.');
			await accessible(page);

			await page.goto(`/organisations/${one!.toLowerCase()}`);
			await expect(main(page)).toContainText('It ended on 16 Nov 2026.');
			await main(page).getByRole('link', { name: into, exact: true }).first().click();
			await expect(main(page)).toContainText(`Taken over from ${one} on 16 Nov 2026.`);
			await accessible(page);
			await page.goto('/plans/bangsamoro-demo/leadership');
			await expect(main(page)).not.toContainText(new RegExp(`^${one}$`));
			await accessible(page);
		});

		test('who reported for one that ended reads on and is led to whoever follows', async ({
			page,
			signIn
		}) => {
			await signIn(
				javaScriptEnabled ? 'motc.focal@demo.example.org' : 'bio.focal@demo.example.org'
			);
			await page.goto('/my');
			await expect(page.getByRole('status')).toContainText('ended on 16 Nov 2026.');
			await expect(page.getByRole('status')).toContainText(`It is followed by MRG${mark}.`);
			await accessible(page);
		});

		test('a split lets one choose who takes what, and asks again where that has changed', async ({
			page
		}) => {
			const split = javaScriptEnabled ? 'mfbm' : 'dab';
			await page.goto(`${list}/${split}/split`);
			for (const at of [1, 2]) {
				const slot = page.getByRole('group', { name: `Follows, ${at}` });
				await slot.getByLabel('Acronym').fill(`SPL${mark}${at}`);
				await slot.getByLabel('Name', { exact: true }).fill(`Office SPL${mark}${at}`);
			}
			await page.getByLabel('The day from which they follow').fill('2026-11-16');
			await page.getByLabel('Why').fill('An act split it.');
			await page.getByRole('button', { name: 'Show what it does' }).click();
			const choice = page.getByLabel(/^Who takes/).first();
			await choice.selectOption(`SPL${mark}2`);
			await page.getByLabel('The day from which they follow').fill('2026-11-17');
			await page.getByRole('button', { name: 'Split it' }).click();
			await expect(page.getByRole('alert')).toContainText('Nothing was done.');
			await expect(page.getByLabel(/^Who takes/).first()).toHaveValue('1');
			await page.getByRole('button', { name: 'Split it' }).click();
			await expect(page.getByRole('status')).toContainText('has passed on');
			await page.goto(`/organisations/spl${mark.toLowerCase()}2`);
			await expect(main(page)).toContainText('on 17 Nov 2026.');
		});

		test('a split that was a mistake is taken back, once it is seen what that does', async ({
			page
		}) => {
			const split = javaScriptEnabled ? 'mfbm' : 'dab';
			const acronym = split.toUpperCase();
			await page.goto(`${list}/${split}`);
			await page.getByRole('link', { name: 'Take its end back' }).click();
			await expect(main(page)).toContainText(`${acronym} will have no end any more.`);
			await expect(main(page)).toContainText(`SPL${mark}1`);
			await expect(page.getByRole('row').nth(1)).toContainText(acronym);
			await accessible(page);
			await page.getByRole('button', { name: 'Take the end back' }).click();
			await expect(page.getByRole('alert').first()).toBeVisible();
			await page.getByLabel('Why').fill('The act was not passed.');
			await page.getByRole('button', { name: 'Take the end back' }).click();
			await expect(page.getByRole('status')).toContainText('is its own again');
			await expect(main(page)).toContainText(`took the end of the organisation ${acronym} back`);
			await page.goto(`${list}/${split}/take-back`);
			await expect(main(page)).toContainText('It has no end that could be taken back.');
			await accessible(page);
			await page.goto(`/organisations/${split}`);
			await expect(main(page)).not.toContainText('It ended on');
		});

		test('one that is closed without a successor is named where its work stands', async ({
			page,
			signIn
		}) => {
			const closed = javaScriptEnabled ? 'mbhte' : 'most';
			await page.goto(`${list}/${closed}/close`);
			await page.getByLabel('The day from which it is no more').fill('2026-11-18');
			await page.getByLabel('Why').fill('It was closed.');
			await page.getByRole('button', { name: 'Show what it does' }).click();
			await expect(main(page)).toContainText('Nobody follows.');
			await page.getByRole('button', { name: 'Close it' }).click();
			await expect(main(page)).toContainText('nobody took these over');
			await page.goto('/plans/bangsamoro-demo/leadership');
			await expect(main(page)).toContainText(
				`${closed.toUpperCase()} ended on 18 Nov 2026 and nobody took over.`
			);
			await accessible(page);
			await signIn('planner@demo.example.org');
			await page.goto('/waiting');
			await expect(main(page)).toContainText('Nobody answers');
			await accessible(page);
		});

		test('a list is taken as a whole, and the same list again changes nothing', async ({
			page
		}) => {
			const row = (acronym: string, kind: string) =>
				[`${acronym}${mark}`, `Office of ${acronym}${mark}`, kind, 'OCM'].join('\t');
			const block = (...rows: string[]) => ['Acronym\tName\tKind\tPart of', ...rows].join('\n');
			const show = async (text: string) => {
				await page.goto('/administration/import-organisations');
				await page.getByLabel('Or pasted rows').fill(text);
				await page.getByRole('button', { name: 'Show what it does' }).click();
			};
			await show(block(row('LA', 'office'), row('LB', 'castle'), 'MILG\tAnother name\toffice\t'));
			await expect(main(page)).toContainText('1 created, 0 changed, 0 unchanged, 2 refused');
			await expect(main(page)).toContainText('“castle” is no kind.');
			await expect(main(page)).toContainText('A list does not rename');
			await expect(page.getByRole('button', { name: 'Take the list' })).toHaveCount(0);
			await accessible(page);
			const good = block(row('LA', 'office'), row('LB', 'agency'));
			await show(good);
			await expect(main(page)).toContainText('2 created, 0 changed, 0 unchanged, 0 refused');
			await page.getByLabel('Why').fill('The official gazette lists them.');
			await page.getByRole('button', { name: 'Take the list' }).click();
			await expect(page.getByRole('status')).toContainText('The list is taken.');
			await show(good);
			await expect(main(page)).toContainText('0 created, 0 changed, 2 unchanged, 0 refused');
			await expect(main(page)).toContainText('The list changes nothing');
		});
	});

test('ten thousand pasted rows are answered with how many may come', async ({ page, signIn }) => {
	await signIn(administrator);
	await page.goto('/administration/import-organisations');
	const rows = Array.from({ length: 10_000 }, (_, at) => `X${at}\tOffice number ${at}\toffice`);
	const block = ['Acronym\tName\tKind', ...rows].join('\n');
	const area = page.getByLabel('Or pasted rows');
	await area.evaluate((field, text) => void ((field as HTMLTextAreaElement).value = text), block);
	await page.getByRole('button', { name: 'Show what it does' }).click();
	await expect(page.getByRole('alert')).toContainText('10000 filled rows');
	expect(await area.inputValue()).toContain('X9999');
});
