/** A report that was sent and is not published says so to everybody, on all pages and answers alike, and nothing of what it says. */
import { afterAll, expect, test } from 'vitest';
import type { FactsDocument } from '#lib/server/open-data/facts-shapes.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { approve, returnReport, submit } from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const later = new Date('2026-11-23T04:00:00Z');
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const edited = { id: plan.planId, demonstration: false };

const standing = (organisationId: string) => standingReport(db, organisationId);

// MILG's is published; MPW's was sent and returned; OCM's, for ICO, is silent
await recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 40, null), now);
await submit(db, plan.milgReporter, await standing(plan.milg), now);
await approve(db, plan.planner, await standing(plan.milg), now);
const ofMpw = {
	...sentUpdate(plan.ofMpw, 0, null),
	percent: null,
	note: 'A zeppelin was hired.',
	reached: [{ milestoneId: plan.milestones[0]!, on: '2026-09-29' }]
};
await recordUpdate(db, plan.mpwReporter, ofMpw, now);
await submit(db, plan.mpwReporter, await standing(plan.mpw), now);
const reason = 'The zeppelin is missing.';
await returnReport(db, plan.planner, { ...(await standing(plan.mpw)), reason, items: [] }, now);
await close(db, plan.planner, edited, plan.periodId);
await publish(db, plan.planner, edited, { periodId: plan.periodId, reason: null, today });

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const read = async (path: string) => (await get(server.address + path)).text();
const words = async (path: string) => wordsOf(await get(server.address + path));
const json = async <Document>(path: string) => JSON.parse(await read(path)) as Document;

/** What every answer and page says of a ministry's report. */
async function statesOf(acronym: string, organisationId: string) {
	const slug = acronym.toLowerCase();
	const figures = await json<FiguresDocument>('/api/v1/plans/small/figures');
	const facts = await json<FactsDocument>('/api/v1/plans/small/facts');
	const table = await read('/api/v1/plans/small/reporting.csv');
	const own = await read(`/api/v1/plans/small/organisations/${slug}/reports.csv`);
	const one = figures.reporting.organisations.find((entry) => entry.acronym === acronym);
	const cells = table
		.split(/\r?\n/)
		.find((line) => line.startsWith(acronym))
		?.split(',');
	const report = facts.reports.find(({ organisation }) => organisation === organisationId);
	return {
		figures: one && [one.state, one.reported, one.days_overdue],
		table: cells?.[3],
		organisation: own.trim().split(/\r?\n/).at(-1)?.split(',')[2],
		facts: report?.states.map(({ state }) => state) ?? []
	};
}

const sent = {
	figures: ['submitted', true, null],
	...{ table: 'submitted', organisation: 'submitted', facts: ['submitted'] }
};

test('what was sent and returned reads as sent, and what is silent as not submitted', async () => {
	expect(await statesOf('MPW', plan.mpw)).toEqual(sent);
	expect(await statesOf('MILG', plan.milg)).toEqual({
		figures: ['published', true, null],
		...{ table: 'published', organisation: 'published', facts: ['submitted', 'published'] }
	});
	expect(await statesOf('OCM', plan.ocm)).toMatchObject({
		figures: ['not_submitted', false, expect.any(Number)],
		...{ table: 'not_submitted', organisation: 'not_submitted', facts: [] }
	});
	const leadership = await words('/plans/small/leadership');
	expect(leadership).toContain('2 of 3 offices have reported; OCM is silent.');
	expect(leadership).toContain('The report of MPW was sent and is not published yet.');
	expect(leadership).toMatch(/MPW.{0,60}Submitted/);
	expect(leadership).not.toMatch(/Returned|returned for correction/);
	expect(await words('/organisations/mpw')).toMatch(/2026 Q3\W+Submitted/);
	expect(await words('/plans/small')).toContain('2 of 3');
	const explained = await words('/plans/small/explain?figure=organisations_reported&of=plan');
	expect(explained).toMatch(/MPW.{0,60}Submitted/);
});

test('nothing that it says, and nothing that was said to its ministry, is public', async () => {
	const everything = await Promise.all(
		['leadership', 'elements/1.1.2', 'activity', 'timeline'].map((page) =>
			read(`/plans/small/${page}`)
		)
	);
	const answers = ['figures', 'facts', 'reporting.csv', 'elements/1.1.2/history.csv'];
	everything.push(
		...(await Promise.all(answers.map((path) => read(`/api/v1/plans/small/${path}`))))
	);
	for (const text of everything) expect(text).not.toMatch(/zeppelin|2026-09-29|29 Sep|returned/i);
});

test('what becomes of it later changes nothing of the snapshot until the next version', async () => {
	const before = await statesOf('MPW', plan.mpw);
	const extension = { report_id: (await standing(plan.mpw)).reportId, until: '2026-12-31' };
	await db
		.insertInto('report_extension')
		.values({ ...extension, reason, by_user: null })
		.execute();
	await submit(db, plan.mpwReporter, await standing(plan.mpw), later);
	await approve(db, plan.planner, await standing(plan.mpw), later);
	expect(await statesOf('MPW', plan.mpw)).toEqual(before);
	const next = { periodId: plan.periodId, reason: 'MPW reported.', today };
	const id = await publish(db, plan.planner, edited, next);
	const figures = await json<FiguresDocument>(`/api/v1/plans/small/figures?snapshot=${id}`);
	expect(figures.reporting.organisations).toContainEqual(
		expect.objectContaining({ acronym: 'MPW', state: 'published', reported: true })
	);
	const leadership = await words(`/plans/small/leadership?snapshot=${id}`);
	expect(leadership).not.toContain('The report of MPW was sent');
	expect(leadership).toContain('OCM is silent');
});
