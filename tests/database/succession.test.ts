/** What an organisation that has ended owes is its successor's, and every page says so. */
import { afterAll, expect, test } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { duties, plansOf } from '#lib/server/reports/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const { planId, milg, mpw, ocm, ico, ofMilg } = await reportingPlan(db);
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());

/** Ends an organisation on a day, from which others follow it. */
async function end(id: string, on: string, successors: string[]): Promise<void> {
	await db.updateTable('organisation').set({ valid_to: on }).where('id', '=', id).execute();
	if (successors.length === 0) return;
	const rows = successors.map((successor_id) => ({ predecessor_id: id, successor_id }));
	await db.insertInto('organisation_succession').values(rows).execute();
}

async function through(id: string): Promise<string> {
	const { through_id } = await db
		.selectFrom('reporting_through')
		.where('organisation_id', '=', id)
		.select('through_id')
		.executeTakeFirstOrThrow();
	return through_id;
}

const [milc, later, heir, half, otherHalf] = [
	await makeOrganisation(db, 'MILC'),
	await makeOrganisation(db, 'LATER'),
	await makeOrganisation(db, 'HEIR'),
	await makeOrganisation(db, 'HALF'),
	await makeOrganisation(db, 'OTHER')
];

test('the successor reports from the day on which it begins, also the successor of a successor', async () => {
	await end(milg, '2026-01-01', [milc]);
	expect(await through(milg)).toBe(milc);
	await end(milc, '2026-06-01', [heir]);
	expect(await through(milg)).toBe(heir);
	expect(await through(heir)).toBe(heir);
});

test('an end that is yet to come, and one without a successor, change nobody’s duty', async () => {
	await end(later, '2999-01-01', [heir]);
	expect(await through(later)).toBe(later);
	await db
		.updateTable('organisation')
		.set({ valid_to: '2026-01-01' })
		.where('id', '=', otherHalf)
		.execute();
	expect(await through(otherHalf)).toBe(otherHalf);
});

test('of one that was split nobody can say whose the duty is', async () => {
	await end(mpw, '2026-01-01', [half, otherHalf]);
	expect(await through(mpw)).toBe(mpw);
});

test('whoever reports through another goes on so, and so does a successor that does', async () => {
	expect(await through(ico)).toBe(ocm);
	await db
		.updateTable('organisation')
		.set({ reports_through_id: ico })
		.where('id', '=', heir)
		.execute();
	expect(await through(milg)).toBe(ico);
	await db
		.updateTable('organisation')
		.set({ reports_through_id: null })
		.where('id', '=', heir)
		.execute();
});

test('the figures name the successor as silent, and it finds the work among its own', async () => {
	const plan = (await plans.find(db, 'small'))!;
	const scope = scopeOn('2026-09-30', '2026-11-26');
	const { reporting } = planFigures(await record(db, plan, scope), scope);
	expect(reporting.organisations.map(({ acronym, name }) => [acronym, name])).toContainEqual([
		'HEIR',
		'Ministry HEIR'
	]);
	expect(reporting.organisations.map(({ acronym }) => acronym)).not.toContain('MILG');
	expect((await plansOf(db, [heir])).map((one) => one.plan.id)).toEqual([planId]);
	expect((await duties(db, planId, [heir])).activities).toContain(ofMilg);
});

test('the page of the work says that its lead has ended, and who reports', async () => {
	const element = await wordsOf(await get(`${server.address}/plans/small/elements/1.1.1`));
	expect(element).toContain('It ended on 1 Jan 2026; its report is now due from HEIR');
	const split = await wordsOf(await get(`${server.address}/plans/small/elements/1.1.2`));
	expect(split).toContain('no one successor is named');
});
