import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, test as base } from '../support/browser.ts';
import { bar, keptPages, note, open, openList, save } from '../support/report-pages.ts';
import type { TestServer } from '../support/server.ts';

interface Fixtures {
	/** A page as somebody else sees it, in a browser of their own. */
	openFor: (email: string, address: string, javaScriptEnabled?: boolean) => Promise<Page>;
}

async function signInAs(context: BrowserContext, server: TestServer, email: string) {
	const [name, value] = (await server.signIn(email)).split('=') as [string, string];
	await context.addCookies([{ name, value, url: server.address }]);
}

const test = base.extend<Fixtures>({
	openFor: async ({ browser, server }, use) => {
		const opened: BrowserContext[] = [];
		await use(async (email, address, javaScriptEnabled = true) => {
			const theirs = await browser.newContext({ baseURL: server.address, javaScriptEnabled });
			opened.push(theirs);
			await signInAs(theirs, server, email);
			const page = await theirs.newPage();
			await page.goto(address);
			return page;
		});
		for (const theirs of opened) await theirs.close();
	}
});

test.use({ writer: 'offline', nextPeriodOpen: true });

const milg = 'milg.focal@demo.example.org';
const planner = 'planner@demo.example.org';

const draftNotice = (page: Page) => page.locator('[data-draft-notice]');

/** What was stored of an activity with that note. */
async function storedNotes(server: TestServer, words: string): Promise<number> {
	const rows = await server.db
		.selectFrom('activity_update')
		.where('note', '=', words)
		.select('id')
		.execute();
	return rows.length;
}

const idIn = (page: Page) => new URL(page.url()).pathname;

test('half a report over the line, the other half without: kept, found after a reload, sent once', async ({
	page,
	context,
	signIn,
	server
}) => {
	await signIn(milg);
	await openList(page);
	await expect(bar(page)).toContainText('All is saved.');

	await open(page, 'Update 4.2.7');
	await note(page).fill('Written at the office.');
	await save(page);
	await expect(page.getByRole('status').first()).toContainText('Saved:');
	await expect(bar(page)).toContainText('All is saved.');

	await context.setOffline(true);
	await expect(bar(page)).toContainText('No connection. What you enter is kept on this device.');
	await open(page, 'My activities');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('activities, 3');
	await expect(bar(page)).toContainText('This page is as it was on');
	await open(page, 'Update 4.2.8');
	await note(page).fill('Written in the field.');
	await page.getByLabel('As of').fill('2026-11-20');
	await expect(bar(page)).toContainText('What you typed is kept on this device.');

	await page.reload();
	await expect(note(page)).toHaveValue('Written in the field.');
	await expect(page.getByLabel('As of')).toHaveValue('2026-11-20');
	await expect(draftNotice(page)).toContainText('it is not sent yet');
	await save(page);
	await expect(draftNotice(page)).toContainText('Kept on this device on');
	await expect(bar(page)).toContainText('1 item waits on this device.');
	await expectAccessible(page);

	await open(page, 'My activities');
	await open(page, 'Measure O2.1.K4');
	await page.getByLabel('Numerator').fill('23');
	await page.getByLabel('Denominator').fill('46');
	await note(page).fill('Counted in the field.');
	await save(page);
	await expect(bar(page)).toContainText('2 items wait on this device.');
	await open(page, 'My activities');
	await expect(bar(page)).toContainText('2 items wait on this device.');
	await bar(page).getByText('Which they are').click();
	await expect(bar(page).getByRole('listitem')).toHaveCount(2);
	expect(await storedNotes(server, 'Written in the field.')).toBe(0);

	await context.setOffline(false);
	await expect(bar(page)).toContainText('All is saved.');
	await expect(page.getByRole('row', { name: /^4\.2\.8/ }).first()).toContainText('20 Nov 2026');
	expect(await storedNotes(server, 'Written in the field.')).toBe(1);
	const measured = await server.db
		.selectFrom('measurement')
		.where('note', '=', 'Counted in the field.')
		.select('id')
		.execute();
	expect(measured).toHaveLength(1);
	const drafts = await server.db.selectFrom('entry_draft').select('address').execute();
	expect(drafts).toEqual([]);
});

test('an entry whose answer was lost on the way is sent again, and stored once', async ({
	page,
	context,
	signIn,
	server
}) => {
	await signIn(milg);
	await page.goto('/my');
	await open(page, 'Update 4.2.6');
	await note(page).fill('The answer gets lost.');
	await context.route('**/my/activities/*?/report', async (route) => {
		await route.fetch({ maxRedirects: 0 });
		await route.abort('connectionreset');
	});
	await save(page);
	await expect(draftNotice(page)).toContainText('Kept on this device on');
	await context.unroute('**/my/activities/*?/report');
	expect(await storedNotes(server, 'The answer gets lost.')).toBe(1);
	await page.getByRole('button', { name: 'Send now' }).click();
	await expect(page.getByRole('status').first()).toContainText('Saved:');
	await expect(bar(page)).toContainText('All is saved.');
	expect(await storedNotes(server, 'The answer gets lost.')).toBe(1);
});

