/** A planner types the outline in a sheet, by keyboard; the forms do without. */
import { expect, expectAccessible, test, withEffects } from '../support/browser.ts';
import type { Browser, Locator, Page } from '@playwright/test';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { makePlan } from '../support/plans.ts';

test.use({ writer: 'outline' });

const planner = 'planner@demo.example.org';
const plan = '/plans/bangsamoro-demo';
const outline = `${plan}/edit/outline`;
const reason = 'Typed from the adopted plan.';

const rowOf = (page: Page, code: string): Locator =>
	page.getByRole('row').filter({ has: page.getByRole('gridcell', { name: code, exact: true }) });
const cellOf = (page: Page, code: string, column: string): Locator =>
	rowOf(page, code).locator(`[data-column=${column}]`);
/** The row of a title. */
const titled = (page: Page, title: string): Locator =>
	page.getByRole('row').filter({ has: page.getByText(title, { exact: true }) });

async function open(page: Page): Promise<void> {
	await page.goto(outline);
	await expect(page.getByRole('treegrid')).toBeVisible();
}

/** Puts the cursor into a cell of a row. */
async function go(page: Page, code: string, column: string): Promise<void> {
	await cellOf(page, code, column).click();
	await expect(rowOf(page, code).locator('.cursor input')).toBeFocused();
}

const press = async (page: Page, ...keys: string[]) => {
	for (const key of keys) await page.keyboard.press(key);
};

/** Types over the cell of the cursor, and goes on. */
async function type(page: Page, text: string, key: string): Promise<void> {
	await page.keyboard.type(text);
	await page.keyboard.press(key);
}

async function trySaving(page: Page): Promise<void> {
	await press(page, 'Control+s');
	await expect(page.getByLabel('Reason')).toBeFocused();
	await page.getByLabel('Reason').fill(reason);
	await press(page, 'Enter');
}

async function save(page: Page): Promise<void> {
	const answer = page.waitForResponse('**/outline?/save');
	await trySaving(page);
	await answer;
	await expect(page.getByText('Saving …')).toBeHidden();
	if (await withEffects(page).isVisible()) await withEffects(page).click();
	await expect(page.getByText(/^Saved: /)).toBeVisible();
}

async function paste(page: Page, text: string): Promise<void> {
	await page.locator('.cursor input').evaluate((input, block) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', block);
		const init = { clipboardData, bubbles: true, cancelable: true };
		input.dispatchEvent(new ClipboardEvent('paste', init));
	}, text);
}

/** The page of another planner, or of the same one on another device. */
async function another(browser: Browser, page: Page, cookie: string): Promise<Page> {
	const { origin } = new URL(page.url());
	const context = await browser.newContext({ baseURL: origin });
	const [name, value] = cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: origin }]);
	return await context.newPage();
}

