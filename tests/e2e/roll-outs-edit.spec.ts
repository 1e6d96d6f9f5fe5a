/** A planner sets up a roll-out by keyboard, adds organisations, and enters a quarter by paste and in the grid. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'roll-outs' });

const edit = '/plans/bangsamoro-demo/edit';
const steps = [
	'Raise awareness',
	'Assess maturity',
	'Identify gaps',
	'Build capacity',
	'Select officers',
	'Establish the unit'
];
const reason = 'The steering group decided so.';

/** Opens what a summary hides, by keyboard, and returns it. */
async function opened(page: Page, name: string) {
	const details = page.locator('details').filter({
		has: page.getByText(name, { exact: true }).and(page.locator('summary'))
	});
	if ((await details.getAttribute('open')) === null)
		await details.locator('summary').first().press('Enter');
	return details;
}

async function addStep(page: Page, title: string, after: string | undefined) {
	const form = await opened(page, 'Add a step');
	await form.getByLabel('Title', { exact: true }).fill(title);
	if (after) await form.getByLabel(after, { exact: true }).press('Space');
	if (title === 'Establish the unit')
		await form.getByLabel('Evidence asked before it counts as done').fill('The order');
	await form.getByLabel('Reason').fill(reason);
	await form.getByLabel('Reason').press('Enter');
	await expect(page.getByRole('status')).toContainText('The change was saved.');
}

async function addWave(page: Page, title: string, extent: string) {
	const form = await opened(page, 'Add a wave');
	await form.getByLabel('Title', { exact: true }).fill(title);
	await form.getByLabel('How many organisations').selectOption(extent);
	await form.getByLabel('Reason').fill(reason);
	await form.getByLabel('Reason').press('Enter');
	await expect(page.getByRole('status')).toContainText('The change was saved.');
}

async function join(page: Page, wave: string, fields: Record<string, string>) {
	await page.getByRole('link', { name: 'Add organisations' }).press('Enter');
	await page.getByLabel('Wave', { exact: true }).selectOption(wave);
	await page.getByLabel('Taking part from').fill('2025-01-01');
	for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
	await page.getByLabel('Reason').fill(reason);
	await page.getByLabel('Reason').press('Enter');
}

test('a planner sets up a roll-out and reports a quarter by paste, by keyboard', async ({
	page,
	signIn
}) => {
	test.slow();
	await signIn('planner@demo.example.org');
	await page.goto(edit);
	await page.getByRole('link', { name: 'Roll-outs', exact: true }).press('Enter');

	await test.step('six steps, each behind the one before, and three waves', async () => {
		await expectAccessible(page);
		await page.getByLabel('Title', { exact: true }).fill('Capacity of organisations');
		await page.getByLabel('Title', { exact: true }).press('Enter');
		await expect(page.getByRole('status')).toContainText('The roll-out was set up.');
		for (const [at, title] of steps.entries()) await addStep(page, title, steps[at - 1]);
		await addWave(page, 'First wave', 'Those that are named');
		await addWave(page, 'Second wave', 'Those that are named');
		await addWave(page, 'Whole of government', 'Open: there is no number');
		await expect(page.locator('.lede')).toHaveText('6 steps · 3 waves · 0 organisations');
		await expectAccessible(page);
	});

	await test.step('ten organisations, by name and by number, none twice', async () => {
		await join(page, 'First wave', { 'Or paste acronyms': 'MOH\nMPW\nMILG\nMBHTE\nMOH' });
		await expect(page.getByRole('alert')).toContainText('named twice: MOH');
		await expectAccessible(page);
		await page.getByLabel('Or paste acronyms').fill('MOH\nMPW\nMILG\nMBHTE');
		await page.getByLabel('Reason').press('Enter');
		await expect(page.getByRole('status')).toContainText('4 organisations joined.');
		await join(page, 'Second wave', { 'How many more': '6', 'What those are called': 'Office' });
		await expect(page.getByRole('status')).toContainText('6 organisations joined.');
		await expect(page.locator('.lede')).toHaveText('6 steps · 3 waves · 10 organisations');
	});

	await test.step('a quarter by paste, checked before it is stored', async () => {
		await page.getByRole('link', { name: 'Paste a table' }).press('Enter');
		await page.getByLabel('Day where a cell names none').fill('2026-09-30');
		const block = page.getByLabel('Pasted cells');
		const head = 'organisation\tRaise awareness\tAssess maturity';
		await block.fill(`${head}\nMOH\tdone 31 Mar 2026\tcommenced\nMPW\t\tdone\nOffice 1\tdone\t`);
		await page.getByRole('button', { name: 'Check' }).press('Enter');
		await expect(page.getByRole('alert')).toContainText(
			'Row 3: Before it is done, these must be done: Raise awareness.'
		);
		await expectAccessible(page);
		await block.fill(
			`${head}\nMOH\tdone 31 Mar 2026\tcommenced\nMPW\tcommenced\t\nOffice 1\tdone\t`
		);
		await page.getByRole('button', { name: 'Check' }).press('Enter');
		await expect(page.getByText('4 new entries. Nothing has been stored yet.')).toBeVisible();
		const preview = page.getByRole('table', { name: 'What would be stored' });
		await expect(preview.getByRole('row', { name: /^MOH Raise awareness/ })).toContainText(
			'31 Mar 2026'
		);
		await page.getByRole('button', { name: 'Store all' }).press('Enter');
		await expect(page.getByRole('status')).toContainText('4 entries were stored.');
	});

	await test.step('the rest in the grid; nothing typed is lost', async () => {
		await page.getByRole('link', { name: 'Capacity of organisations' }).press('Enter');
		await page.getByRole('link', { name: 'Enter what was done' }).press('Enter');
		await expect(page.getByText('Done since 31 Mar 2026')).toBeVisible();
		await page.getByLabel('Day for all cells').fill('2027-01-01');
		await page.getByLabel('MPW, Raise awareness', { exact: true }).first().selectOption('Done');
		await page.getByLabel('Day for all cells').press('Enter');
		await expect(page.getByRole('alert')).toContainText('or an earlier day');
		await page.getByLabel('Day for all cells').fill('2026-10-31');
		await expect(page.getByLabel('MPW, Raise awareness', { exact: true }).first()).toHaveValue(
			'done'
		);
		await page.getByLabel('Day for all cells').press('Enter');
		await expect(page.getByRole('status')).toContainText('1 entry was stored.');
		await expectAccessible(page);
	});

	await test.step('an office is named, and an entry taken back with a reason', async () => {
		await page.getByRole('link', { name: 'Capacity of organisations' }).press('Enter');
		await page.getByRole('link', { name: 'Office 1', exact: true }).press('Enter');
		await expectAccessible(page);
		const naming = await opened(page, 'Name it');
		await naming.getByLabel('Organisation').selectOption({ index: 1 });
		await naming.getByLabel('Reason').fill(reason);
		await naming.getByLabel('Reason').press('Enter');
		await expect(page.getByRole('status')).toContainText('was saved');
		await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Office 1');
		const correcting = await opened(page, 'Correct Raise awareness');
		await correcting.getByLabel('Reason').fill('It was another office.');
		await correcting.getByRole('button', { name: 'Take it back' }).press('Enter');
		await expect(page.getByRole('status')).toContainText('was saved');
		await expect(page.getByText('It was another office.')).toBeVisible();
	});
});
