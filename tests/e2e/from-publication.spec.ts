/** A planner takes an office's own plan from its publication to a plan that is tracked. */
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from '../support/browser.ts';
import { docxOf, docxParagraph, pdfOf } from '../support/documents.ts';
import type { Page } from '@playwright/test';

test.use({ writer: 'from-publication' });

const publication = readFileSync(
	new URL('../fixtures/publications/bangsamoro.txt', import.meta.url),
	'utf8'
);
const file = (name: string, buffer: Buffer) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer
});

test.beforeEach(({ signIn }) => signIn('planner@demo.example.org'));

async function begin(page: Page, title: string, text: string): Promise<string> {
	await page.goto('/drafts');
	await page.getByLabel('Title of the plan').fill(title);
	await page.getByLabel('Text of the plan').fill(text);
	await page.getByRole('button', { name: 'Propose the tree' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	return new URL(page.url()).pathname;
}

const tree = (page: Page) => page.getByRole('region', { name: 'The tree' });
const choose = (page: Page, title: string | RegExp) =>
	tree(page).getByRole('radio', { name: title }).check();
const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();

test('the plan of the Bangsamoro is made from its text: 5 goals, 9 objectives, 28 activities', async ({
	page,
	browser,
	server
}) => {
	const draft = await begin(page, 'Our E-Government Master Plan', publication);
	await expect(page.getByText('Goals: 5 · objectives: 9 · activities: 28')).toBeVisible();
	await expectAccessible(page);

	// nobody else sees it before it is made
	const visitor = await (await browser.newContext({ baseURL: server.address })).newPage();
	expect((await visitor.goto(draft))?.url()).toContain('/auth/sign-in');
	for (const address of ['/plans', '/sitemap.xml', '/api/v1/plans', '/?q=Our+E-Government']) {
		await visitor.goto(address);
		expect(await visitor.content()).not.toContain('our-e-government-master-plan');
	}

	await page.getByRole('link', { name: 'Make the plan' }).click();
	await expectAccessible(page);
	await press(page, 'Make the plan');
	await expect(page).toHaveURL(/\/plans\/our-e-government-master-plan\/edit\?saved=made$/);
	await expect(page.getByText('It is a draft, which only planners see')).toBeVisible();

	// nor after it is made, before it is adopted
	const home = '/plans/our-e-government-master-plan';
	expect((await visitor.goto(home))?.status()).toBe(404);
	expect((await page.goto(home))?.status()).toBe(200);
	await page.getByRole('link', { name: 'Adopt the plan' }).click();
	await expect(page.getByText('Goals: 5 · objectives: 9 · activities: 28')).toBeVisible();
	await expectAccessible(page);
	await press(page, 'Adopt the plan');
	await expect(
		page.getByText('Say which law, order or resolution adopts it.').first()
	).toBeVisible();
	await page.getByLabel('The law, order or resolution').fill('Resolution 15, s. 2022');
	await page.getByLabel('Dated').fill('2026-11-23');
	await press(page, 'Adopt the plan');
	await expect(page.getByText('22 Nov 2026').first()).toBeVisible();
	await expect(page.getByLabel('The law, order or resolution')).toHaveValue(
		'Resolution 15, s. 2022'
	);
	await page.getByLabel('Dated').fill('2022-04-27');
	await press(page, 'Adopt the plan');
	await expect(page.getByText('The plan is public from now on')).toBeVisible();
	await expectAccessible(page);

	const response = await visitor.request.get(
		'/api/v1/plans/our-e-government-master-plan/elements.csv'
	);
	const csv = await response.text();
	for (const [kind, count] of [
		['goal', 5],
		['objective', 9],
		['activity', 28]
	] as const)
		expect(
			csv.split('\n').filter((line) => line.split(',').includes(kind)),
			kind
		).toHaveLength(count);

	await visitor.goto('/plans/our-e-government-master-plan/elements/2.1.1');
	const promised = visitor.getByRole('region', { name: 'What was promised' });
	await expect(promised).toContainText(
		'Establish one-stop-shop portal for all e-government services'
	);
	await expect(promised).toContainText('(OBJECTIVE) To provide a one-stop-shop (portal)');
	await expect(visitor.getByRole('main')).toContainText('Not set');
	expect((await page.goto(draft))?.status()).toBe(404);
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });

	test('the tree is worked on by keyboard, and nothing is lost', async ({ page }) => {
		await begin(
			page,
			'A small plan',
			'GOAL 1 – Better services\n• Build the portal and open it\n• Train the staff\nGOAL 2 – Safe data\n\nA hotline is to be opened.'
		);
		await choose(page, /Build the portal/);
		// from one element to the next with the arrow keys, as in any group of choices
		await page.keyboard.press('ArrowDown');
		await expect(tree(page).getByRole('radio', { name: /Train the staff/ })).toBeChecked();
		await press(page, 'Up');
		await expect(tree(page).getByRole('radio').nth(1)).toBeChecked();
		await expect(tree(page).getByRole('radio').nth(1)).toHaveAccessibleName(/Train the staff/);

		await choose(page, /Build the portal/);
		await press(page, 'Show its words');
		await page.getByLabel('Divide before these words').fill('open it');
		await press(page, 'Divide');
		await expect(tree(page).getByRole('radio', { name: /open it/ })).toBeChecked();

		await page.getByLabel('Title', { exact: true }).fill('Open the portal');
		await press(page, 'Keep the title');
		await expect(
			page.getByText('Say why the title differs from the passage.').first()
		).toBeVisible();
		await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Open the portal');
		await page.getByLabel('Why it differs from the passage').fill('“It” is the portal.');
		await press(page, 'Keep the title');
		await expect(tree(page)).toContainText('[worded by us: “It” is the portal.]');

		await choose(page, /Safe data/);
		await press(page, 'Is an objective');
		await press(page, 'Further in');
		await expect(page.getByText('Goals: 1 · objectives: 1 · activities: 3')).toBeVisible();
		const left = page.getByRole('listitem').filter({ hasText: 'A hotline is to be opened.' });
		await left.getByRole('button').click();
		await expect(tree(page).getByRole('radio', { name: /A hotline/ })).toBeChecked();
		await expect(page.getByText('Nothing is left out.')).toBeVisible();
		await press(page, 'Leave out');
		await expect(page.getByText('Nothing is left out.')).toBeHidden();

		await page.goto('/drafts');
		await page.getByRole('link', { name: 'A small plan' }).click();
		await expect(tree(page)).toContainText('Open the portal');
		await press(page, 'Discard this draft');
		await expect(page.getByRole('link', { name: 'A small plan' })).toBeHidden();
	});

	test('a file is read, or refused beside its field', async ({ page }) => {
		const send = async (name: string, buffer: Buffer) => {
			await page.goto('/drafts');
			await page.getByLabel('Title of the plan').fill('From a file');
			await page.getByLabel('Or its file').setInputFiles(file(name, buffer));
			await page.getByRole('button', { name: 'Propose the tree' }).click();
		};
		await send('scan.pdf', pdfOf([[]], { picture: true }));
		await expect(page.getByText('Have the words recognised (OCR)').first()).toBeVisible();
		await expect(page.getByLabel('Title of the plan')).toHaveValue('From a file');
		await send('plan.docx', Buffer.from('GOAL 1'));
		await expect(page.getByText('it is no DOCX or ODT').first()).toBeVisible();
		const paragraphs = ['GOAL 1 – Better services', '(OBJECTIVE) One portal'];
		await send('plan.docx', docxOf(paragraphs.map((words) => docxParagraph(words)).join('')));
		await expect(page.getByText('Goals: 1 · objectives: 1 · activities: 0')).toBeVisible();
	});
});
