/** What is read of a plan in several queries is of one state of the database. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { settled } from '#lib/server/facts/settled.ts';
import { raiseRevision } from '#lib/server/writing/revision.ts';
import { freshDatabase } from '../support/database.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const small = await makePlan(db, { slug: 'torn' });
const plan = async () => (await plans.find(db, 'torn'))!;

/** Both activities are reported at the same percent in one transaction. */
const report = (percent: number) =>
	db.transaction().execute(async (trx) => {
		await raiseRevision(trx, small.id);
		for (const code of ['1.1.1', '1.1.2'] as const)
			await trx
				.insertInto('activity_update')
				.values({
					element_id: small.elements[code],
					as_of: '2026-09-30',
					delivery: 'in_progress',
					physical_percent: percent
				})
				.execute();
	});

const percentsIn = (at: typeof db) =>
	at
		.selectFrom('activity_update')
		.innerJoin('activity_current', 'activity_current.update_id', 'activity_update.id')
		.select('physical_percent')
		.execute();

test('where somebody writes between two queries, both are done again', async () => {
	await report(10);
	let writes = 0;
	const seen = await settled(db, await plan(), async (at, now) => {
		const first = await percentsIn(at);
		if (writes === 0) await report(20 + writes++);
		return { first, second: await percentsIn(at), revision: now.revision };
	});
	expect(seen.first).toEqual(seen.second);
	expect(seen.revision).toBe((await plan()).revision);
});

test('where somebody writes all the time, a snapshot is taken', async () => {
	let readings = 0;
	const seen = await settled(db, await plan(), async (at, now) => {
		const first = await percentsIn(at);
		await report(30 + readings++);
		const [{ revision } = { revision: '' }] = await at
			.selectFrom('plan')
			.select('revision')
			.where('slug', '=', 'torn')
			.execute();
		return { first, second: await percentsIn(at), revisions: [now.revision, revision] };
	});
	expect(readings).toBe(4);
	expect(seen.first).toEqual(seen.second);
	expect(seen.revisions[0]).toBe(seen.revisions[1]);
});

test('of rows that a transaction undoes nothing stays for anybody', async () => {
	const scope = scopeOn('2026-11-22', '2026-11-22');
	const percents = async (at: typeof db) => {
		const { elements } = await record(at, await plan(), scope);
		return elements.flatMap(({ update }) => update?.physicalPercent ?? []);
	};
	await report(50);
	expect(await percents(db)).toEqual([50, 50]);
	const undone = db.transaction().execute(async (trx) => {
		await raiseRevision(trx, small.id);
		await sql`insert into activity_update (element_id, as_of, delivery, physical_percent)
			select id, '2026-10-01', 'in_progress', 99 from element where kind = 'activity'`.execute(trx);
		expect(await percents(trx as unknown as typeof db)).toEqual([99, 99]);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	expect(await percents(db)).toEqual([50, 50]);
});
