/** A reporter's pages, as a person goes through them in a browser. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre';
import { expect } from './browser.ts';

export const note = (page: Page) => page.getByLabel('Note');
/** What the line at the foot of a page says of this device. */
export const bar = (page: Page) =>
	page.getByRole('complementary', { name: 'What waits on this device' });

export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

export const open = (page: Page, name: string) =>
	page.getByRole('link', { name, exact: true }).first().click();

/** The pages that the device keeps, by their addresses. */
export const keptPages = (page: Page) =>
	page.evaluate(async () => {
		const kept = [];
		for (const name of await caches.keys())
			if (name.startsWith('tanaw-pages'))
				for (const { url } of await (await caches.open(name)).keys())
					kept.push(new URL(url).pathname);
		return kept;
	});

/** The list, and the forms that it leads to: all of them on the device; the workbook needs a line. */
export async function openList(page: Page): Promise<void> {
	await page.goto('/my');
	const forms = await page
		.getByRole('main')
		.locator('a[href^="/my/activities/"], a[href^="/my/kpis/"]')
		.evaluateAll((links) =>
			links.map((link) => new URL((link as HTMLAnchorElement).href).pathname)
		);
	await expect
		.poll(async () => (await keptPages(page)).toSorted(), { timeout: 30_000 })
		.toEqual([...new Set([...forms, '/my', '/my/offline'])].toSorted());
}

export async function openWorkbook(page: Page): Promise<void> {
	await page.goto('/my');
	await page.getByRole('link', { name: 'Work offline with a workbook' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report with a workbook');
}

/** The report as a workbook, and what its file is called. */
export async function downloadWorkbook(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
	await openWorkbook(page);
	const coming = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download my report as a workbook' }).click();
	const file = await coming;
	const bytes = new Uint8Array(readFileSync(await file.path()));
	return { name: file.suggestedFilename(), bytes };
}

export async function uploadWorkbook(page: Page, name: string, bytes: Uint8Array): Promise<void> {
	const buffer = Buffer.from(bytes);
	await page.getByLabel('Filled workbook').setInputFiles({ name, mimeType: '', buffer });
	await page.getByRole('button', { name: 'Look at what it would change' }).click();
}

/** The key of a row, by what people read beside it. */
export async function keyOf(bytes: Uint8Array, sheet: string, code: string): Promise<string> {
	const { sheets } = await readXlsx(bytes);
	const rows = sheets.find(({ name }) => name === sheet)?.rows ?? [];
	return String(rows.find((row) => row[1] === code)?.[0]);
}

/** Certifies the report on the list and sends it. */
export async function submitReport(page: Page): Promise<void> {
	await page.goto('/my');
	await page.getByLabel(/^I certify/).check();
	await page.getByRole('button', { name: 'Certify and submit', exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText('The report is submitted.');
}