test.describe('with JavaScript', () => {
	test.beforeEach(({ signIn }) => signIn(planner));

	test('an activity is added by keyboard, undone and done again, and saved at once', async ({
		page
	}) => {
		await open(page);
		await go(page, '1.1.1', 'title');
		await press(page, 'Control+Enter');
		await type(page, 'Train the help desk', 'ArrowRight');
		await type(page, 'most', 'ArrowRight');
		await type(page, '1 Mar 2026', 'ArrowRight');
		await type(page, '2026-12-31', 'ArrowRight');
		await type(page, '1,250,000.50', 'Home');
		const row = titled(page, 'Train the help desk');
		await expect(row).toContainText(/MOST.*1 Mar 2026.*31 Dec 2026.*1,250,000\.50/s);
		await press(page, 'Control+z', 'Control+z');
		await expect(row).not.toContainText('31 Dec 2026');
		await press(page, 'Control+y', 'Control+Shift+z');
		await save(page);
		await expect(page.getByText(/^Saved: 1 row added, /)).toBeVisible();
		await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
		await expectAccessible(page);

		await page.goto(`${plan}/edit/history`);
		const newest = page.getByRole('main').getByRole('listitem').first();
		await expect(newest).toContainText('Outline saved');
		await expect(newest).toContainText(reason);
		await page.goto(`${plan}/edit`);
		await expect(titled(page, 'Train the help desk')).toContainText('MOST');
	});

	test('a new row goes further in and out, and becomes what may stand there', async ({ page }) => {
		await open(page);
		await go(page, 'O1.1', 'title');
		await press(page, 'Control+Enter');
		await type(page, 'Run the framework', 'Enter');
		await type(page, 'Found its office', 'Home');
		await press(page, 'Tab');
		const inner = titled(page, 'Found its office');
		await expect(inner).toHaveAttribute('aria-level', '3');
		await expect(page.getByLabel('What the new row is')).toHaveValue('activity');
		await press(page, 'Tab');
		await expect(page.getByText('There is nothing above it')).toBeVisible();
		await press(page, 'Shift+Tab', 'Shift+Tab');
		await expect(inner).toHaveAttribute('aria-level', '1');
		await press(page, 'Tab', 'Tab', 'Alt+ArrowDown');
		await expect(page.getByText('It is the last already.')).toBeVisible();
		await expect(inner).toHaveAttribute('aria-level', '3');
		await press(page, 'Enter', 'Enter');
		await expect(page.locator('.row.new')).toHaveCount(2);
	});

	test('several rows are selected, filled, emptied and copied', async ({ page, context }) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await open(page);
		await go(page, '1.1.1', 'lead');
		await type(page, 'MOST', 'Shift+ArrowUp');
		await go(page, '1.1.1', 'lead');
		await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
		await expect(page.locator('[aria-selected=true]')).toHaveCount(3);
		await press(page, 'Control+c');
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		expect(await copied()).toBe('MOST\nMOST\nMOST');
		await press(page, 'Delete', 'Control+c');
		expect(await copied()).toBe('\n\n');
		await press(page, 'Control+z', 'Control+z', 'Control+z');
		await expect(page.getByText('Not saved yet')).toBeHidden();
	});

	test('rows of a spreadsheet are pasted, and new ones made for them', async ({ page }) => {
		await open(page);
		await go(page, '4.1.1', 'title');
		await press(page, 'Control+Enter');
		const rows = [
			'Survey the sites\tMOST\t1 Jan 2026\t2026-06-30\t100,000',
			'Report on them\tMILG'
		];
		await paste(page, `${rows.join('\r\n')}\r\n`);
		await expect(titled(page, 'Survey the sites')).toContainText(/MOST.*1 Jan 2026.*100,000/s);
		await press(page, 'Home');
		await expect(titled(page, 'Report on them')).toContainText('MILG');
		await paste(page, Array.from({ length: 10_000 }, (_, at) => `Row ${at}`).join('\n'));
		await expect(page.getByText('Nothing was pasted: the most at once is 1000.')).toBeVisible();
		await expect(page.locator('.row.new')).toHaveCount(2);
		await save(page);
		await expect(page.getByText(/^Saved: 2 rows added, /)).toBeVisible();
	});

	test('what cannot be taken is marked at its cell, and stays as it was typed', async ({
		page
	}) => {
		await open(page);
		await go(page, '1.1.2', 'start');
		await type(page, 'soon', 'ArrowRight');
		await type(page, '3/4/2026', 'ArrowRight');
		const row = rowOf(page, '1.1.2');
		await expect(row).toContainText('soon');
		await expect(row).toContainText('Start:');
		await expectAccessible(page);
		await trySaving(page);
		await expect(page.getByText('2 cells cannot be taken yet')).toBeVisible();
		await go(page, '1.1.2', 'start');
		await expect(page.locator('.cursor input')).toHaveValue('soon');
		await type(page, '2023-01-01', 'ArrowRight');
		await type(page, '2023-02-01', 'ArrowUp');
		await go(page, '1.1.1', 'code');
		await type(page, '1.1.2', 'ArrowDown');
		await expect(page.getByText('Another one has this code.')).toBeVisible();
	});

	test('a cell that somebody else changed shows both versions, and nothing typed is lost', async ({
		page,
		browser,
		server
	}) => {
		await open(page);
		await go(page, '4.1.1', 'title');
		await type(page, 'My words', 'Enter');
		const other = await another(browser, page, await server.signIn(planner));
		await open(other);
		await go(other, '4.1.1', 'title');
		await type(other, 'Their words', 'Enter');
		await save(other);
		await trySaving(page);
		await expect(page.getByText('Nothing was saved: others changed')).toBeVisible();
		const row = titled(page, 'My words');
		await expect(row).toContainText('Their words');
		await expectAccessible(page);
		await row.getByRole('button', { name: 'Keep yours' }).click();
		await save(page);
		await other.reload();
		await expect(titled(other, 'My words')).toBeVisible();
		await other.close();
	});

	test('what is not saved comes back with the page, and goes when it is discarded', async ({
		page
	}) => {
		await open(page);
		await go(page, '1.1.2', 'title');
		await page.keyboard.type('Half a sentence');
		await page.reload();
		await expect(page.getByText('It was kept on this device.')).toBeVisible();
		await expect(titled(page, 'Half a sentence')).toBeVisible();
		await page.getByRole('button', { name: 'Discard' }).click();
		await expect(titled(page, 'Half a sentence')).toBeHidden();
		await page.reload();
		await expect(page.getByRole('treegrid')).toBeVisible();
		await expect(page.getByText('It was kept on this device.')).toBeHidden();
	});

	test('who is signed out meanwhile signs in again and saves what was typed', async ({
		page,
		context,
		signIn
	}) => {
		await open(page);
		await go(page, '1.1.2', 'title');
		await type(page, 'Typed before the session ended', 'Enter');
		await context.clearCookies();
		await trySaving(page);
		await expect(page.getByText('you are signed out')).toBeVisible();
		await signIn(planner);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText(/^Saved: /)).toBeVisible();
	});

	test('a branch is retired by keyboard, undone and kept before it is saved, and has its reason', async ({
		page,
		server
	}) => {
		const { elements } = await makePlan(server.db, { slug: 'retiring' });
		await page.goto('/plans/retiring/edit/outline');
		await expect(page.getByRole('treegrid')).toBeVisible();
		await go(page, 'O1.1', 'title');
		await press(page, 'Control+Delete');
		await expect(page.getByText('To be retired: 3.')).toBeVisible();
		await expect(rowOf(page, '1.1.1')).toHaveCount(0);
		await press(page, 'Control+z');
		await expect(rowOf(page, '1.1.1')).toBeVisible();
		await press(page, 'Control+y');
		const list = page.getByRole('list', { name: 'Goes out of the plan once it is saved' });
		await expect(list.getByRole('listitem')).toHaveCount(3);
		await expectAccessible(page);
		await list.getByRole('button', { name: 'Keep 1.1.1' }).click();
		await expect(list.getByRole('listitem')).toHaveCount(1);
		await expect(rowOf(page, 'O1.1')).toBeVisible();
		await expect(rowOf(page, '1.1.2')).toHaveCount(0);
		// it is kept on the device until it is saved
		await page.waitForTimeout(500);
		await page.reload();
		await expect(list.getByRole('listitem')).toHaveCount(1);
		await save(page);
		await expect(page.getByText('Retired: 1.')).toBeVisible();
		const row = await server.db
			.selectFrom('element')
			.where('id', '=', elements['1.1.2'])
			.select('retired_reason')
			.executeTakeFirstOrThrow();
		expect(row.retired_reason).toBe(reason);
	});

	test('the fund source of a cost is chosen by its first letters; several lines are set on their page', async ({
		page
	}) => {
		await open(page);
		const cells = page.locator('.cell.fund');
		const locked = page.locator('.row.activity .cell.fund.fixed').first();
		await locked.click();
		await expect(page.getByRole('link', { name: 'set them on its budget page' })).toHaveAttribute(
			'href',
			/\/elements\/\d+\/budget$/
		);
		await expect(page.locator('.cursor input')).not.toBeEditable();
		await page.locator('.row.activity .cell.fund:not(.fixed)').first().click();
		await page.keyboard.type('ge');
		await expect(page.getByRole('option').first()).toBeVisible();
		await expectAccessible(page);
		await press(page, 'Escape');
		expect(await cells.count()).toBeGreaterThan(30);
	});

	test('what had no answer is sent again as it was, and stored once', async ({ page }) => {
		await open(page);
		await go(page, '4.1.1', 'title');
		await press(page, 'Control+Enter');
		await type(page, 'Stored once', 'Home');
		// it reaches the server, and the answer is lost
		await page.route('**/outline?/save', async (route) => {
			await route.fetch();
			await route.abort();
		});
		await trySaving(page);
		await expect(page.getByText('There was no answer')).toBeVisible();
		await page.unroute('**/outline?/save');
		await titled(page, 'Stored once').locator('[data-column=lead]').click();
		await type(page, 'MOST', 'Home');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText(/^Saved: 1 row added, /)).toBeVisible();
		await expect(page.getByText('Not saved yet: 0 new, 1 changed.')).toBeVisible();
		await save(page);
		await page.goto(`${plan}/edit`);
		await expect(titled(page, 'Stored once')).toHaveCount(1);
		await expect(titled(page, 'Stored once')).toContainText('MOST');
	});

	test('within a draft of an amendment the sheet drafts', async ({ page, browser }) => {
		await page.goto(`${plan}/edit/amendments`);
		await page.getByLabel('Title', { exact: true }).fill('A sheet of changes');
		await page.getByLabel('Why', { exact: true }).fill('The council amended the plan.');
		await page.getByLabel('Holds from').fill('2026-10-15');
		await page.getByRole('button', { name: 'Begin a draft' }).click();
		await open(page);
		await expect(page.getByText('You work in a draft amendment')).toBeVisible();
		await go(page, '1.1.3', 'title');
		await type(page, 'Drafted words', 'Home');
		await press(page, 'Control+Enter');
		await type(page, 'A drafted activity', 'Home');
		await save(page);
		const visitor = await browser.newPage();
		await visitor.goto(new URL(`${plan}/elements/1.1.3`, page.url()).href);
		await expect(visitor.getByRole('main')).not.toContainText('Drafted words');
		await visitor.close();
		await page.getByRole('link', { name: 'Open the draft' }).click();
		const main = page.getByRole('main');
		await expect(main).toContainText('Drafted words');
		await expect(main).toContainText('A drafted activity');
	});

	test('the keyboard leaves the rows by Escape and Tab', async ({ page }) => {
		await open(page);
		await go(page, '1.1.2', 'title');
		await press(page, 'Escape', 'Tab');
		await expect(page.getByLabel('Reason')).toBeFocused();
	});

	test.describe('on a phone', () => {
		test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

		test('a row opens its cells in place, and is changed there', async ({ page }) => {
			await open(page);
			await titled(page, 'Conduct consultation to different stakeholders').tap();
			const row = page.locator('.row.active');
			await row.locator('[data-column=end]').tap();
			await page.locator('.cursor input').fill('2023-01-31');
			await expectAccessible(page);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(360);
			await page.getByLabel('Reason').fill(reason);
			await page.getByRole('button', { name: 'Save', exact: true }).tap();
			await expectAccessible(page);
			await withEffects(page).tap();
			await expect(page.getByText(/^Saved: 0 rows added, 1 changed/)).toBeVisible();
		});
	});
});

