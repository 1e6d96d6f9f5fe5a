import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { scopeOfSnapshot, scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import { find } from '#lib/server/facts/plans.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import * as periods from '#lib/server/periods/commands.ts';
import { ofPlan } from '#lib/server/periods/queries.ts';
import { figuresChanged } from '#lib/server/publishing/changed-figures.ts';
import { previewPublication, upcomingFigures } from '#lib/server/publishing/preview.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import * as steps from '#lib/server/reports/steps.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

// a snapshot is of the day on which it is made
const now = new Date();
const today = now.toISOString().slice(0, 10);
const { db } = await freshDatabase();
const world = await reportingPlan(db);
const plan = { id: world.planId, demonstration: false };
const row = async () => (await find(db, 'small'))!;

/** What everybody reads. */
async function publicScope(): Promise<Scope> {
	const snapshot = await snapshots.knownOn(db, await row(), '2099-01-01');
	return snapshot ? scopeOfSnapshot(snapshot, today) : scopeOn('2026-09-30', today);
}
const publicNow = async () => figuresDocument(db, await row(), await publicScope());

/** All that a document says but for the moment at which it was made. */
const said = ({ revision: _, ...document }: FiguresDocument) => document;

const lastStep = async (reportId: string) => {
	const step = await db
		.selectFrom('report_transition')
		.where('report_id', '=', reportId)
		.select((eb) => eb.fn.max('id').as('id'))
		.executeTakeFirstOrThrow();
	return { reportId, seen: step.id };
};

/** A report of a ministry with one activity, entered and submitted. */
async function reportOf(organisationId: string, element: string, percent: number) {
	const { id } = await db
		.insertInto('report')
		.values({ period_id: world.periodId, organisation_id: organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('activity_update')
		.values({
			...{ element_id: element, report_id: id, as_of: '2026-09-30', delivery: 'in_progress' },
			...{ physical_percent: String(percent), request_id: randomUUID() }
		})
		.execute();
	return id;
}

const submit = async (actor: Actor, id: string) => steps.submit(db, actor, await lastStep(id), now);
const approve = async (id: string) => steps.approve(db, world.planner, await lastStep(id), now);

const ask = async (periodId = world.periodId) => {
	const scope = await publicScope();
	const { endsOn } = (await ofPlan(db, world.planId)).find(({ id }) => id === periodId)!;
	return previewPublication(db, await row(), { periodId, endsOn, publicNow: scope });
};
const predicted = async (periodId = world.periodId) =>
	upcomingFigures(db, world.planId, { periodId, publicNow: await publicScope() });

let milg: string;
let mpw: string;

beforeAll(async () => {
	milg = await reportOf(world.milg, world.ofMilg, 40);
	mpw = await reportOf(world.mpw, world.ofMpw, 20);
	await db
		.insertInto('spending')
		.values({
			...{ budget_line_id: world.lines[1]!, report_id: milg, as_of: '2026-09-30' },
			...{ obligation: '300.00', disbursement: '100.00', request_id: randomUUID() }
		})
		.execute();
	await submit(world.milgReporter, milg);
	await submit(world.mpwReporter, mpw);
	await approve(milg);
	await periods.close(db, world.planner, plan, world.periodId);
});

describe('before anything is published', () => {
	test('it says what everybody would lose sight of: what is not approved', async () => {
		const preview = await ask();
		expect(preview.included).toEqual([{ acronym: 'MILG', period: '2026 Q3' }]);
		const states = preview.changed.filter(({ group }) => group === 'states');
		expect(
			states.map(({ figure, before, after }) => [figure, before?.value, after?.value])
		).toEqual([
			[{ state: 'in_progress' }, 2, 1],
			[{ state: 'not_reported' }, 1, 2]
		]);
	});

	test('what is foreseen is what is published, figure by figure', async () => {
		const foreseen = await predicted();
		const preview = await ask();
		const before = await publicNow();
		await publish(db, world.planner, plan, { periodId: world.periodId, reason: null, today });
		const published = await publicNow();
		expect(said(foreseen)).toEqual(said(published));
		expect(figuresChanged(before, published, []).changed).toEqual(preview.changed);
	});
});

describe('a next version', () => {
	test('changes nothing where nothing was approved since', async () => {
		const preview = await ask();
		expect(preview.included).toEqual([]);
		expect(preview.changed).toEqual([]);
		expect(preview.same).toBeGreaterThan(20);
		expect(said(await predicted())).toEqual(said(await publicNow()));
	});

	test('a report that is approved changes the figures foreseen, and those of everybody only then', async () => {
		const before = await publicNow();
		await approve(mpw);
		expect(await publicNow()).toEqual(before);
		const preview = await ask();
		expect(preview.included).toEqual([{ acronym: 'MPW', period: '2026 Q3' }]);
		expect(preview.changed.map(({ figure }) => figure)).toContainEqual({ state: 'in_progress' });
		const foreseen = await predicted();
		const reason = 'MPW was late.';
		await publish(db, world.planner, plan, { periodId: world.periodId, reason, today });
		expect(said(foreseen)).toEqual(said(await publicNow()));
	});

	test('a correction counts once it is approved, and money with it', async () => {
		const back = { ...(await lastStep(milg)), reason: 'It was less.', items: [] };
		await steps.returnReport(db, world.planner, back, now);
		await db
			.insertInto('spending')
			.values({
				...{ budget_line_id: world.lines[1]!, report_id: milg, as_of: '2026-09-30' },
				...{ obligation: '200.00', disbursement: '100.00', request_id: randomUUID() }
			})
			.execute();
		expect((await ask()).changed).toEqual([]);
		await periods.extend(db, world.planner, plan, {
			...{ reportId: milg, until: '2099-01-01', reason: 'To correct it.', today }
		});
		await submit(world.milgReporter, milg);
		expect((await ask()).changed).toEqual([]);
		await approve(milg);
		const { changed } = await ask();
		const obligation = changed.find(
			({ group, figure }) => group === 'money' && 'name' in figure && figure.name === 'obligation'
		);
		expect([obligation?.before?.value, obligation?.after?.value]).toEqual(['300.00', '200.00']);
		const foreseen = await predicted();
		const reason = 'MILG corrected its obligations.';
		await publish(db, world.planner, plan, { periodId: world.periodId, reason, today });
		expect(said(foreseen)).toEqual(said(await publicNow()));
	});
});
