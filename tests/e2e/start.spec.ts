/** An empty installation: its first administrator makes a plan from its publication, and adopts it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test as base, today } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

const test = base.extend<object, { server: Awaited<ReturnType<typeof startServer>> }>({
	server: [
		async ({ writer: _ }, use) => {
			const environment = { TANAW_TODAY: today, TANAW_SEEDS: 'none' };
			const server = await startServer({ environment });
			await use(server);
			await server.stop();
		},
		{ scope: 'worker', timeout: 240_000 }
	]
});

test.use({ writer: 'start' });
test.describe.configure({ mode: 'serial' });

const publication = readFileSync(
	new URL('../fixtures/publications/bangsamoro.txt', import.meta.url),
	'utf8'
);
const title = 'Bangsamoro E-Government Master Plan';
const home = '/plans/bangsamoro-e-government-master-plan';
const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();

test('a citizen reads that no plan is published yet', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'No plan is published here yet.'
	);
	await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
	await expectAccessible(page);
	expect((await page.goto('/plans'))?.status()).toBe(200);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'No plan is published here yet.'
	);
	expect((await page.goto('/start'))?.url()).toContain('/auth/sign-in');
	expect(await (await page.request.get('/api/v1/plans')).json()).toEqual({ plans: [] });
});

test('an administrator makes the plan of the Bangsamoro from its text and adopts it', async ({
	page,
	browser,
	signIn,
	server
}) => {
	await signIn('administrator@localhost');
	await page.goto('/');
	await expect(page).toHaveURL(/\/start$/);
	await expectAccessible(page);
	expect((await page.goto('/plans/new'))?.status()).toBe(403);

	// planning is a role of its own, taken by an act that is on record
	await page.goto('/waiting');
	await press(page, 'Take the planner’s role');
	await expect(page.getByText('You are a planner now.')).toBeVisible();
	const taken = await server.db
		.selectFrom('audit_entry')
		.where('action', '=', 'role_granted')
		.select('detail')
		.orderBy('id')
		.execute();
	expect(taken.map(({ detail }) => detail)).toMatchObject([
		{ role: 'administrator' },
		{ role: 'planner' }
	]);

	await page.getByRole('link', { name: 'Enter them now' }).click();
	await expectAccessible(page);
	await page.getByLabel('Whose organisations are they?').fill('Bangsamoro');
	await page
		.getByLabel('Names, one a line')
		.fill(
			'Ministry of the Interior and Local Government (MILG)\nMinistry of Health\nMinistry of Housing'
		);
	await press(page, 'Add them');
	await expect(
		page.getByText('The acronym of line 3 is that of an earlier line: MH.').first()
	).toBeVisible();
	await expect(page.getByLabel('Whose organisations are they?')).toHaveValue('Bangsamoro');
	expect(await server.db.selectFrom('organisation').selectAll().execute()).toEqual([]);
	await page
		.getByLabel('Names, one a line')
		.fill(
			'Ministry of the Interior and Local Government (MILG)\nMinistry of Health (MOH)\nOffice of the Chief Minister'
		);
	await press(page, 'Add them');
	await expect(page.getByText('3 organisations are entered')).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: 'New plan' }).click();
	await expectAccessible(page);
	await page.getByLabel('Title of the plan').fill(title);
	await page.getByLabel('The plan begins on').fill('2027-01-01');
	await page.getByLabel('The plan ends on').fill('2024-12-31');
	await page.getByLabel('Currency').fill('ABC');
	await page.getByLabel('Time zone').fill('Asia/Cotabato');
	await press(page, 'Begin the draft');
	for (const words of [
		'There is no such currency.',
		'There is no such time zone.',
		'The end comes before the start.'
	])
		await expect(page.getByText(words).first(), words).toBeVisible();
	await expect(page.getByLabel('Title of the plan')).toHaveValue(title);
	expect(await server.db.selectFrom('plan').select('id').execute()).toEqual([]);
	await page.getByLabel('The plan begins on').fill('');
	await page.getByLabel('The plan ends on').fill('');
	await page.getByLabel('Currency').fill('php');
	await page.getByLabel('Time zone').fill('Asia/Manila');
	await page.getByRole('radio', { name: /^Equally/ }).check();
	await page.getByRole('radio', { name: /^From the text/ }).check();
	await press(page, 'Begin the draft');

	await expect(page.getByLabel('Title of the plan')).toHaveValue(title);
	await page.getByLabel('Text of the plan').fill(publication);
	await press(page, 'Propose the tree');
	await expect(page.getByText('Goals: 5 · objectives: 9 · activities: 28')).toBeVisible();
	await page.getByRole('link', { name: 'Make the plan' }).click();
	await press(page, 'Make the plan');
	await expect(page).toHaveURL(new RegExp(`${home}/edit\\?saved=made$`));
	await expect(page.getByRole('complementary', { name: 'Draft' })).toBeVisible();
	await expectAccessible(page);

	const visitor = await (await browser.newContext({ baseURL: server.address })).newPage();
	expect((await visitor.goto(home))?.status()).toBe(404);
	await visitor.goto('/');
	await expect(visitor.getByText('No plan is published here yet.')).toBeVisible();

	await page.getByRole('link', { name: 'Adopt the plan' }).click();
	await page.getByLabel('The law, order or resolution').fill('Resolution 15, s. 2022');
	await page.getByLabel('Dated').fill('2022-04-27');
	await page.getByLabel('Link to it').fill('https://bangsamoro.example/resolution-15');
	await press(page, 'Adopt the plan');
	await expect(page.getByText('The plan is public from now on')).toBeVisible();

	await visitor.goto('/');
	await visitor.getByRole('link', { name: title }).first().click();
	await expect(visitor).toHaveURL(new RegExp(`${home}$`));
	await expect(visitor.getByText('Resolution 15, s. 2022')).toBeVisible();
	await expectAccessible(visitor);
	const made = await server.db
		.selectFrom('element')
		.innerJoin('provenance', 'provenance.element_id', 'element.id')
		.innerJoin('passage', 'passage.id', 'provenance.passage_id')
		.where('provenance.field', '=', 'title')
		.select(['element.kind', 'passage.text'])
		.execute();
	const kinds = Map.groupBy(made, ({ kind }) => kind);
	expect([...kinds].map(([kind, of]) => [kind, of.length])).toEqual([
		['goal', 5],
		['objective', 9],
		['activity', 28]
	]);
	for (const { text } of made) expect(publication).toContain(text);
	const tree = await (await visitor.request.get(`/api/v1${home}`)).json();
	expect(tree.counts).toMatchObject({ goals: 5, objectives: 9, activities: 28 });
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });

	test('a second plan is begun by hand, at any time, and its outline is typed', async ({
		page,
		signIn
	}) => {
		await signIn('administrator@localhost');
		await page.goto('/plans');
		await page.getByRole('link', { name: 'New plan' }).click();
		await page.getByLabel('Title of the plan').fill(title.toUpperCase());
		await page.getByRole('radio', { name: /^By hand/ }).check();
		await press(page, 'Begin the draft');
		await expect(page.getByText('Another plan or draft has this title').first()).toBeVisible();
		await page.getByLabel('Title of the plan').fill('A plan by hand');
		await press(page, 'Begin the draft');
		await expect(page).toHaveURL(/\/plans\/a-plan-by-hand\/edit\?saved=started$/);
		await page.goto('/plans/a-plan-by-hand/edit/adoption');
		await expect(page.getByText('there is nothing to adopt')).toBeVisible();
		await page.goto('/plans/a-plan-by-hand');
		await page.goto('/waiting');
		await expect(page.getByRole('link', { name: 'A plan by hand' })).toBeVisible();
	});
});
