import type { Page } from '@playwright/test';
import { expect, expectAccessible, test as base } from '../support/browser.ts';

interface Fixtures {
	/** A page as somebody else sees it, in a browser of their own without JavaScript. */
	openFor: (email: string, address: string) => Promise<Page>;
}

const test = base.extend<Fixtures>({
	openFor: async ({ browser, server }, use) => {
		const context = () => browser.newContext({ baseURL: server.address, javaScriptEnabled: false });
		const opened: Awaited<ReturnType<typeof context>>[] = [];
		await use(async (email, address) => {
			const theirs = await context();
			opened.push(theirs);
			const [name, value] = (await server.signIn(email)).split('=') as [string, string];
			await theirs.addCookies([{ name, value, url: server.address }]);
			const page = await theirs.newPage();
			await page.goto(address);
			return page;
		});
		for (const theirs of opened) await theirs.close();
	}
});

test.use({ writer: 'reporter', nextPeriodOpen: true });

const milg = 'milg.focal@demo.example.org';
const leader = 'leader@demo.example.org';

async function open(page: Page, list: 'Update' | 'Measure' | 'Enter', code: string): Promise<void> {
	await page.goto('/my');
	await page.getByRole('link', { name: `${list} ${code}`, exact: true }).click();
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const summary = (page: Page) => page.getByRole('alert');

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test.beforeEach(async ({ signIn }) => signIn(milg));

	test('a focal person sees first what there is to do, and by when', async ({ page }) => {
		await page.goto('/my');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			/^8\sactivities, 3\sKPIs and 4\sbudget\slines, due 30 Jan 2027\.$/
		);
		await expect(page).toHaveTitle('My activities · Tanaw');
		const main = page.getByRole('main');
		await expect(main).toContainText(
			/Still to report for 2026 Q4: 8\sactivities, 3\sKPIs and 4\sbudget\slines\./
		);
		await expect(page.getByRole('row', { name: /^4\.1\.3/ }).first()).toContainText('To report');
		await expect(page.getByRole('link', { name: /^Update / })).toHaveCount(8);
	});

	test('while something is due the first sentence says when', async ({ openFor }) => {
		const theirs = await openFor('mpw.focal@demo.example.org', '/my');
		await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(
			/activit.*, due 30 Oct 2026, 23 days ago\.$/
		);
		await expect(theirs.getByRole('row', { name: /^4\.1\.3/ }).first()).toContainText('To report');
	});

	test('wrong entries are said beside their fields, and nothing typed is lost', async ({
		page,
		openFor
	}) => {
		await open(page, 'Update', '4.2.7');
		await page.getByLabel('Physical percent').fill('12,5');
		await page.getByLabel('As of').fill('2026-11-23');
		await page.getByLabel('Expected to end on').fill('2026-01-31');
		await page.getByLabel('Note').fill('Three forms went online.');
		await save(page);
		await expect(summary(page).getByRole('link')).toHaveText([
			'Physical percent: This is not a number. Write decimals after a point, as in 12.5; a comma stands only between thousands.',
			'As of: This day is still to come. Enter 22 Nov 2026 or an earlier day.',
			'Expected to end on: This day has passed. Enter 22 Nov 2026 or a later day.'
		]);
		await expect(summary(page)).toBeFocused();
		await expect(page).toHaveTitle(/^Error: 4\.2\.7 /);
		const percent = page.getByLabel('Physical percent');
		await expect(percent).toHaveValue('12,5');
		await expect(percent).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByLabel('Note')).toHaveValue('Three forms went online.');
		await expect(page.getByLabel('Expected to end on')).toHaveValue('2026-01-31');

		await percent.fill('101');
		await page.getByLabel('As of').fill('2022-03-31');
		await save(page);
		await expect(page.getByText('A percent lies between 0 and 100.').first()).toBeVisible();
		await expect(
			page.getByText('This day lies before the plan, which begins on 1 Apr 2022.').first()
		).toBeVisible();

		await percent.fill('45.5');
		await page.getByLabel('As of').fill('2026-11-22');
		await page.getByLabel('Expected to end on').fill('2029-03-31');
		await save(page);
		await expect(page.getByRole('status')).toContainText(/Saved: 45\.5\s% as of 22 Nov 2026\./);
		await expect(page.getByRole('status')).toContainText('Still to report for 2026 Q4:');
		await page.reload();
		await expect(page.getByText('Three forms went online.')).toHaveCount(2);

		await page.goto('/my');
		const row = page.getByRole('row', { name: /^4\.2\.7/ }).first();
		await expect(row).toContainText(/45\.5\s% as of 22 Nov 2026/);
		// nobody else reads it before its report is submitted
		const theirs = await openFor(leader, '/plans/bangsamoro-demo/elements/4.2.7');
		await expect(theirs.getByRole('main')).toContainText('4.2.7');
		await expect(theirs.getByRole('main')).not.toContainText('Three forms went online.');
	});

	test('what is declared of an activity is carried forward, with its reason', async ({ page }) => {
		await open(page, 'Update', '4.2.6');
		const confidence = page.getByRole('group', { name: 'Confidence that it will end as planned' });
		const reason = page.getByLabel('Reason for this confidence');
		await confidence.getByLabel('Off track').check();
		await reason.fill('');
		await save(page);
		await expect(summary(page)).toContainText('Say why it is at risk or off track.');
		await expect(reason).toHaveAccessibleDescription(/Say why it is at risk or off track\./);
		await expect(confidence.getByLabel('Off track')).toBeChecked();
		await reason.fill('The supplier withdrew.');
		await save(page);
		await expect(page.getByRole('status')).toContainText('Saved:');
		await expect(confidence.getByLabel('Off track')).toBeChecked();
		await expect(reason).toHaveValue('The supplier withdrew.');
		const last = page.getByRole('region', { name: 'Last updates' }).getByRole('listitem');
		await expect(last.first()).toContainText(/Declared:\s*■?\s*Off track\s*The supplier withdrew/);
	});

	test('who finds work on track that is late by the plan’s rules says why', async ({ page }) => {
		await open(page, 'Update', '4.2.6');
		await page.getByLabel('Physical percent').fill('1');
		await page.getByLabel('Note').fill('Counted anew.');
		await page.getByRole('radio', { name: 'On track' }).check();
		const reason = page.getByLabel('Reason for this confidence');
		await reason.fill('');
		await save(page);
		await expect(reason).toHaveAccessibleDescription(/not on track on 22 Nov 2026/);
		await expect(page.getByLabel('Note')).toHaveValue('Counted anew.');
	});

	test('no change is one click', async ({ page }) => {
		await open(page, 'Update', '4.2.8');
		await page.getByRole('button', { name: 'No change since 30 Sep 2026' }).click();
		await expect(page.getByRole('status')).toContainText(/Saved: 62\s% as of 22 Nov 2026\./);
		await expect(page.getByRole('button', { name: /^No change/ })).toHaveCount(0);
	});

	test('an activity with milestones takes the days on which they were reached', async ({
		page
	}) => {
		await open(page, 'Update', '2.1.1');
		await expect(page.getByLabel('Physical percent')).toHaveCount(0);
		const moved = page.getByLabel('Content moved to the common CMS, reached on');
		await moved.fill('2026-11-24');
		await save(page);
		await expect(summary(page)).toContainText('This day is still to come.');
		await moved.fill('2026-11-20');
		await save(page);
		await expect(page.getByRole('status')).toContainText(/Saved: 70\s% as of 22 Nov 2026\./);
		await expect(moved).toHaveValue('2026-11-20');
	});

	test('what was typed when the session ended is sent again after a new sign-in', async ({
		page,
		signIn
	}) => {
		await open(page, 'Update', '4.2.8');
		await page.getByLabel('Note').fill('Typed over a long lunch.');
		await page.context().clearCookies();
		await save(page);
		await expect(page.getByText('sign in in a new tab, come back to this one')).toBeVisible();
		await expect(page.getByText('Go back')).toHaveCount(0);
		const link = page.getByRole('link', { name: 'Sign in (opens in a new tab)' });
		await expect(link).toHaveAttribute('target', '_blank');
		await expect(link).toHaveAttribute('rel', 'noopener');
		await signIn(milg);
		await page.getByRole('button', { name: 'Send it again' }).click();
		await expect(page.getByRole('status')).toContainText('Saved:');
		await expect(page.getByLabel('Note')).toHaveValue('Typed over a long lunch.');
	});

	test('money keeps its stages, and is saved for all lines at once', async ({ page }) => {
		await open(page, 'Enter', '4.2.7');
		const line = page.getByRole('group', {
			name: 'General Appropriations Act of the Bangsamoro 2026'
		});
		const obligations = line.getByLabel('Obligations to date');
		const disbursements = line.getByLabel('Disbursements to date');
		await obligations.fill('2,000,000.00');
		await disbursements.fill('2,000,000.01');
		await save(page);
		await expect(summary(page).getByRole('link')).toHaveText([
			/^Disbursements to date, General Appropriations Act of the Bangsamoro 2026: Disbursements cannot exceed the obligations of PHP\s2,000,000\.00\.$/
		]);
		await expect(obligations).toHaveValue('2,000,000.00');
		await obligations.fill('99,000,000');
		await disbursements.fill('1,5');
		await save(page);
		await expect(summary(page)).toContainText('Obligations cannot exceed the allotment of');
		await expect(summary(page)).toContainText('This is not an amount.');
		await obligations.fill('1');
		await disbursements.fill('1');
		await save(page);
		await expect(summary(page)).toContainText('Figures to date cannot fall');
		await obligations.fill('2,000,000.00');
		await disbursements.fill('1,500,000.50');
		await save(page);
		await expect(page.getByRole('status')).toContainText(
			'Saved: the money to date as of 22 Nov 2026.'
		);
		await expect(obligations).toHaveValue('2,000,000.00');
	});

	test('a ratio is measured by its numerator and denominator', async ({ page }) => {
		await open(page, 'Measure', 'O2.1.K4');
		await page.getByLabel('Numerator').fill('47');
		await page.getByLabel('Denominator').fill('46');
		await save(page);
		await expect(summary(page)).toContainText('The numerator is above the denominator');
		await page.getByLabel('Numerator').fill('23');
		await save(page);
		await expect(page.getByRole('status')).toContainText(/Saved: 50\s% on 22 Nov 2026\./);
		await expect(page.getByRole('row', { name: /^22 Nov 2026/ })).toContainText('23 of 46');
	});

	test('what somebody else saved meanwhile is shown beside one’s own, and both are kept', async ({
		page,
		openFor
	}) => {
		await open(page, 'Update', '4.2.4');
		await page.getByLabel('Note').fill('What MILG says.');

		const theirs = await openFor('bio.focal@demo.example.org', page.url());
		await theirs.getByLabel('Note').fill('What BIO says.');
		await save(theirs);
		await expect(theirs.getByRole('status')).toContainText('Saved:');

		// an error on the way must not pass for having seen it
		await page.getByLabel('Physical percent').fill('many');
		await save(page);
		await expect(summary(page)).toContainText('This is not a number.');
		await page.getByLabel('Physical percent').fill('101');
		await save(page);
		const table = page.getByRole('table', { name: /Their entry and yours/ });
		await expect(summary(page)).toContainText('A percent lies between 0 and 100.');
		await page.getByLabel('Physical percent').fill('56');
		await expect(table.getByRole('row', { name: /^Note/ })).toHaveText(
			/Note\s*What BIO says\.\s*What MILG says\./
		);
		await expect(page.getByLabel('Note')).toHaveValue('What MILG says.');
		await page.getByRole('button', { name: 'Save mine as a new entry' }).click();
		await expect(page.getByRole('status')).toContainText('Saved:');
		await expect(page.getByText('What BIO says.')).toBeVisible();
	});

	test('what oneself saved in another window is not called another’s', async ({
		page,
		openFor
	}) => {
		await open(page, 'Update', '4.2.6');
		const window = await openFor(milg, page.url());
		await window.getByLabel('Note').fill('From the other window.');
		await save(window);
		await page.getByLabel('Note').fill('From this window.');
		await save(page);
		await expect(
			page.getByRole('heading', { name: /you reported this in another window/ })
		).toBeVisible();
		await expect(page.getByRole('main')).toContainText('Saved by you, in another window');
		await expect(page.getByText('somebody else')).toHaveCount(0);
	});

	test('a measurement and money that somebody else saved meanwhile stand beside one’s own', async ({
		page,
		openFor
	}) => {
		await open(page, 'Measure', 'O2.1.K4');
		const measuring = await openFor('milg.approver@demo.example.org', page.url());
		await measuring.getByLabel('Numerator').fill('30');
		await measuring.getByLabel('Denominator').fill('46');
		await save(measuring);
		await page.getByLabel('Numerator').fill('31');
		await page.getByLabel('Denominator').fill('46');
		await save(page);
		const table = page.getByRole('table', { name: /Their entry and yours/ });
		await expect(table.getByRole('row', { name: /^Numerator/ })).toHaveText(/Numerator\s*30\s*31/);
		await expect(page.getByLabel('Numerator')).toHaveValue('31');
		await page.getByRole('button', { name: 'Save mine as a new entry' }).click();
		await expect(page.getByRole('status')).toContainText(/Saved: 67\.39\s% on/);

		await open(page, 'Enter', '4.2.7');
		const paying = await openFor('milg.approver@demo.example.org', page.url());
		await save(paying);
		await expect(paying.getByRole('status')).toContainText('Saved: the money to date');
		await page.getByLabel('As of').fill('2026-11-20');
		await save(page);
		await expect(table.getByRole('row', { name: /^As of/ })).toHaveText(
			/As of\s*22 Nov 2026\s*20 Nov 2026/
		);
		await expect(page.getByLabel('As of')).toHaveValue('2026-11-20');
	});

	test('the same form sent twice is stored once', async ({ page, server }) => {
		await open(page, 'Update', '4.2.6');
		const address = page.url();
		const field = (name: string) => page.locator(`form [name="${name}"]`).last().inputValue();
		const names = ['request_id', 'seen', 'percent', 'as_of', 'actual_start', 'recovery_on', 'note'];
		const typed = await Promise.all(names.map(async (one) => [one, await field(one)] as const));
		const form = {
			...Object.fromEntries(typed),
			delivery: 'in_progress',
			slippage_cause: 'procurement',
			actual_end: ''
		};
		const send = () =>
			page.request.post(`${address}?/report`, {
				form,
				maxRedirects: 0,
				headers: { origin: server.address, accept: 'text/html' }
			});
		const [first, second] = [await send(), await send()];
		expect([first.status(), second.status()]).toEqual([303, 303]);
		expect(second.headers().location).toBe(first.headers().location);
	});

	test('another ministry’s activity is not there', async ({ page, server }) => {
		const { id } = await server.db
			.selectFrom('element')
			.innerJoin('plan', 'plan.id', 'element.plan_id')
			.where('plan.slug', '=', 'bangsamoro-demo')
			.where('element.code', '=', '4.2.2')
			.select('element.id')
			.executeTakeFirstOrThrow();
		for (const path of [`/my/activities/${id}`, `/my/activities/${id}/money`, '/my/activities/x']) {
			expect((await page.goto(path))?.status()).toBe(404);
		}
	});
});

