/** What is not published is on no route for those who may not see it: every route is asked. */
import { afterAll, expect, test } from 'vitest';
import { close } from '#lib/server/periods/commands.ts';
import { change, settings } from '#lib/server/plans/settings.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { approve, returnReport, submit } from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { addressesOfSecret, enterSecret, secret } from '../support/secret-report.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
// whoever leads something beneath the objective measures its KPIs too
const stranger = await makeOrganisation(db, 'DRIFT');
const edited = { id: plan.planId, demonstration: false };

const standing = () => standingReport(db, plan.milg);

// MILG's report is published; what it says after that is not
const first = await recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 40, null), now);
await submit(db, plan.milgReporter, await standing(), now);
await approve(db, plan.planner, await standing(), now);
await close(db, plan.planner, edited, plan.periodId);
await publish(db, plan.planner, edited, { periodId: plan.periodId, reason: null, today });

const reason = 'The zeppelin is missing.';
await returnReport(db, plan.planner, { ...(await standing()), reason, items: [] }, now);
await db
	.insertInto('report_extension')
	.values({ report_id: (await standing()).reportId, until: '2026-12-31', reason, by_user: null })
	.execute();
await enterSecret(db, plan, { seen: first, now });
await db.transaction().execute((trx) => indexPlan(trx, plan.planId));

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const asked = addressesOfSecret(plan, today);

const textOf = async (address: string, cookie?: string) =>
	(await get(server.address + address, { cookie })).text();

test.each([
	['a citizen', null],
	['a reporter of another ministry', { role: 'reporter', organisationId: stranger }]
] as const)('%s finds none of it on any route', async (_, person) => {
	const cookie = person
		? await server.signIn((await makePerson(db, { ...person })).email)
		: undefined;
	for (const address of asked) expect(await textOf(address, cookie), address).not.toMatch(secret);
});

test('the planner finds it in the report alone, and what is published is there for all', async () => {
	const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
	const page = '/plans/small/elements/1.1.1';
	expect(await textOf(`/plans/small/periods/${plan.periodId}/milg`, cookie)).toMatch(
		/A zeppelin was hired/
	);
	expect(await textOf(page, cookie)).not.toMatch(secret);
	expect(await textOf(page)).toMatch(/40\s%/);
});

// last, for the plan is called so from here on
test('a page of a day or a version that there is not keeps an unpublished title to itself', async () => {
	const { version, notes, ...fields } = (await settings(db, plan.planId))!;
	const renamed = {
		fields: { ...fields, notes, title: 'Plan of the zeppelin' },
		reason: 'Misnamed.'
	};
	await change(db, plan.planner, edited, version, renamed);
	const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
	const explained = '/plans/small/explain?figure=delivery_progress&of=plan';
	expect(await textOf(`${explained}&as_of=2999-01-01`, cookie)).toContain('Plan of the zeppelin');
	for (const asked of ['as_of=2999-01-01', 'as_of=2026-02-30', 'known_on=1066-10-14', 'snapshot=9'])
		for (const page of [`/plans/small?${asked}`, `${explained}&${asked}`])
			expect(await textOf(page), page).not.toMatch(secret);
	expect(await textOf(`${explained}&as_of=2999-01-01`)).toContain('Small plan');
	await db.transaction().execute((trx) => indexPlan(trx, plan.planId));
	// what is searched for stands in the answer, but nothing that was found by it
	expect(await textOf('/?q=zeppelin')).not.toContain('Plan of');
	for (const address of asked) expect(await textOf(address), address).not.toMatch(secret);
});
