import { writeXlsx, type WriteSheet } from 'hucre';
import { readFileSync } from 'node:fs';
import { archiveOf } from '../support/archive.ts';
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';
import type { Locator, Page } from '@playwright/test';

test.use({ writer: 'workbook' });

const planner = 'planner@demo.example.org';
const address = '/plans/bangsamoro-demo/edit/workbook';

const main = (page: Page): Locator => page.getByRole('main');

async function paste(page: Page, rows: string[][]): Promise<void> {
	await page.goto(address);
	await page.getByLabel('Or pasted rows').fill(rows.map((row) => row.join('\t')).join('\n'));
	await page.getByRole('button', { name: 'Read it' }).click();
}

async function send(page: Page, name: string, bytes: Uint8Array): Promise<void> {
	await page.goto(address);
	const buffer = Buffer.from(bytes);
	await page.getByLabel('Workbook', { exact: true }).setInputFiles({ name, mimeType: '', buffer });
	await page.getByRole('button', { name: 'Read it' }).click();
}

const workbook = (...sheets: WriteSheet[]) => writeXlsx({ sheets });

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const code = javaScriptEnabled ? '9.8' : '9.9';
		const word = javaScriptEnabled ? 'the' : 'a';
		const accessible = async (page: Page) => {
			if (javaScriptEnabled) await expectAccessible(page);
		};
		test.beforeEach(({ signIn }) => signIn(planner));

		test('pasted rows are mapped, looked at and taken, and the same rows again change nothing', async ({
			page
		}) => {
			const rows = [
				['Code', 'Titel', 'Kind', 'Beneath', 'Start', 'Deadline', 'Responsible office'],
				[`${code}.1`, 'Open a help line', 'activity', 'O1.1', '2026-01-01', 'Dec 2026', '(MOST)'],
				[`${code}.2`, 'Train its staff', 'activity', 'O1.1', '2026', '2031-01-31', 'Nobody'],
				['4.1.1', `Establish ${word} Data Center`, 'activity', '', '', '', '']
			];
			await paste(page, rows);
			await expect(main(page)).toContainText('2 created, 1 changed, 0 unchanged, 2 refused');
			await expect(page.getByLabel('What column B, Titel, holds')).toHaveValue('element.title');
			const refused = page.getByRole('region', { name: 'Refused' });
			await expect(refused).toContainText('Pasted rows!F3');
			await expect(refused).toContainText('No organisation is called “Nobody”.');
			await expect(main(page).locator('del')).toContainText(['Data Center']);
			await accessible(page);

			await page.getByRole('button', { name: 'Make all 3 changes' }).click();
			await expect(page.getByRole('alert')).toContainText('Cells are refused.');
			await page.getByLabel('Take the rest without the 2 refused cells').check();
			await page.getByRole('button', { name: 'Make all 3 changes' }).click();
			await withEffects(page).click();
			await expect(page.getByRole('status')).toContainText('Done');
			await expect(main(page)).toContainText('0 created, 0 changed, 3 unchanged, 2 refused');

			await page.goto('/plans/bangsamoro-demo/edit');
			const row = page.getByRole('row').filter({ hasText: `${code}.1` });
			await expect(row).toContainText('Open a help line');
			await expect(row).toContainText('MOST');
			await expect(row).toContainText('31 Dec 2026');
			await page.goto('/plans/bangsamoro-demo/edit/history');
			await expect(main(page).getByRole('listitem').first()).toContainText(
				'took a workbook into the plan'
			);
			await paste(page, rows);
			await expect(main(page)).toContainText('0 created, 0 changed, 3 unchanged, 2 refused');
		});

		test('what a column holds is said by hand and remembered for the next file', async ({
			page
		}) => {
			const rows = [
				['Ref', 'What we do', 'Until'],
				['4.1.1', `Establish ${word} Data Center`, javaScriptEnabled ? '2027-06-30' : '2027-07-31']
			];
			await paste(page, rows);
			await page.getByLabel('What column B, What we do, holds').selectOption('element.title');
			await page.getByLabel('What column C, Until, holds').selectOption('element.forecast_end');
			await page.getByRole('button', { name: 'Read it so' }).click();
			await expect(page.getByRole('status')).toContainText('It is read so now.');
			await expect(main(page)).toContainText('Forecast end');
			await page.getByRole('button', { name: /^Make/ }).click();
			await expect(page.getByRole('status')).toContainText('Done');
			await paste(page, rows);
			await expect(page.getByLabel('What column C, Until, holds')).toHaveValue(
				'element.forecast_end'
			);
		});

		test('a hostile file is refused at its field, and nothing is stored', async ({ page }) => {
			const bomb = archiveOf([
				{ name: '[Content_Types].xml', content: 'spreadsheetml' },
				{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(65 * 1024 * 1024, 32) }
			]);
			await send(page, 'plan.xlsx', bomb);
			await expect(page.getByRole('alert')).toContainText('unpacks to far more');
			await send(page, 'plan.xlsx', Buffer.from('%PDF-1.7 \0'));
			await expect(page.getByRole('alert')).toContainText('This is no XLSX, ODS or CSV file');
			await page.goto(address);
			await page.getByRole('button', { name: 'Read it' }).click();
			await expect(page.getByRole('alert')).toContainText('Choose a file, or paste rows');
			await accessible(page);
		});

		test('an XLSX file with a date, a formula and a merged cell is read', async ({ page }) => {
			const bytes = await workbook({
				name: 'Plan',
				rows: [
					['No.', 'Activity', 'Deadline'],
					['4.1.1', 'Establish Data Center', null],
					['4.1.2', null, null]
				],
				cells: new Map([
					['1,2', { value: new Date('2027-03-31T00:00:00Z'), style: { numFmt: 'yyyy-mm-dd' } }]
				]),
				merges: [{ startRow: 1, startCol: 2, endRow: 2, endCol: 2 }]
			});
			await send(page, 'plan.xlsx', bytes);
			await expect(main(page)).toContainText('31 Mar 2027');
			await expect(main(page)).toContainText('Plan!A3');
			await expect(main(page)).toContainText('0 created, 2 changed, 0 unchanged, 0 refused');
		});
	});

