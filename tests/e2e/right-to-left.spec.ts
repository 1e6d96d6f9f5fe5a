/** A name that is written from right to left turns nothing of the sentence in which it stands. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

test.use({ writer: 'right to left' });

const names = { hebrew: 'משרד התקשורת', arabic: 'وزارة الاتصالات' };

/** Words of other scripts that follow such a name on its line, and whether they stand on its right. */
async function after(page: Page): Promise<{ words: string; right: boolean }[]> {
	return await page.evaluate(() =>
		[...document.querySelectorAll('main bdi')].flatMap((name) => {
			const next = name.nextSibling;
			if (!(next instanceof Text) || next.data.trim() === '') return [];
			const range = document.createRange();
			range.selectNodeContents(next);
			const [first] = range.getClientRects();
			const last = [...name.getClientRects()].at(-1);
			if (first === undefined || last === undefined || first.top >= last.bottom) return [];
			return [{ words: next.data.trim(), right: first.left >= last.right - 1 }];
		})
	);
}

for (const [script, name] of Object.entries(names)) {
	test(`of an organisation in ${script} letters`, async ({ page, server }) => {
		const values = { name, acronym: name.split(' ')[0]! };
		await server.db.updateTable('organisation').set(values).where('slug', '=', 'bicto').execute();
		await server.db
			.updateTable('plan')
			.set((eb) => ({
				revision: eb('revision', '+', '1'),
				structure_revision: eb('structure_revision', '+', '1')
			}))
			.execute();
		const found: { words: string; right: boolean }[] = [];
		const pages = ['leadership', 'elements/4.1.2', 'elements/O4.1', ''];
		for (const path of pages) {
			await page.goto(`/plans/bangsamoro-demo/${path}`);
			found.push(...(await after(page)));
		}
		await page.goto('/organisations/bicto');
		await expect(page.locator('main')).toContainText(name);
		found.push(...(await after(page)));
		expect(found.length).toBeGreaterThan(0);
		expect(found.filter(({ right }) => !right)).toEqual([]);
	});
}
