/**
 * By keyboard a planner makes a plan of three goals from the programme as a template, aligns it to the
 * programme and to a plan that lives elsewhere, tags it by Badung's framework, sees and names the empty
 * cells, closes two gaps by draft activities, and downloads the checklist.
 */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';
import { pressOn, typeInto } from '../support/by-keyboard.ts';

test.use({ writer: 'from-the-programme' });
test.describe.configure({ mode: 'serial' });

const planner = 'planner@demo.example.org';
const home = '/plans/coastal-digital-plan';
const reason = 'The council decided so.';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const saved = (page: Page) => page.getByRole('status').first();

/** Chooses an option by its words, as the arrow keys would. */
async function choose(select: Locator, words: string): Promise<void> {
	const option = select.locator('option', { hasText: words }).first();
	await select.selectOption((await option.getAttribute('value'))!);
}

test.beforeEach(async ({ signIn }) => {
	await signIn(planner);
});

test('a plan of three goals starts from the programme', async ({ page }) => {
	await page.goto('/plans/new');
	await typeInto(page, page.getByLabel('Title of the plan'), 'Coastal digital plan');
	await page.getByLabel('From a template: take parts of another plan').press('Space');
	await pressOn(page, button(page, 'Begin the draft'));
	const programme = 'Digital Transformation Initiative Programme';
	await pressOn(page, page.getByRole('link', { name: programme, exact: true }).first());
	for (const goal of [
		'II.A Digital Infrastructure',
		'II.B Citizen Services',
		'II.D Open Government'
	])
		await pressOn(page, page.getByRole('checkbox', { name: `Take ${goal}`, exact: true }), 'Space');
	await pressOn(page, button(page, 'Go on: words and places'));
	await typeInto(page, page.getByLabel('Reason', { exact: true }), reason);
	await pressOn(page, button(page, 'Add them to the plan'));
	await expect(saved(page)).toContainText('Added to the plan: 3 parts.');
	await page.goto(`${home}/elements/II.A`);
	await expect(page.getByRole('link', { name: `${programme}, II.A` })).toBeVisible();
});

test('it is aligned to the programme, and to a plan that lives elsewhere', async ({ page }) => {
	await page.goto(`${home}/edit/alignment`);
	const form = page.locator('#add_alignment');
	await choose(form.getByLabel('What is aligned'), 'II.B');
	await choose(form.getByLabel('What it serves'), 'II.B');
	await typeInto(page, form.getByLabel('Why it serves that'), 'It is taken from there.');
	await typeInto(page, form.getByLabel('Reason', { exact: true }), reason);
	await page.keyboard.press('Enter');
	await expect(saved(page)).toContainText('added');

	await pressOn(page, page.locator('summary', { hasText: 'Add an alignment' }));
	await choose(form.getByLabel('What is aligned'), 'II.D');
	await choose(form.getByLabel('What it serves'), 'RPJMD 2010 – 2015 Kabupaten Badung: ');
	await typeInto(page, form.getByLabel('Why it serves that'), 'The region asks for openness.');
	await typeInto(page, form.getByLabel('Reason', { exact: true }), reason);
	await page.keyboard.press('Enter');
	await expect(saved(page)).toContainText('added');

	await page.goto(`${home}/alignment`);
	await expect(page.getByText('It is taken from there.').first()).toBeVisible();
	await expect(page.getByText('The region asks for openness.').first()).toBeVisible();
	await expectAccessible(page);
});

test('it is tagged by Badung’s framework, and the empty cells are named', async ({ page }) => {
	await page.goto(`${home}/edit/tags`);
	await pressOn(
		page,
		page.getByLabel('Kerangka arsitektur e-government Kabupaten Badung'),
		'Space'
	);
	await typeInto(page, page.getByLabel('Reason', { exact: true }).first(), reason);
	await page.keyboard.press('Enter');
	await expect(saved(page)).toHaveText(/The choice was saved\./);
	for (const [axis, ...boxes] of [
		['Lapis struktur', 'L4 of II.A', 'L2 of II.B', 'L1 of II.D'],
		['Pilar', 'P1 of II.A', 'P2 of II.B', 'P2 of II.D', 'P3 of II.D']
	] as const) {
		await choose(page.getByLabel('Axis'), axis);
		await pressOn(page, button(page, 'Show'));
		for (const box of boxes) await pressOn(page, page.getByLabel(box), 'Space');
		await typeInto(page, page.getByLabel('Reason', { exact: true }).last(), reason);
		await page.keyboard.press('Enter');
		await expect(saved(page)).toHaveText(/The terms of 3 elements were saved\./);
	}
	await page.goto(
		`${home}/coverage?rows=badung-architecture.layers&columns=badung-architecture.pillars`
	);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lapis struktur × Pilar');
	await expect(page.getByText(/^No work stands behind L1 × P1, .*, 12 in all\.$/)).toBeVisible();
	await pressOn(page, page.locator('summary', { hasText: 'All pairs without work: 12' }));
	await expect(page.getByText(/^L3 .*: P1, P2, P3, P4$/)).toBeVisible();
	await expectAccessible(page);
});

test('two gaps are closed by draft activities, and the checklist is downloaded', async ({
	page
}) => {
	await page.goto(`${home}/edit/checklists`);
	await typeInto(page, page.getByLabel('What it is called'), 'Held against the architecture');
	await choose(
		page.getByLabel('Compared with'),
		'Kerangka arsitektur e-government Kabupaten Badung'
	);
	await pressOn(page, button(page, 'Begin a checklist'));
	await expect(saved(page)).toContainText('The checklist is begun');
	for (const [code, how] of [
		['L2', 'Covered'],
		['L3', 'Not covered'],
		['P4', 'Not covered']
	] as const) {
		await page.getByLabel(`${code}: how far`).selectOption({ label: how });
		if (how === 'Covered')
			await typeInto(page, page.getByLabel(`${code}: by which elements`), 'II.B');
	}
	await page.keyboard.press('Enter');
	await expect(saved(page)).toContainText('3 answers are stored.');

	await pressOn(page, page.getByRole('link', { name: 'Close gaps' }));
	for (const gap of [/^L3 /, /^P4 /]) await pressOn(page, page.getByLabel(gap), 'Space');
	await choose(page.getByLabel('Beneath which goal or objective'), 'II.D');
	await pressOn(page, button(page, 'Add activities'));
	await expect(saved(page)).toContainText('2 activities');

	// the plan is a draft itself: they are in it, and what they are tagged with fills the cells
	await page.goto(`${home}/edit`);
	await expect(
		page.getByText('Organisasi Pengelolaan dan Pengolahan Informasi').first()
	).toBeVisible();
	await page.goto(`${home}/checklists`);
	await pressOn(page, page.getByRole('link', { name: /Held against the architecture/ }));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Held against the architecture');
	await expectAccessible(page);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		pressOn(page, page.getByRole('link', { name: 'Download as one page' }))
	]);
	const text = await readFile(await download.path(), 'utf8');
	expect(text).toContain('Coastal digital plan');
	expect(text).toMatch(/L3\s+Organisasi Pengelolaan dan Pengolahan Informasi/);
});
