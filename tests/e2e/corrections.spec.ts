/** What a ministry meets when something was returned, or left the plan while it was typing; without a script. */
import { keepDraft } from '#lib/server/reports/drafts.ts';
import { expect, test } from '../support/browser.ts';
import { submitReport } from '../support/report-pages.ts';
import type { TestServer } from '../support/server.ts';

test.use({ writer: 'corrections', javaScriptEnabled: false });
test.describe.configure({ mode: 'serial' });

const mpw = 'mpw.focal@demo.example.org';
const planner = 'planner@demo.example.org';
const home = '/plans/bangsamoro-demo';

const inPlan = ({ db }: TestServer) =>
	db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.innerJoin('owner', 'owner.element_id', 'element.id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('plan.slug', '=', 'bangsamoro-demo')
		.where('organisation.slug', '=', 'mpw')
		.where('owner.role', '=', 'lead')
		.where('element.retired_at', 'is', null);

/** An activity of MPW with several lines that are allotted, with these. */
async function severalLines(server: TestServer) {
	const lines = await inPlan(server)
		.innerJoin('budget_line as line', 'line.element_id', 'element.id')
		.where('line.allotment', 'is not', null)
		.select(['element.id', 'element.code', 'line.id as lineId'])
		.orderBy('line.id')
		.execute();
	const byActivity = Map.groupBy(lines, ({ id }) => id);
	return [...byActivity.values()].find((of) => of.length > 1)!;
}

test('of money the line that was returned is open, with its reason, and no other', async ({
	page,
	server,
	signIn
}) => {
	const [first, other] = await severalLines(server);
	const money = `/my/activities/${first!.id}/money`;
	const spending = async () =>
		await server.db
			.selectFrom('spending')
			.where('budget_line_id', 'in', [first!.lineId, other!.lineId])
			.select(['budget_line_id', 'disbursement'])
			.orderBy('id')
			.execute();
	await signIn(mpw);
	await page.goto(money);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toContainText('Saved: the money to date');
	await submitReport(page);

	await signIn(planner);
	await page.goto(`${home}/periods`);
	await page.getByRole('link', { name: '2026 Q3', exact: true }).click();
	await page.getByRole('link', { name: 'Review the report of MPW' }).click();
	await page.locator(`input[name="line-${first!.lineId}"]`).fill('Which invoice is this?');
	await page.getByLabel('Reason', { exact: true }).fill('One figure needs a word.');
	await page.getByRole('button', { name: 'Return the report' }).click();
	await expect(page.getByRole('status').first()).toContainText('The report is returned.');

	await signIn(mpw);
	await page.goto('/my');
	await expect(page.getByRole('main')).toContainText('Which invoice is this?');
	await page.goto(money);
	const returned = page.getByRole('group').filter({ hasText: 'Which invoice is this?' });
	await expect(returned).toHaveCount(1);
	await expect(returned).toContainText(/Returned by .+:/);
	await expect(returned.getByRole('textbox')).toHaveCount(2);
	const closed = page.getByRole('group').filter({ hasText: 'This one is not open' }).first();
	await expect(closed).toBeVisible();
	await expect(closed.getByRole('textbox')).toHaveCount(0);

	const before = await spending();
	await page.getByLabel('As of').fill('2026-09-30');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toContainText('Saved: the money to date');
	const after = await spending();
	expect(after.slice(before.length).map((one) => one.budget_line_id)).toEqual([first!.lineId]);
	await submitReport(page);
});

test('what was typed into the form of what left the plan is given back', async ({
	page,
	server,
	signIn
}) => {
	const { id } = await inPlan(server).select('element.id').executeTakeFirstOrThrow();
	const { id: userId } = await server.db
		.selectFrom('user_account')
		.where('email', '=', mpw)
		.select('id')
		.executeTakeFirstOrThrow();
	const form = `/my/activities/${id}`;
	await keepDraft(server.db, { userId, address: form }, { note: 'Half a sentence' });
	await signIn(mpw);
	await page.goto(form);
	await page.getByLabel('Note').fill('All of it.');
	await server.db
		.updateTable('element')
		.set({ retired_at: new Date(), retired_reason: 'The council ended it.' })
		.where('id', '=', id)
		.execute();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const main = page.getByRole('main');
	const gone = 'This is no longer there, or no longer yours to write';
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(gone);
	await expect(main).toContainText('Nothing of what you sent was saved.');
	await expect(main).toContainText('All of it.');
	await page.goto(form);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(gone);
	await expect(main).toContainText('Half a sentence');
});
