/** What is entered in a report counts for its ministry alone until it is submitted, where nothing is published yet too. */
import { afterAll, expect, test } from 'vitest';
import { submit } from '#lib/server/reports/steps.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { addressesOfSecret, enterSecret, secret } from '../support/secret-report.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
await enterSecret(db, plan, { seen: null, now });
await db.transaction().execute((trx) => indexPlan(trx, plan.planId));

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const asked = addressesOfSecret(plan, today);
const textOf = async (address: string, cookie?: string) =>
	(await get(server.address + address, { cookie })).text();
const signIn = async (role: 'leader' | 'planner' | 'reporter') => {
	const grant = role === 'reporter' ? { role, organisationId: plan.milg } : { role };
	return server.signIn((await makePerson(db, grant)).email);
};
const figures = ['/plans/small', '/plans/small/leadership', '/plans/small/elements/1.1.1'];

test('a citizen finds none of it on any route, a leader and a planner on no page of figures', async () => {
	for (const address of asked) expect(await textOf(address), address).not.toMatch(secret);
	for (const role of ['leader', 'planner'] as const) {
		const cookie = await signIn(role);
		for (const address of figures)
			expect(await textOf(address, cookie), address).not.toMatch(secret);
	}
});

test('its ministry goes on with it, and once it is submitted it is there for all', async () => {
	const cookie = await signIn('reporter');
	expect(await textOf(`/my/activities/${plan.ofMilg}`, cookie)).toMatch(/A zeppelin was hired/);
	expect(await textOf('/my', cookie)).toMatch(/61\.4\s%/);
	const { reportId, seen } = await db
		.selectFrom('report_transition')
		.select(['report_id as reportId', 'id as seen'])
		.orderBy('id', 'desc')
		.executeTakeFirstOrThrow();
	await submit(db, plan.milgReporter, { reportId, seen }, now);
	// nothing is published yet, so that what was submitted is what everybody reads
	expect(await textOf('/plans/small/elements/1.1.1')).toMatch(/A zeppelin was hired/);
	expect(await textOf('/plans/small/elements/1.1.1')).toMatch(/61\.37\s%/);
});
