/** A report that is filled in offline: downloaded, typed into, looked at, and taken as one. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';
import { filled, type Filling } from '../support/filled-report.ts';
import { downloadWorkbook, keyOf, openWorkbook, uploadWorkbook } from '../support/report-pages.ts';

test.use({ writer: 'report-workbook' });

const mpw = 'mpw.focal@demo.example.org';
const main = (page: Page) => page.getByRole('main');

async function download(page: Page): Promise<Uint8Array> {
	const { name, bytes } = await downloadWorkbook(page);
	expect(name).toMatch(/^bangsamoro-demo-mpw-2026-q3-2026-11-22\.xlsx$/);
	return bytes;
}

const typed = (key: string, cells: Filling['cells']): Filling => ({
	...{ sheet: 'Activities', key, cells }
});

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const accessible = async (page: Page) => {
			if (javaScriptEnabled) await expectAccessible(page);
		};
		test.beforeEach(({ signIn }) => signIn(mpw));

		test('is refused with its cells, mended, taken, and seen among the activities', async ({
			page
		}) => {
			const percent = javaScriptEnabled ? 61.5 : 63.5;
			const note = `The line holds at ${percent}.`;
			const bytes = await download(page);
			await accessible(page);
			const key = await keyOf(bytes, 'Activities', '4.1.3');
			const going = { delivery: 'In progress', as_of: '2026-09-30', note };
			await uploadWorkbook(
				page,
				'typed.xlsx',
				await filled(bytes, [typed(key, { ...going, percent: 161 })])
			);
			await expect(page.getByRole('heading', { level: 1 })).toContainText('typed.xlsx');
			await expect(main(page)).toContainText('1 refused, 0 in conflict, 0 changed');
			const refused = page.getByRole('region', { name: 'Refused cells' });
			await expect(refused).toContainText('A percent lies between 0 and 100.');
			await expect(refused).toContainText(/Activities![A-Z]+\d+/);
			await expect(refused).toContainText('4.1.3');
			await expect(page.getByRole('button', { name: /^Enter/ })).toHaveCount(0);
			await accessible(page);

			await page.getByRole('link', { name: 'Send the mended workbook' }).click();
			await uploadWorkbook(
				page,
				'mended.xlsx',
				await filled(bytes, [typed(key, { ...going, percent })])
			);
			await expect(main(page)).toContainText('0 refused, 0 in conflict, 1 changed');
			const row = page.getByRole('listitem').filter({ hasText: '4.1.3' }).first();
			await expect(
				row
					.locator('ins')
					.filter({ hasText: String(percent) })
					.first()
			).toBeVisible();
			await accessible(page);
			await page.getByRole('button', { name: 'Enter this item' }).click();
			await expect(page.getByRole('status')).toContainText(
				'The workbook is entered in the report.'
			);
			await page.getByRole('link', { name: 'Back to my report' }).click();
			await expect(page.getByRole('row', { name: /^4\.1\.3/ }).first()).toContainText(
				new RegExp(`${percent}\\s% as of 30 Sep 2026`)
			);
		});

		test('what was entered meanwhile stands beside it, and a person chooses', async ({ page }) => {
			const [theirs, mine] = javaScriptEnabled ? [64, 65] : [66, 67];
			const bytes = await download(page);
			const key = await keyOf(bytes, 'Activities', '4.1.3');
			await page.goto('/my');
			await page.getByRole('link', { name: 'Update 4.1.3', exact: true }).click();
			await page.getByLabel('In progress').check();
			await page.getByLabel('Physical percent').fill(String(theirs));
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await expect(page.getByRole('status')).toContainText('Saved');
			await openWorkbook(page);
			const cells = { delivery: 'In progress', percent: mine, note: `It is ${mine}.` };
			await uploadWorkbook(page, 'late.xlsx', await filled(bytes, [typed(key, cells)]));
			await expect(main(page)).toContainText('0 refused, 1 in conflict, 0 changed');
			await expect(main(page)).toContainText('entered meanwhile:');
			await page.getByRole('button', { name: 'Enter this item' }).click();
			await expect(page.getByRole('alert')).toContainText('Choose which of the two is to stand.');
			await accessible(page);
			await page.getByLabel('What the workbook says').check();
			await page.getByRole('button', { name: 'Enter this item' }).click();
			await expect(page.getByRole('status')).toContainText(
				'The workbook is entered in the report.'
			);
		});
	});

test.describe('of somebody else', () => {
	test('is neither downloaded, nor taken, nor seen', async ({ page, signIn, server }) => {
		await signIn(mpw);
		const bytes = await download(page);
		await uploadWorkbook(page, 'mine.xlsx', bytes);
		await expect(main(page)).toContainText(
			'The workbook says nothing that is not entered already.'
		);
		const address = new URL(page.url()).pathname;
		await signIn('milg.focal@demo.example.org');
		for (const path of [
			address,
			'/my/workbook',
			'/my/workbook?plan=bangsamoro-demo&organisation=mpw',
			'/my/workbook/report.xlsx?plan=bangsamoro-demo&organisation=mpw'
		])
			expect((await page.request.get(server.address + path)).status(), path).toBe(404);
		await page.goto('/my/workbook?plan=bangsamoro-demo&organisation=milg');
		await uploadWorkbook(page, 'theirs.xlsx', bytes);
		await expect(page.getByRole('alert')).toContainText(
			'This workbook is the report of MPW, not of yours. Nothing was stored.'
		);
		const other = Buffer.from('\u0089PNG\r\n');
		await uploadWorkbook(page, 'picture.xlsx', other);
		await expect(page.getByRole('alert')).toContainText('Nothing was stored.');
		await uploadWorkbook(page, 'large.xlsx', new Uint8Array(21 * 1024 * 1024));
		await expect(page.getByRole('alert')).toContainText('The file is larger than 10 MB.');
	});
});

test.describe('on behalf', () => {
	test('the planner downloads and enters the report of a ministry, from where it is reviewed', async ({
		page,
		signIn,
		server
	}) => {
		await signIn('planner@demo.example.org');
		await page.goto('/plans/bangsamoro-demo/periods');
		await page.getByRole('link', { name: '2026 Q3', exact: true }).click();
		const period = page.url();
		await page.goto(`${period}/mpw`);
		await page.getByRole('link', { name: /^Fill it in on the ministry’s behalf/ }).click();
		await expect(main(page)).toContainText('You enter this on behalf of the organisation');
		await expectAccessible(page);
		const coming = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Download my report as a workbook' }).click();
		const bytes = new Uint8Array(await readFile(await (await coming).path()));
		const key = await keyOf(bytes, 'Activities', '4.1.3');
		const cells = { delivery: 'In progress', percent: 71, note: 'By telephone.' };
		await uploadWorkbook(page, 'told.xlsx', await filled(bytes, [typed(key, cells)]));
		await expect(main(page)).toContainText('0 refused, 0 in conflict, 1 changed');
		await expect(main(page)).toContainText('You enter this on behalf of the organisation');
		await page.getByRole('button', { name: 'Enter this item' }).click();
		await expect(page.getByRole('status')).toContainText('The workbook is entered in the report.');
		await page.getByRole('status').getByRole('link').click();
		await expect(page).toHaveURL(`${period}/mpw`);
		await expect(page.getByRole('row', { name: /^4\.1\.3/ }).first()).toContainText(/71\s%/);
		const { detail } = await server.db
			.selectFrom('audit_entry')
			.where('action', '=', 'report_workbook_taken')
			.select('detail')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(detail).toHaveProperty('on_behalf_of');
		// of a ministry whose report is in there is nothing to fill in
		await page.goto(`${period}/milg`);
		await expect(page.getByRole('link', { name: /^Fill it in/ })).toHaveCount(0);
	});
});
