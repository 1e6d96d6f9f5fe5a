/** What is not published is on no route for those who may not see it: every route is asked. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { approve, returnReport, submit } from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { freshDatabase } from '../support/database.ts';
import { everyAddress } from '../support/every-address.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
// whoever leads something beneath the objective measures its KPIs too
const stranger = await makeOrganisation(db, 'DRIFT');
const edited = { id: plan.planId, demonstration: false };

async function standing() {
	const { id } = await db.selectFrom('report').select('id').executeTakeFirstOrThrow();
	const { seen } = await db
		.selectFrom('report_transition')
		.where('report_id', '=', id)
		.select((eb) => eb.fn.max('id').as('seen'))
		.executeTakeFirstOrThrow();
	return { reportId: id, seen };
}

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
const said = { note: 'A zeppelin was hired.', asOf: '2026-09-30' };
const update = { ...sentUpdate(plan.ofMilg, 61.37, first), ...said };
await recordUpdate(db, plan.milgReporter, update, now);
await measure(
	db,
	plan.milgReporter,
	{
		...{ kpiId: plan.kpis.shared, requestId: randomUUID(), seen: null, value: 7391 },
		...{ numerator: null, denominator: null, cells: [], measuredOn: '2026-09-29' },
		note: 'Zeppelins counted.'
	},
	now
);
await reportSpending(
	db,
	plan.milgReporter,
	{
		...{ activityId: plan.ofMilg, asOf: '2026-09-30', seen: null },
		lines: [
			{
				...{ lineId: plan.lines[0]!, requestId: randomUUID() },
				...{ obligation: 73137n, disbursement: 61319n }
			}
		]
	},
	now
);
await db.transaction().execute((trx) => indexPlan(trx, plan.planId));

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const { addresses } = everyAddress({
	...{ plans: 'small', elements: '1.1.1', kpis: 'O1.1.K1', organisations: 'milg' },
	activities: plan.ofMilg,
	ids: { elements: plan.ofMilg, kpis: plan.kpis.shared }
});
const elsewhere = [
	...['elements/1.1.1/history.csv', 'kpis/O1.1.K1/targets.csv', 'kpis.csv', 'money.csv'],
	...['headline.csv', 'curve.csv', 'slips.csv', 'reporting.csv', 'elements/1.1.1/money.csv']
].map((path) => `/api/v1/plans/small/${path}`);
const offline = ['/my/workbook', '/my/workbook/report.xlsx'].map(
	(path) => `${path}?plan=small&organisation=milg`
);
const asked = [...addresses, ...elsewhere, ...offline, '/?q=1.1.1', '/?q=milg'].flatMap(
	(address) => (address.includes('?') ? [address] : [address, `${address}?as_of=${today}`])
);
const secret = /zeppelin|61\.37|61\.4|7[, ]?391|731\.37|613\.19/i;

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

test('the planner finds it, and what is published is there for all', async () => {
	const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
	const page = '/plans/small/elements/1.1.1';
	expect(await textOf(page, cookie)).toMatch(/A zeppelin was hired/);
	expect(await textOf(page)).toMatch(/40\s%/);
});