/** A form that two people fill in: its link on the list, what each types, and how the table names both. */
interface Twice {
	link: string;
	fill: (page: Page, whose: 'mine' | 'theirs') => Promise<void>;
	mine: string;
	theirs: string;
	/** The first item of what stands in the form once mine is shown. */
	kept: (page: Page) => Promise<void>;
}

async function inConflict(
	page: Page,
	context: BrowserContext,
	openFor: Fixtures['openFor'],
	{ link, fill, mine, theirs: said, kept }: Twice
) {
	await openList(page);
	await open(page, link);
	await context.setOffline(true);
	await fill(page, 'mine');
	await save(page);
	await expect(bar(page)).toContainText('1 item waits on this device.');

	const theirs = await openFor(planner, idIn(page), false);
	await fill(theirs, 'theirs');
	await save(theirs);
	await expect(theirs.getByRole('status').first()).toContainText('Saved:');

	await open(page, 'My activities');
	await context.setOffline(false);
	await expect(bar(page)).toContainText('1 item is not saved and waits for your choice.');
	await expect(bar(page).getByRole('listitem')).toContainText('was reported by somebody meanwhile');
	await bar(page)
		.getByRole('button', { name: /^See both and choose/ })
		.click();
	await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
		'Not saved yet: somebody else reported this since you opened the page.'
	);
	const table = page.getByRole('table', { name: /^Their entry and yours/ });
	await expect(table.getByRole('cell', { name: said, exact: true })).toBeVisible();
	await expect(table.getByRole('cell', { name: mine, exact: true })).toBeVisible();
	await kept(page);
}

const noted = (words: string): Twice => ({
	link: 'Update 4.2.6',
	fill: (page, whose) => note(page).fill(whose === 'mine' ? words : `Theirs: ${words}`),
	...{ mine: words, theirs: `Theirs: ${words}` },
	kept: (page) => expect(note(page)).toHaveValue(words)
});

test('where somebody reported meanwhile both versions are shown: mine is saved on top', async ({
	page,
	context,
	signIn,
	server,
	openFor
}) => {
	await signIn(milg);
	await inConflict(page, context, openFor, noted('Mine shall be the newest.'));
	await expectAccessible(page);
	expect(await storedNotes(server, 'Mine shall be the newest.')).toBe(0);
	await page.getByRole('button', { name: 'Save mine as a new entry' }).click();
	await expect(page.getByRole('status').first()).toContainText('Saved:');
	await expect(bar(page)).toContainText('All is saved.');
	expect(await storedNotes(server, 'Mine shall be the newest.')).toBe(1);
	expect(await storedNotes(server, 'Theirs: Mine shall be the newest.')).toBe(1);
});

test('where somebody reported meanwhile both versions are shown: theirs is kept, mine discarded', async ({
	page,
	context,
	signIn,
	server,
	openFor
}) => {
	await signIn(milg);
	await inConflict(page, context, openFor, noted('Mine is given up.'));
	await page.getByRole('button', { name: 'Keep what is stored, discard mine' }).click();
	await expect(note(page)).toHaveValue('Theirs: Mine is given up.');
	await expect(draftNotice(page)).toBeHidden();
	await expect(bar(page)).toContainText('All is saved.');
	expect(await storedNotes(server, 'Mine is given up.')).toBe(0);
});

/** A KPI, by its parts; each pair of conflicts has numbers of its own. */
const measuredTwice = (mine: string, theirs: string): Twice => ({
	link: 'Measure O2.1.K4',
	fill: async (page, whose) => {
		await page.getByLabel('Numerator').fill(whose === 'mine' ? mine : theirs);
		await page.getByLabel('Denominator').fill('46');
	},
	...{ mine, theirs },
	kept: (page) => expect(page.getByLabel('Numerator')).toHaveValue(mine)
});

const obligations = (page: Page) => page.getByLabel('Obligations to date').last();
const spentTwice = (mine: string, theirs: string): Twice => ({
	link: 'Enter 4.2.7',
	fill: (page, whose) => obligations(page).fill(whose === 'mine' ? mine : theirs),
	...{ mine: `PHP ${mine}`, theirs: `PHP ${theirs}` },
	kept: (page) => expect(obligations(page)).toHaveValue(mine)
});

const countedOf = async (server: TestServer, numerator: string) =>
	(
		await server.db
			.selectFrom('measurement')
			.where('numerator', '=', numerator)
			.where('denominator', '=', '46')
			.select('id')
			.execute()
	).length;
