import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { findById } from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { connect } from '#lib/server/db/connect.ts';
import { storeMissing, summaries } from '#lib/server/portfolio/summaries.ts';
import { summaryOf } from '#lib/server/portfolio/summary.ts';
import { fill } from '../../scripts/bench/synthetic.ts';
import { freshDatabase } from '../support/database.ts';

const { db, url } = await freshDatabase();
/** As another process reads it, which has kept nothing yet. */
const elsewhere = connect(url, { connections: 2 });
afterAll(() => elsewhere.destroy());
await fill(db, { plans: 3, activities: 100, updates: 4 });

const now = new Date('2026-11-22T04:00:00Z');
const today = '2026-11-22';

async function stored() {
	return db.selectFrom('plan_summary').selectAll().orderBy('plan_id').execute();
}

/** What the plan's own page would show. */
async function afresh(slug: string) {
	const plan = await db
		.selectFrom('plan')
		.selectAll()
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	const { periods } = await setOut(db, plan);
	const scope = scopeOn(statusDate(periods, today), today);
	const rows = await record(db, plan, scope);
	return summaryOf(rows, planFigures(rows, scope));
}

/** A write as commands make it: the row and the revision in one transaction. */
async function report(slug: string, percent: number) {
	await db.transaction().execute(async (trx) => {
		const activity = await trx
			.selectFrom('element')
			.innerJoin('plan', 'plan.id', 'element.plan_id')
			.where('plan.slug', '=', slug)
			.where('element.kind', '=', 'activity')
			.select('element.id')
			.orderBy('element.id')
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('activity_update')
			.values({
				element_id: activity.id,
				as_of: '2026-11-01',
				delivery: 'in_progress',
				physical_percent: percent
			})
			.execute();
		await trx
			.updateTable('plan')
			.set((eb) => ({ revision: eb('revision', '+', '1') }))
			.where('slug', '=', slug)
			.execute();
	});
}

test('each plan has one stored row, equal to what its own page computes', async () => {
	const rows = await summaries(db, null, now);
	expect(rows.map(({ plan }) => plan.slug)).toEqual(['bench-1', 'bench-2', 'bench-3']);
	for (const { plan, summary } of rows) expect(summary).toEqual(await afresh(plan.slug));
	expect(await stored()).toHaveLength(3);
});

test('after every write the row is exact, and only the changed plan is made anew', async () => {
	const before = await stored();
	for (const percent of [12, 47, 99]) {
		await report('bench-2', percent);
		const rows = await summaries(db, null, now);
		expect(rows[1]?.summary).toEqual(await afresh('bench-2'));
	}
	const after = await stored();
	expect(after.map((row, i) => row.revision === before[i]?.revision)).toEqual([true, false, true]);
});

test('what is stored is what a later request reads, money as exact text', async () => {
	const [row] = await summaries(db, null, now);
	const [kept] = await stored();
	expect(kept?.summary).toEqual(row?.summary);
	const scope = scopeOn(row!.asOf, today);
	const plan = await findById(db, row!.plan.id);
	const { money } = planFigures(await record(db, plan, scope), scope);
	expect(kept?.summary).toMatchObject({
		money: { appropriation: { sum: moneyText(money.stages.appropriation.sum) } }
	});
});

test('a row stands from day to day, until the next report falls due', async () => {
	const days = async () => (await stored()).map(({ as_of }) => as_of);
	await summaries(db, null, new Date('2026-11-23T04:00:00Z'));
	expect(await days()).toEqual(Array(3).fill('2026-09-30'));
	// the third quarter's reports are due on 1 November: late from the day after
	await summaries(db, null, new Date('2026-11-01T04:00:00Z'));
	expect((await days()).sort()).toEqual([
		...Array<string>(3).fill('2026-06-30'),
		...Array<string>(3).fill('2026-09-30')
	]);
});

test('a day in the past is reckoned as it was known then, and stored rows stay', async () => {
	const before = await stored();
	const past = await summaries(db, '2026-08-01', now);
	expect(past.every((row) => row.asOf === '2026-08-01')).toBe(true);
	expect(past[0]?.summary.delivery).not.toEqual(
		(await summaries(db, null, now))[0]?.summary.delivery
	);
	expect((await stored()).map((row) => row.plan_id)).toEqual(before.map((row) => row.plan_id));
});

test('requests at once, with writes between them, leave the latest revision', async () => {
	await Promise.all([
		summaries(db, null, now),
		report('bench-1', 33),
		summaries(db, null, now),
		report('bench-1', 34),
		summaries(db, null, now)
	]);
	const [row] = await summaries(db, null, now);
	expect(row?.summary).toEqual(await afresh('bench-1'));
});

test('what is stored is read, not reckoned again', async () => {
	await summaries(db, null, now);
	await db
		.updateTable('plan_summary')
		.set({ summary: sql`jsonb_set(summary, '{expectedEnd}', '"2099-12-31"')` })
		.where('as_of', '=', '2026-09-30')
		.execute();
	const rows = await summaries(elsewhere, null, now);
	expect(rows.map(({ summary }) => summary.expectedEnd)).toEqual(Array(3).fill('2099-12-31'));
});

test('what this process keeps is neither read nor reckoned again while the plan stays', async () => {
	const before = await summaries(db, null, now);
	await db.deleteFrom('plan_summary').execute();
	const after = await summaries(db, null, now);
	expect(after.map(({ summary }) => summary)).toEqual(before.map(({ summary }) => summary));
	expect(await stored()).toEqual([]);
	await report('bench-1', 58);
	expect((await summaries(db, null, now))[0]?.summary).toEqual(await afresh('bench-1'));
	expect(await stored()).toHaveLength(1);
});

test('what is missing is stored one plan at a time, and only that', async () => {
	await db.deleteFrom('plan_summary').execute();
	await report('bench-3', 71);
	const [first] = await db.selectFrom('plan').selectAll().orderBy('title').execute();
	await storeMissing(db, now, async () => {});
	await db.deleteFrom('plan_summary').where('plan_id', '!=', first!.id).execute();
	const after: number[] = [];
	const pause = async () => void after.push((await stored()).length);
	expect(await storeMissing(db, now, pause)).toBe(2);
	expect(after).toEqual([2, 3]);
	expect(await storeMissing(db, now, pause)).toBe(0);
});
