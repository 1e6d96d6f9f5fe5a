/** The whole cycle on the demonstration plan, from the opening of a quarter to its correction. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { expect, test as base } from '../support/browser.ts';
import { filled } from '../support/filled-report.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { makePerson } from '../support/people.ts';
import { publicReading } from '../support/public-reading.ts';
import { differences, size } from '../../scripts/recompute/differences.ts';
import { factsForm } from '../../scripts/recompute/facts-form.ts';
import { recompute } from '../../scripts/recompute/recompute.ts';
import {
	bar,
	downloadWorkbook,
	keyOf,
	note,
	open,
	openList,
	save,
	submitReport,
	uploadWorkbook
} from '../support/report-pages.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** After the reports of 2026 Q4 were due. */
const today = '2027-02-01';

const test = base.extend<object, { office: MailServer; server: TestServer }>({
	office: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
		async ({}, use) => {
			const office = await startMailServer();
			await use(office);
			await office.stop();
		},
		{ scope: 'worker' }
	],
	server: [
		async ({ office }, use) => {
			const server = await startServer({
				environment: {
					...{ TANAW_TODAY: today, TANAW_MAIL: office.url },
					TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>'
				}
			});
			await use(server);
			await server.stop();
		},
		{ scope: 'worker', timeout: 240_000 }
	]
});

test.use({ writer: 'story' });

const plan = 'bangsamoro-demo';
const home = `/plans/${plan}`;
const milg = 'milg.focal@demo.example.org';
const planner = 'planner@demo.example.org';
const named = { plan, element: '4.2.7', organisation: 'milg' };

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name, exact: true }).first().click();
const saved = (page: Page) => page.getByRole('status').first();