const obligatedOf = async (server: TestServer, amount: string) =>
	(await server.db.selectFrom('spending').where('obligation', '=', amount).select('id').execute())
		.length;

for (const { what, twice, givenUp, stored } of [
	{
		what: 'a KPI’s value',
		...{ twice: measuredTwice('31', '32'), givenUp: measuredTwice('33', '34') },
		stored: countedOf
	},
	{
		what: 'money',
		...{
			twice: spentTwice('1,900,001.00', '1,900,002.00'),
			givenUp: spentTwice('1,900,003.00', '1,900,004.00')
		},
		stored: (server: TestServer, amount: string) =>
			obligatedOf(server, amount.replaceAll(/PHP |,/g, ''))
	}
]) {
	test(`${what} that somebody entered meanwhile stands beside mine: mine is saved on top`, async ({
		page,
		context,
		signIn,
		server,
		openFor
	}) => {
		await signIn(milg);
		await inConflict(page, context, openFor, twice);
		await expectAccessible(page);
		expect(await stored(server, twice.mine)).toBe(0);
		await page.getByRole('button', { name: 'Save mine as a new entry' }).click();
		await expect(page.getByRole('status').first()).toContainText('Saved:');
		await expect(bar(page)).toContainText('All is saved.');
		expect(await stored(server, twice.mine)).toBe(1);
		expect(await stored(server, twice.theirs)).toBe(1);
	});

	test(`${what} that somebody entered meanwhile stands beside mine: theirs is kept, mine discarded`, async ({
		page,
		context,
		signIn,
		server,
		openFor
	}) => {
		await signIn(milg);
		await inConflict(page, context, openFor, givenUp);
		await page.getByRole('button', { name: 'Keep what is stored, discard mine' }).click();
		await expect(draftNotice(page)).toBeHidden();
		await expect(bar(page)).toContainText('All is saved.');
		expect(await stored(server, givenUp.mine)).toBe(0);
		expect(await stored(server, givenUp.theirs)).toBe(1);
	});
}

test('what is wrong with an entry that was kept is said beside its fields, with all that was typed', async ({
	page,
	context,
	signIn
}) => {
	await signIn(milg);
	await openList(page);
	await open(page, 'Update 4.2.7');
	await context.setOffline(true);
	await page.getByLabel('Physical percent').fill('many');
	await note(page).fill('Typed without a line.');
	await save(page);
	await expect(bar(page)).toContainText('1 item waits on this device.');
	await context.setOffline(false);
	await expect(draftNotice(page)).toContainText('Not saved: something in it is not right yet.');
	await draftNotice(page).getByRole('button', { name: 'See what is wrong' }).click();
	await expect(page.getByRole('alert').first()).toContainText('This is not a number.');
	await expect(note(page)).toHaveValue('Typed without a line.');
	await page.getByLabel('Physical percent').fill('51');
	await save(page);
	await expect(page.getByRole('status').first()).toContainText('Saved:');
	await expect(bar(page)).toContainText('All is saved.');
});

test('what is typed and not sent is there on another device, without a script too, until it is discarded', async ({
	page,
	signIn,
	openFor
}) => {
	await signIn(milg);
	await page.goto('/my');
	await open(page, 'Enter 4.2.7');
	const amount = page.getByLabel('Obligations to date').last();
	await amount.fill('3,000,000.00');
	await expect(bar(page)).toContainText('kept on this device and by the server');

	const other = await openFor(milg, idIn(page), false);
	await expect(other.getByLabel('Obligations to date').last()).toHaveValue('3,000,000.00');
	await expect(draftNotice(other)).toContainText(/^\s*You typed this on .*; it is not sent yet\./);
	await other.getByRole('button', { name: 'Discard what I typed' }).click();
	await expect(draftNotice(other)).toBeHidden();
	await expect(other.getByLabel('Obligations to date').last()).not.toHaveValue('3,000,000.00');

	await page.reload();
	await expect(amount).not.toHaveValue('3,000,000.00');
	await expect(bar(page)).toContainText('All is saved.');
});

