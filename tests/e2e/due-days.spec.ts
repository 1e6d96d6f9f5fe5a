/** Due days are moved by the planner, of one report or of a whole period, and the ministries concerned are told. */
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'due-days' });

const home = '/plans/bangsamoro-demo/periods';

test('the day of a period is moved with a reason, is told, and stands in the history of each report', async ({
	page,
	context,
	signIn
}) => {
	await signIn('planner@demo.example.org');
	await page.goto(home);
	await page.getByText('Due days of their own').click();
	await page.getByLabel('MILG', { exact: true }).fill('2027-02-15');
	await page.getByRole('button', { name: 'Open the period' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026 Q4');

	const region = page.getByRole('region', { name: 'Move the due day of all reports' });
	await expect(region).toContainText('Due on a day of their own, which stays: MILG (15 Feb 2027).');
	await region.getByLabel('Reports due on').fill('2026-12-30');
	await region.getByRole('button', { name: 'Move the due day' }).click();
	await expect(page.getByRole('alert')).toContainText('Say in one sentence why.');
	await expect(region.getByLabel('Reports due on')).toHaveValue('2026-12-30');
	await region.getByLabel('Reason').fill('A typhoon closed offices.');
	await region.getByRole('button', { name: 'Move the due day' }).click();
	await expect(page.getByRole('alert')).toContainText('cannot be due before the period ends');
	await expect(region.getByLabel('Reason')).toHaveValue('A typhoon closed offices.');
	await expectAccessible(page);
	await region.getByLabel('Reports due on').fill('2027-02-10');
	await region.getByRole('button', { name: 'Move the due day' }).click();
	await expect(page.getByRole('status').first()).toContainText('Reports are due on that day now.');
	await expect(page.getByRole('row', { name: /MPW/ })).toContainText('10 Feb 2027');
	await expect(page.getByRole('row', { name: /MILG/ })).toContainText('15 Feb 2027');
	await expectAccessible(page);

	await region.getByLabel('Reason').fill('Again.');
	await region.getByRole('button', { name: 'Move the due day' }).click();
	await expect(page.getByRole('status').first()).toContainText(
		'Reports were due on that day already. Nothing was changed, and nobody is told.'
	);
	await page.getByRole('link', { name: /of MPW$/ }).click();
	await expect(page.getByRole('region', { name: 'Steps' })).toContainText(
		'Due day of the period moved from 30 Jan 2027 to 10 Feb 2027'
	);
	await page.getByRole('button', { name: 'Move the due day' }).click();
	await expect(page.getByRole('status').first()).toContainText(
		'The report was due on that day already. Nothing was changed.'
	);

	await context.clearCookies();
	await signIn('mpw.focal@demo.example.org');
	await page.goto('/notices');
	const notice = page.getByRole('listitem').filter({ hasText: 'no more on 30 Jan 2027' });
	await expect(notice).toContainText('MPW’s report for 2026 Q4 is due on 10 Feb 2027');
	await expect(notice).toContainText('A typhoon closed offices.');
});
