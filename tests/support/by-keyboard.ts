/** How somebody who has no mouse gets about a page. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Goes on by the Tab key until a control has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
	for (let steps = 0; steps < 120; steps += 1) {
		if (await control.evaluate((one) => one === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(control).toBeFocused();
}

export async function typeInto(page: Page, control: Locator, text: string): Promise<void> {
	await tabTo(page, control);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
}

export async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, control);
	await page.keyboard.press(key);
}
