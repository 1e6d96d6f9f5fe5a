/** What forms take, ask, give back and never do twice; with scripts and without. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';

test.use({ writer: 'forms', nextPeriodOpen: true });

const planner = 'planner@demo.example.org';
const milg = 'milg.focal@demo.example.org';
const outline = '/plans/bangsamoro-demo/edit';
const reason = 'The steering committee asked for it.';

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const asItIs = (page: Page) => page.getByRole('button', { name: 'Save it as it is' });

async function openElement(page: Page, title: string): Promise<void> {
	await page.goto(outline);
	await page.getByRole('link', { name: title, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
}

async function openReport(page: Page, list: 'Update' | 'Measure', code: string): Promise<void> {
	await page.goto('/my');
	await page.getByRole('link', { name: `${list} ${code}`, exact: true }).click();
}

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('a second click while the answer is slow adds one element', async ({ page, signIn }) => {
			await signIn(planner);
			await page.goto(outline);
			await page.getByRole('link', { name: '+ Activity beneath O1.1' }).click();
			const form = page.locator('details[open]');
			const title = `Sent twice ${javaScriptEnabled ? 'with' : 'without'} scripts`;
			await form.getByLabel('Title').fill(title);
			await form.getByLabel('Why it is added').fill(reason);
			await form.getByRole('button', { name: 'Add' }).dblclick();
			await expect(page.getByRole('status')).toContainText('Added.');
			await expect(page.getByRole('link', { name: title, exact: true })).toHaveCount(1);
		});

		test('a second click saves a form once and is no conflict with itself', async ({
			page,
			signIn
		}) => {
			await signIn(planner);
			await openElement(page, 'Develop an e-consultation portal');
			const milestones = page.getByLabel(/^Milestone \d+$/);
			const last = await milestones.count();
			await milestones.last().fill(`Trial ${javaScriptEnabled}`);
			await page.getByLabel('Reason', { exact: true }).fill(reason);
			await page.getByRole('button', { name: 'Save', exact: true }).dblclick();
			await withEffects(page).dblclick();
			await expect(page.getByRole('status')).toContainText('Saved.');
			await expect(milestones).toHaveCount(last + 1);
		});

		test('what is seldom meant is asked, and all that was typed stays', async ({
			page,
			signIn
		}) => {
			await signIn(planner);
			await openElement(page, 'Establish Data Center');
			const number = await page.getByLabel(/^Milestone \d+$/).count();
			await page.getByLabel('Planned start').fill('2026-01-01');
			await page.getByLabel('Planned end').fill('2026-06-30');
			await page.getByLabel(`Milestone ${number}`, { exact: true }).fill('Handover');
			await page.getByLabel(`Weight of milestone ${number}`).fill('10');
			const day = page.getByLabel(`Milestone ${number} is planned on`);
			await day.fill(javaScriptEnabled ? '2026-07-31' : '2026-08-31');
			const why = page.getByLabel('Reason', { exact: true });
			await why.fill(reason);
			await save(page);
			await expect(page.getByRole('alert')).toContainText('is this meant so?');
			await expect(page.getByRole('alert')).toBeFocused();
			await expect(day).toHaveAccessibleDescription(
				'This milestone is planned after the activity’s planned end, 30 Jun 2026.'
			);
			await expect(page.getByLabel(`Milestone ${number}`, { exact: true })).toHaveValue('Handover');
			if (javaScriptEnabled) await expectAccessible(page);

			// Enter in a field asks again, and never confirms
			await why.press('Enter');
			await expect(page.getByRole('alert')).toContainText('is this meant so?');
			await expect(why).toHaveValue(reason);
			await why.focus();
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			await expect(asItIs(page)).toBeFocused();
			await page.keyboard.press('Enter');
			const region = page.getByRole('region', { name: 'look at what it does first' });
			await expect(region).toBeFocused();
			await expect(region).toContainText('rests on what changes here: 4.1.1.');
			if (javaScriptEnabled) await expectAccessible(page);
			// the table of figures scrolls, so it takes the focus first
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			await expect(withEffects(page)).toBeFocused();
			await page.keyboard.press('Enter');
			await expect(page.getByRole('status')).toContainText('Saved.');
		});
	});

test.describe('what a ministry enters, without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test.beforeEach(async ({ signIn }) => signIn(milg));

	test('numbers pasted from a spreadsheet are taken, and two readings asked about', async ({
		page
	}) => {
		await openReport(page, 'Update', '4.2.8');
		const percent = page.getByLabel('Physical percent');
		await percent.fill('62.500');
		await save(page);
		await expect(percent).toHaveAccessibleDescription(
			/If thousands are meant, write 62,500; if decimals, write 62\.5\./
		);
		await expect(percent).toHaveValue('62.500');
		await percent.fill('\u00a062.50%\u2009');
		await save(page);
		await expect(page.getByRole('status')).toContainText(/Saved: 62\.5\s%/);
	});

	test('all the work, still in progress, is asked; less work than before needs a reason', async ({
		page
	}) => {
		await openReport(page, 'Update', '4.2.7');
		await page.getByLabel('Physical percent').fill('100');
		await save(page);
		await expect(page.getByRole('alert')).toContainText('All of the work is done');
		await expect(page.getByLabel('Physical percent')).toHaveValue('100');
		await asItIs(page).click();
		await expect(page.getByRole('status')).toContainText(/Saved: 100\s%/);

		await page.getByLabel('Physical percent').fill('40');
		await save(page);
		const note = page.getByLabel('Note');
		await expect(note).toHaveAccessibleDescription(
			/Less is done than was reported before \(100 %; now 40 %\)\. Say in the note why\./
		);
		await expect(asItIs(page)).toHaveCount(0);
		await note.fill('Two forms were counted twice.');
		await save(page);
		await expect(page.getByRole('status')).toContainText(/Saved: 40\s%/);
	});

	test('a report on what was taken out of the plan comes back with all that was typed', async ({
		page,
		server
	}) => {
		await openReport(page, 'Update', '4.2.6');
		await page.getByLabel('Note').fill('Typed while it was retired.');
		const retired = (at: Date | null) =>
			server.db
				.updateTable('element')
				.set({ retired_at: at, retired_reason: at && 'A test.' })
				.where('code', '=', '4.2.6')
				.where(
					'plan_id',
					'=',
					server.db.selectFrom('plan').select('id').where('slug', '=', 'bangsamoro-demo')
				)
				.execute();
		await retired(new Date());
		await save(page);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'This is no longer there, or no longer yours to write'
		);
		await expect(page.getByText('Nothing of what you sent was saved.')).toBeVisible();
		const typed = page.getByRole('region', { name: 'What you typed' });
		await expect(typed).toContainText('Typed while it was retired.');
		await expect(typed).not.toContainText('request_id');
		await retired(null);
		await page.getByRole('button', { name: 'Send it again' }).click();
		await expect(page.getByRole('status')).toContainText('Saved:');
		await expect(page.getByLabel('Note')).toHaveValue('Typed while it was retired.');
	});
});

test('an edit of an element that was retired meanwhile is shown, not lost', async ({
	page,
	signIn,
	server
}) => {
	await signIn(planner);
	await openElement(page, 'Establish Ministry/Office Local Network');
	await page.getByLabel('Short title').fill('My words of an hour');
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	const id = /elements\/(\d+)/.exec(page.url())![1]!;
	const retire = (at: Date | null) =>
		server.db
			.updateTable('element')
			.set({ retired_at: at, retired_reason: at && 'A test.' })
			.where('id', '=', id)
			.execute();
	await retire(new Date());
	await save(page);
	await expect(page.getByRole('alert')).toContainText('Everything you typed is below.');
	const typed = page.getByRole('region', { name: 'What you typed' });
	await expect(typed).toContainText('My words of an hour');
	await expect(typed).toContainText(reason);
	await expectAccessible(page);
	await retire(null);
});

test('an edit by who is planner no longer is shown, not lost', async ({ page, signIn, server }) => {
	await signIn(planner);
	await openElement(page, 'Organize council for IT Professional');
	await page.getByLabel('Short title').fill('My words of a morning');
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	const grant = await server.db
		.deleteFrom('role_grant')
		.where('role', '=', 'planner')
		.where(
			'user_id',
			'=',
			server.db.selectFrom('user_account').select('id').where('email', '=', planner)
		)
		.returning(['user_id', 'role', 'organisation_id'])
		.executeTakeFirstOrThrow();
	await save(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Your role no longer allows this'
	);
	await expect(page.getByRole('region', { name: 'What you typed' })).toContainText(
		'My words of a morning'
	);
	await server.db.insertInto('role_grant').values(grant).execute();
	await page.getByRole('button', { name: 'Send it again' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByLabel('Short title')).toHaveValue('My words of a morning');
});

test('what is added at the top is a goal first, and parents come in the plan’s order', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await page.goto(outline);
	const top = page.locator('#add-top');
	await top.getByText('Add').first().click();
	await expect(top.getByRole('combobox').locator('option:checked')).toHaveText(/^Goal/);

	await openElement(page, 'Establish Bangsamoro Gov’t Network');
	await page.getByRole('link', { name: 'Move or retire' }).click();
	const codes = (await page.locator('#move-place option').allTextContents())
		.map((text) => text.split(' ')[0]!)
		.filter((code) => /^[GO]\d/.test(code));
	const numbered = (code: string) => code.slice(1).split('.').map(Number);
	const inOrder = codes.toSorted((one, other) => {
		const [a, b] = [numbered(one), numbered(other)];
		return a[0]! - b[0]! || (a[1] ?? 0) - (b[1] ?? 0);
	});
	expect(codes.length).toBeGreaterThan(5);
	expect(codes).toEqual(inOrder);
});

test('a way that goes against its direction is refused beside it, and values below 0 are taken', async ({
	page,
	signIn
}) => {
	await signIn(planner);
	await openElement(page, 'Develop policies on ICT best practices');
	await page.getByRole('link', { name: 'Add a KPI' }).click();
	await page.getByLabel('Title', { exact: true }).fill('Costs of services beside the year before');
	await page.getByLabel('Code', { exact: true }).fill('K-CHANGE');
	await page.getByLabel('Kind of unit').selectOption({ label: 'percent change' });
	await page.getByLabel('Unit', { exact: true }).fill('%');
	await page.getByLabel('Baseline', { exact: true }).fill('\u22125');
	await page.getByLabel('Baseline measured on').fill('2026-11-23');
	await page.getByLabel('Target 1', { exact: true }).fill('\u221212.5%');
	await page.getByLabel('Target 1 is due on').fill('2028-12-31');
	await page.getByLabel('Reason', { exact: true }).fill(reason);
	const add = page.getByRole('button', { name: 'Add a KPI' });
	await add.click();
	const direction = page.getByLabel('Direction', { exact: true });
	await expect(direction).toHaveAccessibleDescription(/goes the other way/);
	await expect(page.getByLabel('Baseline measured on')).toHaveAccessibleDescription(
		/This day is still to come/
	);
	await direction.selectOption({ label: 'lower is better' });
	await page.getByLabel('Baseline measured on').fill('2022-04-01');
	await add.dblclick();
	await withEffects(page).dblclick();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(page.getByLabel('Target 1', { exact: true })).toHaveValue('-12.5');
});