test('who reports for nobody is told why, and what to do', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	await page.goto('/my');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is yours to report.');
	await expect(page.getByText('ask the ICT office')).toBeVisible();
	await expectAccessible(page);
});

for (const link of [
	'My activities',
	'Update 4.2.7',
	'Update 2.1.1',
	'Measure O2.1.K4',
	'Enter 4.2.7'
]) {
	test(`the page behind “${link}” is accessible, fits 320 px, and is at most 150 KB`, async ({
		page,
		browser,
		signIn
	}) => {
		await signIn(milg);
		await page.goto('/my');
		const address = await page
			.getByRole('link', { name: link, exact: true })
			.first()
			.evaluate((element) => (element as HTMLAnchorElement).href);
		// another context has nothing in its cache
		const storageState = await page.context().storageState();
		const viewport = { width: 320, height: 640 };
		const context = await browser.newContext({ storageState, viewport });
		const first = await context.newPage();
		const sizes: Promise<{ responseBodySize: number; responseHeadersSize: number }>[] = [];
		first.on('requestfinished', (request) => sizes.push(request.sizes()));
		await first.goto(address, { waitUntil: 'networkidle' });
		const bytes = (await Promise.all(sizes)).map(
			({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize
		);
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000);
		expect(await first.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			320
		);
		await expectAccessible(first);
		await context.close();
	});
}

test('a form with errors is accessible, and its summary leads to the field', async ({
	page,
	signIn
}) => {
	await signIn(milg);
	await open(page, 'Update', '4.2.7');
	await page.getByLabel('Physical percent').fill('many');
	await save(page);
	await expect(summary(page)).toBeVisible();
	await expectAccessible(page);
	await summary(page).getByRole('link').first().focus();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Physical percent')).toBeFocused();
});

test('the page for a session that ended while typing is accessible', async ({ page, signIn }) => {
	await signIn(milg);
	await open(page, 'Update', '4.2.7');
	await page.context().clearCookies();
	await save(page);
	await expect(page.getByRole('button', { name: 'Send it again' })).toBeVisible();
	await expectAccessible(page);
});

test('a leader reads what was entered once the report is submitted', async ({
	page,
	signIn,
	openFor
}) => {
	await signIn(milg);
	await open(page, 'Update', '4.2.6');
	await page.getByRole('radio', { name: 'Off track' }).check();
	await page.getByLabel('Reason for this confidence').fill('The supplier withdrew again.');
	await save(page);
	await expect(page.getByRole('status')).toContainText('Saved:');
	await open(page, 'Update', '2.1.1');
	await page.getByLabel('Content moved to the common CMS, reached on').fill('2026-11-19');
	await save(page);
	await expect(page.getByRole('status')).toContainText('Saved:');
	await page.goto('/my');
	await page.getByLabel('I certify that').check();
	await page.getByRole('button', { name: 'Certify and submit' }).click();
	await expect(page.getByRole('status').first()).toContainText('The report is submitted.');

	const rowOf = async (code: string, date: RegExp) => {
		const theirs = await openFor(leader, `/plans/bangsamoro-demo/elements/${code}`);
		return theirs.getByRole('row', { name: date }).first();
	};
	const declared = await rowOf('4.2.6', /^22 Nov 2026/);
	await expect(declared).toContainText(/Off track\s*The supplier withdrew again\./);
	await expect(declared.getByRole('cell').last()).toHaveText(/, MILG$/);
	await expect(await rowOf('2.1.1', /^22 Nov 2026/)).toContainText(/In progress\s*70\s%/);
	await expect(await rowOf('2.1.1', /^30 Sep 2026/)).toContainText(/55\s%/);
});