test.describe('a long plan', () => {
	test.beforeEach(({ signIn }) => signIn(planner));

	test('of a thousand rows those alone are drawn anew that are typed in', async ({
		page,
		server: { db }
	}) => {
		const { id: plan_id } = await makePlan(db, { slug: 'long' });
		const rows = Array.from({ length: 1_000 }, (_, at) => {
			const kind: ElementKind = 'activity';
			return { plan_id, kind, code: `L${at}`, title: `Activity ${at}`, position: at + 9 };
		});
		await db.insertInto('element').values(rows).execute();
		await page.goto('/plans/long/edit/outline');
		await go(page, 'L500', 'title');
		await page.getByRole('treegrid').evaluate((grid) => {
			const drawn = new Set<string>();
			const keyOf = (node: Node) =>
				(node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('.row')?.id;
			const note = (changes: MutationRecord[]) => {
				for (const { target } of changes) drawn.add(keyOf(target) ?? 'grid');
				grid.setAttribute('data-drawn', String(drawn.size));
			};
			const what = { subtree: true, childList: true, characterData: true, attributes: true };
			new MutationObserver(note).observe(grid, {
				...what,
				attributeFilter: ['class', 'aria-selected']
			});
		});
		await type(page, 'Renamed', 'ArrowDown');
		await type(page, 'Also', 'ArrowDown');
		await expect(titled(page, 'Also')).toBeVisible();
		expect(Number(await page.getByRole('treegrid').getAttribute('data-drawn'))).toBeLessThanOrEqual(
			3
		);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the page leads to the outline with its forms', async ({ page, signIn }) => {
		await signIn(planner);
		await page.goto(outline);
		await page.getByRole('link', { name: 'To the outline with its forms' }).click();
		await expect(page.getByRole('heading', { name: 'G1' })).toBeVisible();
	});
});

/** Services as a plan lists them: title, lead, start, end and cost; what is left out is as above. */
const activities = `Birth records|mi|2026|2027|1200000
Land titles|||2028|950000
Permits|mo||2027|2400000
Scholarships||||600000
Health cards|mi|2027|2028|1800000
Farm aid||||750000
Payroll|mo|2026|2026|400000
Open data||||350000
Help desk||||280000
Wi-Fi|mi||2028|3600000
Passports||||900000
Court files||2027||1100000
Tax returns|mo|||2500000
Pensions||||1300000
Licences||||450000
Visas|mi|2026|2027|700000
Voter roll||||1600000
Fleet||||320000
Archives||||540000
E-mail|mo|||800000
Data centre|||2028|9500000
Networks||||4200000
Web portal||||1500000
E-payment|mi|2027|2028|2100000
Statistics||||650000
Weather||||380000
Ports||||970000
Tourism|mo|||430000
Libraries||||510000
Procurement||||1900000`
	.split('\n')
	.map((line) => line.split('|'));

/** A person who types 40 words a minute strikes so many keys in it: a word is five. */
const strokesInMinute = 40 * 5;

/** What is typed and pressed for one activity: what is as above takes one chord. */
const strokesOf = ([
	title = '',
	lead = '',
	start = '',
	end = '',
	cost = ''
]: string[]): string[] => {
	const given = (text: string) => (text === '' ? ['Control+d'] : [...text]);
	const across = [lead, start, end].flatMap((text) => ['ArrowRight', ...given(text)]);
	return [...title, ...across, 'ArrowRight', ...cost, 'Enter'];
};

test.describe('thirty activities', () => {
	test.beforeEach(({ signIn }) => signIn(planner));
	/** Milliseconds from key to key, for whoever wants to see it typed at a person's pace. */
	const pace = Number(process.env['TANAW_PACE'] ?? 0);

	test('with owner, dates and cost are typed within five minutes at 40 words a minute', async ({
		page
	}) => {
		test.setTimeout(600_000);
		await open(page);
		await go(page, '2.1.1', 'title');
		const strokes = [
			'Control+Enter',
			...activities.flatMap(strokesOf),
			'Control+s',
			...reason,
			'Enter'
		];
		const started = Date.now();
		let keys = 0;
		for (const stroke of strokes) {
			// a chord is two keys
			keys += stroke.split('+').length;
			await page.waitForTimeout(Math.max(0, started + keys * pace - Date.now()));
			await page.keyboard.press(stroke === ' ' ? 'Space' : stroke);
		}
		await withEffects(page).press('Enter', { timeout: 60_000 });
		await expect(page.getByText(/^Saved: 30 rows added, 0 changed/)).toBeVisible({
			timeout: 60_000
		});
		const seconds = Math.round((Date.now() - started) / 1000);
		test.info().annotations.push({ type: 'typed', description: `${keys} keys, ${seconds} s` });
		expect(keys / strokesInMinute).toBeLessThan(5);
		const last = titled(page, 'Procurement');
		await expect(last).toContainText(/MO.*1 Jan 2027.*31 Dec 2028.*1,900,000/s);
		await expect(page.locator('.row.new')).toHaveCount(0);
	});
});
