import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { verify } from '#lib/server/writing/chain.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { scopeOfSnapshot, scopeOn } from '#lib/domain/records/scope.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { planFolders } from '../../seeds/folders.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
const today = '2026-11-22';

async function seed(): Promise<string[]> {
	const said: string[] = [];
	await seedReference(db);
	await seedAll(db, (words) => said.push(words));
	return said;
}

const valuesOf = (headline: FiguresDocument['headline']) =>
	Object.entries(headline).map(([name, figure]) =>
		figure !== null && typeof figure === 'object'
			? [name, figure.value, figure.reason]
			: [name, figure]
	);

/** Every table with its number of rows, and what the plans say of themselves. */
async function contents(): Promise<unknown> {
	const tables = (await db.introspection.getTables()).map(({ name }) => name).sort();
	const counts: Record<string, string> = {};
	for (const table of tables) {
		const { rows } = await sql<{ n: string }>`select count(*) n from ${sql.table(table)}`.execute(
			db
		);
		counts[table] = rows[0]!.n;
	}
	const rows = await db.selectFrom('plan').select(['slug', 'revision', 'seed_digest']).execute();
	return { counts, rows };
}

async function demonstration(asOf = '2026-09-30', knownOn = today) {
	const plan = (await plans.find(db, 'bangsamoro-demo'))!;
	return figures(db, plan, { ...scopeOn(asOf, today), knownOn });
}

beforeAll(async () => {
	const said = await seed();
	expect(said).toHaveLength(planFolders.length);
});

test('the published plan has 5 goals, 9 objectives and 28 activities, and nothing invented', async () => {
	const plan = (await plans.find(db, 'bangsamoro'))!;
	const { record, figures: found } = await figures(db, plan, scopeOn(today, today));
	const kinds = Map.groupBy(record.elements, (element) => element.kind);
	expect([...kinds].map(([kind, { length }]) => [kind, length])).toEqual([
		['goal', 5],
		['objective', 9],
		['activity', 28]
	]);
	expect(found.completeness).toEqual({
		owners: { set: 0, of: 28 },
		dates: { set: 0, of: 28 },
		budgets: { set: 0, of: 28 },
		objectivesWithKpis: { set: 0, of: 9 }
	});
	expect(found.delivery.known).toBe(false);
});

test('the demonstration tells its story', async () => {
	const { record, figures: found } = await demonstration();
	expect(record.kpis).toHaveLength(31);
	expect(found.money.stages.appropriation.sum).toBe(756_000_000_00n);
	expect(found.reporting).toMatchObject({ reported: 12, expected: 13 });
	expect(found.reporting.byState).toMatchObject({ published: 10, returned: 2, not_submitted: 1 });
	const network = record.elements.find(({ code }) => code === '4.1.2')!;
	expect(found.slips[0]!.id).toBe(network.id);
	expect(found.slips[0]!.slippage).toMatchObject({ value: expect.closeTo(-18, 0) });
});

test('each period was published: with what was known then, and the last is what everybody reads', async () => {
	const plan = (await plans.find(db, 'bangsamoro-demo'))!;
	const published = await snapshots.all(db, plan);
	expect(published).toHaveLength(18);
	for (const snapshot of published) {
		const { asOf, publishedOn } = snapshot;
		const stored = await snapshots.documentOf(db, plan.id, {
			id: snapshot.id,
			document: 'figures'
		});
		const { headline } = JSON.parse(gunzipSync(stored!.bytes).toString()) as FiguresDocument;
		const known = { ...scopeOn(asOf, today), knownOn: publishedOn };
		const { headline: current } = await figuresDocument(db, plan, known);
		expect([asOf, valuesOf(headline)]).toEqual([asOf, valuesOf(current)]);
	}
	const { figures: read } = await figures(db, plan, scopeOfSnapshot(published.at(-1)!, today));
	expect(read.reporting).toMatchObject({ reported: 12, expected: 13 });
	expect(read.reporting.byState).toMatchObject({ published: 12, not_submitted: 1 });
});

test('a day in the past shows what was known then', async () => {
	const { figures: then } = await demonstration('2025-06-30', '2025-06-30');
	const { figures: now } = await demonstration();
	expect(then.period?.label).toBe('2025 Q1');
	expect(then.delivery).toMatchObject({ known: true });
	expect(
		then.delivery.known && now.delivery.known && then.delivery.value < now.delivery.value
	).toBe(true);
});

test('running twice changes nothing and says nothing', async () => {
	const before = await contents();
	expect(await seed()).toEqual([]);
	expect(await contents()).toEqual(before);
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('a plan whose seed has changed is left as it is, and that is said', async () => {
	const told = async (seed_digest: string) => {
		await db.updateTable('plan').set({ seed_digest }).where('slug', '=', 'badung').execute();
		return await seed();
	};
	const { seed_digest } = (await plans.find(db, 'badung'))!;
	expect(await told('of other words')).toEqual([
		'badung: its seed has changed since; the plan is left as it is.'
	]);
	expect(await told(seed_digest!)).toEqual([]);
});

test('a plan that somebody has edited is left as it is, and that is said', async () => {
	await db
		.updateTable('plan')
		.set((eb) => ({ title: 'Ours now', revision: eb('revision', '+', '1') }))
		.where('slug', '=', 'badung')
		.execute();
	expect(await seed()).toEqual(['badung: edited since it was seeded; left as it is.']);
	expect((await plans.find(db, 'badung'))!.title).toBe('Ours now');
});