async function openPeriod(page: Page, label: string): Promise<void> {
	await page.goto(`${home}/periods`);
	await page.getByRole('link', { name: label, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(label);
}

async function publishPeriod(page: Page, label: string): Promise<void> {
	await openPeriod(page, label);
	await press(page, 'Close the period');
	await expect(saved(page)).toContainText('The period is closed.');
	await press(page, 'Publish the figures');
	await expect(saved(page)).toContainText('The figures are published.', { timeout: 20_000 });
}

/** Fills in the form of an activity, and leaves the rest of it as it was carried forward. */
async function fillIn(page: Page, percent: string | null, words: string): Promise<void> {
	await page.getByLabel('As of').fill('2026-12-31');
	if (percent !== null) await page.getByLabel('Physical percent').fill(percent);
	await note(page).fill(words);
	await page.getByLabel('Reason for this confidence').fill('The contractor is on site.');
}

async function reportBy(page: Page, code: string, words: string, percent: string | null = null) {
	await page.goto('/my');
	await open(page, `Update ${code}`);
	await fillIn(page, percent, words);
	await save(page);
	await expect(saved(page).or(page.getByRole('alert').first()).first()).toBeVisible();
}

async function approveMilg(page: Page): Promise<void> {
	await openPeriod(page, '2026 Q4');
	await press(page, 'Approve the report of MILG');
	await expect(saved(page)).toContainText('The report is approved.');
}

const notesOf = async ({ db }: TestServer, words: string) =>
	await db.selectFrom('activity_update').where('note', '=', words).select('id').execute();

interface Listed {
	id: string;
	digest: string;
	facts: string;
	figures: string;
}

/** Versions of what was published, the latest first. */
async function snapshots({ address }: TestServer): Promise<Listed[]> {
	const answer = await fetch(`${address}/api/v1${home}/snapshots`);
	return ((await answer.json()) as { snapshots: Listed[] }).snapshots;
}

async function documentsOf({ address }: TestServer, { facts, figures }: Listed) {
	const text = async (path: string) => await (await fetch(address + path)).text();
	return { facts: await text(facts), figures: await text(figures) };
}

/** What the public reads of how far the plan is, in whole percent. */
function doneIn(reading: Record<string, string>): string {
	const figures = reading[`/api/v1${home}/figures`]!.replace(/^200 /, '');
	const { headline } = JSON.parse(figures) as { headline: { delivery_progress: Done } };
	return `${Math.round(100 * headline.delivery_progress.value)} %`;
}
interface Done {
	value: number;
}

const spaced = (words: string) => words.replaceAll(/\s/g, ' ');

test('a quarter is opened, reported in four ways, returned, approved, published and corrected', async ({
	page,
	context,
	signIn,
	server,
	office
}) => {
	test.setTimeout(400_000);
	const { id: mpwId } = await server.db
		.selectFrom('organisation')
		.where('acronym', '=', 'MPW')
		.where('jurisdiction', '=', 'bangsamoro')
		.select('id')
		.executeTakeFirstOrThrow();
	// the made-up people of the demonstration get no mail
	const silent = await makePerson(server.db, {
		...{ email: 'reports@mpw.example.org', role: 'reporter', organisationId: mpwId }
	});
	const reading = () => publicReading(server.address, named);

	await test.step('the next quarter is opened', async () => {
		await signIn(planner);
		await page.goto(`${home}/periods`);
		await expect(page.getByLabel('Name')).toHaveValue('2026 Q4');
		await press(page, 'Open the period');
		await expect(saved(page)).toContainText('The period is open.');
	});
	const before = await reading();

	await test.step('MILG reports four of its eight activities by form', async () => {
		await signIn(milg);
		await page.goto('/my');
		await expect(page.getByRole('heading', { level: 1 })).toContainText(/^8\sactivities/);
		for (const code of ['2.1.1', '2.2.1', '4.1.2', '4.1.3'])
			await reportBy(page, code, `By form: ${code}.`);
		expect(await notesOf(server, 'By form: 4.1.3.')).toHaveLength(1);
	});

	await test.step('goes offline, goes on, reloads, and comes back', async () => {
		await openList(page);
		await context.setOffline(true);
		await open(page, 'Update 4.2.4');
		await fillIn(page, null, 'In the field: 4.2.4.');
		await expect(bar(page)).toContainText('What you typed is kept on this device.');
		await page.reload();
		await expect(note(page)).toHaveValue('In the field: 4.2.4.');
		await save(page);
		await expect(bar(page)).toContainText('1 item waits on this device.');
		await open(page, 'My activities');
		await open(page, 'Update 4.2.6');
		await fillIn(page, '39', 'In the field: 4.2.6.');
		await save(page);
		await expect(bar(page)).toContainText('2 items wait on this device.');
		expect(await notesOf(server, 'In the field: 4.2.4.')).toEqual([]);
		await context.setOffline(false);
		await expect(bar(page)).toContainText('All is saved.', { timeout: 20_000 });
		for (const code of ['4.2.4', '4.2.6'])
			expect(await notesOf(server, `In the field: ${code}.`)).toHaveLength(1);
	});

	await test.step('finishes by workbook, and submits', async () => {
		const { name, bytes } = await downloadWorkbook(page);
		expect(name).toMatch(/milg-2026-q4/);
		const rows = [
			{ code: '4.2.7', percent: 60 },
			{ code: '4.2.8', percent: 66 }
		];
		const typed = await Promise.all(
			rows.map(async ({ code, percent }) => ({
				sheet: 'Activities',
				key: await keyOf(bytes, 'Activities', code),
				cells: { percent, as_of: '2026-12-31', note: `By workbook: ${code}.` }
			}))
		);
		await uploadWorkbook(page, name, await filled(bytes, typed));
		await expect(page.getByRole('main')).toContainText('0 refused, 0 in conflict, 2 changed');
		await press(page, /^Enter/);
		await expect(saved(page)).toContainText('The workbook is entered in the report.');
		expect(await notesOf(server, 'By workbook: 4.2.8.')).toHaveLength(1);
		await submitReport(page);
	});

	await test.step('the planner returns one item, and only that is open', async () => {
		await signIn(planner);
		await openPeriod(page, '2026 Q4');
		await page.getByRole('link', { name: 'Review the report of MILG' }).click();
		const row = page.getByRole('row', { name: /^4\.2\.7/ }).first();
		await expect(row).toContainText(/60\s%/);
		await row.getByLabel('Return, because').fill('Which sites are new?');
		await page.getByLabel('Reason', { exact: true }).fill('One item needs a word.');
		await press(page, 'Return the report');
		await expect(saved(page)).toContainText('The report is returned.');
		await signIn(milg);
		await page.goto('/my');
		await expect(page.getByRole('main')).toContainText('One item needs a word.');
		await reportBy(page, '4.2.8', 'This is not open.');
		await expect(page.getByRole('alert')).toContainText('Only what was returned is open.');
		expect(await notesOf(server, 'This is not open.')).toEqual([]);
		await reportBy(page, '4.2.7', 'Three sites of provinces are new.', '59');
		await expect(saved(page)).toBeVisible();
		await submitReport(page);
	});
	expect(await reading()).toEqual(before);

	await test.step('resubmitted it is approved', async () => {
		await signIn(planner);
		await approveMilg(page);
	});
	expect(await reading()).toEqual(before);

	await test.step('MPW stays silent and is asked: the mail arrives', async () => {
		const earlier = office.mails.length;
		await page.goto(`${home}/chase?period=2026+Q4`);
		await page.getByRole('checkbox', { name: /MPW/ }).check();
		await page.getByLabel('What you add, if anything').fill('The cabinet meets on Friday.');
		await press(page, 'Show what they get');
		await expect(page.getByRole('region', { name: 'Who gets what' })).toContainText(silent.email);
		await press(page, 'Send');
		await expect(saved(page)).toContainText('Done:');
		const asked = () =>
			office.mails.slice(earlier).filter((mail) => mail.includes('The cabinet meets on Friday.'));
		await expect.poll(() => asked().length, { timeout: 30_000 }).toBe(1);
		expect(asked()[0]).toContain(`To: ${silent.email}`);
		expect(asked()[0]).toContain('2026 Q4');
	});

	await test.step('publication changes the public figures, all of them at once', async () => {
		await publishPeriod(page, '2026 Q4');
		const after = await reading();
		const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
		for (const path of [
			...['/', home, `${home}/leadership`, `${home}/elements/4.2.7`, '/organisations/milg'],
			...[`/api/v1${home}/figures`, `/api/v1${home}/facts`, `/api/v1${home}/snapshots`],
			`/api/v1${home}/elements/4.2.7/history.csv`
		])
			expect(changed).toContain(path);
		for (const path of ['/', home, `${home}/leadership`])
			expect(spaced(after[path]!), path).toContain(doneIn(after));
		for (const path of [`${home}/elements/4.2.7`, '/organisations/milg'])
			expect(spaced(after[path]!), path).toContain('59 %');
		expect(spaced(after[`${home}/elements/4.2.7`]!)).toContain('as of 31 Dec 2026');
	});

	await test.step('a correction leaves the published version as it was, and it can be recomputed', async () => {
		const [first] = await snapshots(server);
		const kept = await documentsOf(server, first!);
		await openPeriod(page, '2026 Q4');
		await page.getByRole('link', { name: 'Review the report of MILG' }).click();
		await page.getByLabel('Until').fill('2027-02-15');
		await page.locator('input[name="why"]').fill('A figure is to be corrected.');
		await press(page, 'Extend');
		await expect(saved(page)).toContainText('takes entries again');
		await page.locator('input[name="reason"]').fill('4.2.7 was counted twice.');
		await press(page, 'Return the report');
		await expect(saved(page)).toContainText('The report is returned.');
		await signIn(milg);
		await reportBy(page, '4.2.7', 'Two sites were counted twice.', '52');
		await submitReport(page);
		await signIn(planner);
		await approveMilg(page);
		await openPeriod(page, '2026 Q4');
		await page.getByLabel('What was corrected').fill('4.2.7 was counted twice.');
		await press(page, 'Publish a new version');
		await expect(saved(page)).toContainText('The figures are published.', { timeout: 20_000 });

		const [second, stays] = await snapshots(server);
		expect(stays).toEqual({ ...first, latest: false });
		expect(await documentsOf(server, first!)).toEqual(kept);
		const published = [
			[first!, kept],
			[second!, await documentsOf(server, second!)]
		] as const;
		for (const [{ digest }, { facts, figures }] of published) {
			const reckoned = createHash('sha256').update(`${facts}\n${figures}`).digest('hex');
			expect(reckoned).toBe(digest);
			const document = v.parse(factsForm, JSON.parse(facts));
			const recomputed = recompute(document, document.scope.as_of, document.scope.known_on);
			expect(size(recomputed)).toBeGreaterThan(1_000);
			expect(differences(recomputed, JSON.parse(figures) as object)).toEqual([]);
		}
		expect(published[1][1].figures).not.toBe(kept.figures);
	});
});