test.describe('the plan’s own workbook', () => {
	test.beforeEach(({ signIn }) => signIn(planner));

	test('is downloaded, sent back, and changes nothing', async ({ page }) => {
		await page.goto(address);
		const downloading = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Download the plan as a workbook' }).click();
		const download = await downloading;
		await send(page, 'plan.xlsx', readFileSync(await download.path()));
		await expect(main(page)).toContainText('0 created, 0 changed');
		await expect(main(page)).toContainText('0 refused');
		await expect(main(page)).toContainText('Nothing would change.');
		for (const sheet of [
			'Places',
			'Contracts',
			'Hand-overs',
			'Closures',
			'Parts of KPIs',
			'Dated totals'
		])
			await expect(page.locator('summary').filter({ hasText: sheet })).toBeVisible();
		await expectAccessible(page);
		// read so once more: its columns are known as before
		await page.getByRole('button', { name: 'Read it so' }).click();
		await expect(page.getByRole('status')).toContainText('It is read so now.');
		await expect(main(page)).toContainText('Nothing would change.');
	});

	test('records of work and the parts of a KPI are added by rows of their sheets', async ({
		page
	}) => {
		const bytes = await workbook(
			{
				name: 'Places',
				rows: [
					['element.code', 'location.number', 'location.unit_name', 'location.unit_code'],
					['4.1.2', null, 'Harbour District', null],
					['4.1.2', null, 'Hill District', '0102']
				]
			},
			{
				name: 'Contracts',
				rows: [
					[
						'element.code',
						'contract.contract_title',
						'contract.supplier',
						'contract.contract_state'
					],
					['4.1.2', 'Laying of cables', 'Invented Cables', 'planned']
				]
			}
		);
		await send(page, 'plan.xlsx', bytes);
		await expect(main(page)).toContainText('2 created, 0 changed, 0 unchanged, 1 refused');
		await expect(main(page)).toContainText('Place of 4.1.2 Harbour District');
		await expect(main(page)).toContainText('Contract of 4.1.2 Laying of cables');
		await expect(page.getByRole('region', { name: 'Refused' })).toContainText('Places!C3');
		await expectAccessible(page);
		await page.getByLabel('Take the rest without the 1 refused cell').check();
		await page.getByRole('button', { name: 'Make all 2 changes' }).click();
		await expect(page.getByRole('status')).toContainText('Done');
		await expect(main(page)).toContainText('0 created, 0 changed, 2 unchanged, 1 refused');
		await page.goto('/plans/bangsamoro-demo/elements/4.1.2');
		await expect(main(page)).toContainText('Harbour District');
		await expect(main(page)).toContainText('Laying of cables');
	});

	test('a new line comes with what was released of it on which day', async ({ page }) => {
		const line = ['4.1.2', 'OTHER', '2026'];
		const bytes = await workbook(
			{
				name: 'Fund sources',
				rows: [
					['fund.code', 'fund.title'],
					['OTHER', 'Other funds']
				]
			},
			{
				name: 'Budget lines',
				rows: [
					['element.code', 'line.fund', 'line.year', 'line.cost', 'line.appropriation'],
					[...line, 900_000, 800_000]
				]
			},
			{
				name: 'Dated totals',
				rows: [
					['element.code', 'total.fund', 'total.year', 'total.stage', 'total.from', 'total.amount'],
					[...line, 'appropriation', '2026-02-01', 500_000],
					[...line, 'appropriation', '2026-07-01', 800_000],
					[...line, 'allotment', '2026-07-01', 1]
				]
			}
		);
		await send(page, 'plan.xlsx', bytes);
		await expect(main(page)).toContainText('4 created, 0 changed, 0 unchanged, 1 refused');
		await expect(main(page)).toContainText('Dated total of 4.1.2 OTHER 2026');
		await expect(main(page)).toContainText('500,000');
		await expect(page.getByRole('region', { name: 'Refused' })).toContainText('Dated totals!F4');
		await expectAccessible(page);
		await page.getByLabel('Take the rest without the 1 refused cell').check();
		await page.getByRole('button', { name: 'Make all 4 changes' }).click();
		await expect(page.getByRole('status')).toContainText('Done');
		// of the line, which is there now, the same rows are what is on record
		await expect(main(page)).toContainText('0 created, 0 changed, 4 unchanged, 1 refused');
		await expect(page.getByRole('region', { name: 'Refused' })).toContainText(
			'The plan has this line already'
		);
	});
});
