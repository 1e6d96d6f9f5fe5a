import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { sampleElement } from '#lib/domain/testing/sample-records.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
import { progressOverTime } from '#lib/views/element-page.ts';
import { recordUpdate, type SentUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const { db } = await freshDatabase();
const world = await reportingPlan(db);
const [designed, built] = world.milestones as [string, string];
const milestone = { title: '', weight: 1, plannedOn: null, reachedOn: '2025-07-10' };

const activity = (id: string) => ({
	...sampleElement('1.1.2', 'activity'),
	id,
	milestones: id === world.ofMpw ? [designed, built].map((id) => ({ ...milestone, id })) : []
});
const known = {
	planId: world.planId,
	knownOn: '2026-11-22',
	timeZone: 'Asia/Manila',
	current: true,
	snapshot: null,
	drafts: true,
	periodRevision: '0'
};
const history = (id: string) => elementHistory(db, known, activity(id));

const send = (actor: Actor, changes: Partial<SentUpdate>, at = now) =>
	recordUpdate(
		db,
		actor,
		{
			activityId: world.ofMpw,
			requestId: randomUUID(),
			seen: null,
			delivery: 'in_progress',
			percent: null,
			asOf: '2026-09-30',
			actualStart: null,
			actualEnd: null,
			slippageCause: null,
			recoveryOn: null,
			declaredConfidence: null,
			declaredReason: null,
			note: null,
			reached: [],
			...changes
		},
		at
	);

test('of an activity with milestones says the share that was known with each update', async () => {
	const first = { milestoneId: designed, on: '2025-07-10' };
	const before = await send(world.milgReporter, { asOf: '2026-08-31', reached: [first] });
	await send(world.milgReporter, {
		seen: before,
		asOf: '2026-09-30',
		reached: [first, { milestoneId: built, on: '2026-09-01' }],
		confirmed: ['done_in_progress:delivery:']
	});
	const rows = await history(world.ofMpw);
	expect(rows.map(({ asOf, percent }) => [asOf, percent])).toEqual([
		['2026-09-30', 100],
		['2026-08-31', 50]
	]);
	const curve = progressOverTime(activity(world.ofMpw), rows);
	expect(curve.map(({ on, done }) => [on, done])).toEqual([
		['2026-08-31', 0.5],
		['2026-09-30', 1]
	]);
});

test('says in whose name an update was recorded, also where no report takes it', async () => {
	// no period had begun
	const before = new Date('2026-06-25T04:00:00Z');
	const asOf = '2026-06-20';
	const said = { activityId: world.ofIco, asOf };
	const first = await send(world.ocmReporter, { ...said, percent: 10 }, before);
	await send(world.planner, { ...said, seen: first, percent: 20 }, before);
	const rows = await history(world.ofIco);
	expect(rows.map(({ acronym, percent }) => [percent, acronym])).toEqual([
		[20, null],
		[10, 'OCM']
	]);
});

test('keeps what was declared with each update', async () => {
	const seen = (await history(world.ofIco))[0]?.id ?? null;
	const declaredReason = 'The bids came late.';
	const said = {
		activityId: world.ofIco,
		asOf: '2026-09-20',
		percent: 21,
		declaredConfidence: 'at_risk',
		declaredReason
	} as const;
	const first = await send(world.ocmReporter, { ...said, seen });
	const none = { declaredConfidence: null, declaredReason: null };
	await send(world.ocmReporter, { ...said, ...none, seen: first, percent: 22 });
	const rows = await history(world.ofIco);
	expect(rows.slice(0, 2)).toMatchObject([none, { declaredConfidence: 'at_risk', declaredReason }]);
});