test.describe('without the worker, over a slow line', () => {
	// the worker would have the script at once
	test.use({ serviceWorkers: 'block' });

	test('what is typed before the script has come is kept too, beside what was kept before', async ({
		page,
		signIn
	}) => {
		await signIn(milg);
		await page.goto('/my');
		await open(page, 'Update 4.2.8');
		await note(page).fill('Typed once it was there.');
		await expect(bar(page)).toContainText('kept on this device and by the server');

		let letThrough = () => {};
		const held = new Promise<void>((resolve) => (letThrough = resolve));
		await page.route(/\/sync-[^/]*\.js$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.goto(page.url(), { waitUntil: 'commit' });
		await page.getByLabel('As of').fill('2026-11-19');
		await expect(bar(page)).toBeHidden();
		letThrough();
		// for a while only here: what the server has of it is older
		await expect(bar(page)).toContainText('What you typed is kept on this device.');
		await expect(page.getByLabel('As of')).toHaveValue('2026-11-19');
		await expect(note(page)).toHaveValue('Typed once it was there.');

		await page.unroute(/\/sync-[^/]*\.js$/);
		await page.reload();
		await expect(page.getByLabel('As of')).toHaveValue('2026-11-19');
		await draftNotice(page).getByRole('button', { name: 'Discard what I typed' }).click();
		await expect(bar(page)).toContainText('All is saved.');
	});
});

test('signing out forgets pages and what was typed, after saying what is lost; the next person sees nothing of it', async ({
	page,
	context,
	signIn
}) => {
	await signIn(milg);
	await openList(page);
	await open(page, 'Update 4.2.8');
	const form = idIn(page);
	await context.setOffline(true);
	await note(page).fill('Nobody else shall read this.');
	await save(page);
	await expect(bar(page)).toContainText('1 item waits on this device.');
	// the item stays: the server is not there when the line is back
	await context.route('**/my/activities/*?/report', (route) => route.abort());
	await context.setOffline(false);
	await page.goto('/account');
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText(
		'1 item on this device is not sent yet. Signing out forgets it'
	);
	await page.getByRole('button', { name: 'Sign out and forget' }).click();
	await page.waitForURL('/');
	await context.unroute('**/my/activities/*?/report');
	const left = await page.evaluate(async () => [
		...(await caches.keys()),
		...(await indexedDB.databases()).map(({ name }) => name)
	]);
	expect(left).toEqual([]);

	await signIn('mpw.focal@demo.example.org');
	await page.goto('/my');
	await expect(bar(page)).toContainText('All is saved.');
	await expect.poll(() => keptPages(page)).toContain('/my/offline');
	expect(await keptPages(page)).not.toContain(form);
	await context.setOffline(true);
	await page.goto(form);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'This page is not on this device'
	);
	await page.goto('/my');
	await expect(page.getByRole('main')).toContainText('Ministry of Public Works');
});

test('where a session ended without signing out, another person is shown and sends nothing of the first', async ({
	page,
	context,
	signIn,
	server
}) => {
	await signIn(milg);
	await openList(page);
	await open(page, 'Update 4.2.8');
	const form = idIn(page);
	await context.setOffline(true);
	await note(page).fill('Sent by me or by nobody.');
	await save(page);
	await expect(bar(page)).toContainText('1 item waits on this device.');

	await signIn('mpw.focal@demo.example.org');
	await context.setOffline(false);
	await expect(bar(page)).toContainText('You are signed out.');
	await page.goto('/my');
	await expect(page.getByRole('main')).toContainText('Ministry of Public Works');
	await expect(bar(page)).toContainText('All is saved.');
	await expect.poll(() => keptPages(page)).toContain('/my/offline');
	expect(await keptPages(page)).not.toContain(form);
	expect(await storedNotes(server, 'Sent by me or by nobody.')).toBe(0);

	await signIn(milg);
	await page.goto('/my');
	await expect(bar(page)).toContainText('All is saved.');
	await expect.poll(() => storedNotes(server, 'Sent by me or by nobody.')).toBe(1);
});

test('only a reporter’s own pages are kept, and public ones are left to the browser', async ({
	page,
	signIn
}) => {
	await signIn(milg);
	await openList(page);
	const evidence = page.getByRole('link', { name: 'Update 4.2.7' });
	const form = new URL((await evidence.getAttribute('href'))!, page.url()).pathname;
	for (const address of [`${form}/evidence`, '/account', '/notices', '/plans', '/api/v1/plans'])
		await page.goto(address);
	await page.goto('/my');
	const allowed = /^\/my(\/offline|\/activities\/\d+(\/money)?|\/kpis\/\d+)?$/;
	for (const kept of await keptPages(page)) expect(kept).toMatch(allowed);
	const files = await page.evaluate(async () =>
		(await (await caches.open('tanaw-files')).keys()).map(({ url }) => new URL(url).pathname)
	);
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) expect(file).toMatch(/^\/_app\/immutable\//);
	const scopes = await page.evaluate(async () =>
		(await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname)
	);
	expect(scopes).toEqual(['/my']);
});

test('what needs a line says so before the browser leaves the page', async ({
	page,
	context,
	signIn
}) => {
	await signIn('mpw.focal@demo.example.org');
	await openList(page);
	await context.setOffline(true);
	await page.getByRole('checkbox').check();
	await page.getByRole('button', { name: 'Certify and submit' }).click();
	await expect(page.getByRole('alert')).toContainText(
		'There is no connection, and this needs one.'
	);
	await expect(page.getByRole('checkbox')).toBeChecked();
});
