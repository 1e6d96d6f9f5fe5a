/** The parts by which a KPI is reported: set, changed, reported on, and read again on any day. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { enteredOf, type EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import type { EnteredCell } from '#lib/domain/entries/cell-entry.ts';
import { cellsOn } from '#lib/domain/kpis/cells.ts';
import { draftOn } from '#lib/domain/records/scope.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import { find } from '#lib/server/kpis/definitions.ts';
import { measure, type SentMeasurement } from '#lib/server/reports/measurements.ts';
import { AppendedRows } from '#lib/server/writing/appended-rows.ts';
import { head } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const world = await reportingPlan(db);
const { actor: planner } = await makePerson(db, { role: 'planner' });
const today = '2026-11-22';
const now = new Date('2026-11-22T04:00:00Z');
const reason = 'The statistics office asks for it.';
const plan = { id: world.planId, demonstration: false };

const named = (...names: string[]) => names.map((name) => ({ id: null, name }));
const sex = { id: null, name: 'Sex', addsUp: true, terms: named('Women', 'Men') };

const stored = async (id: string) => (await find(db, plan.id, id))!;

async function setParts(id: string, disaggregation: EnteredDisaggregation | null) {
	const fields = await stored(id);
	const request = { fields: { ...fields, disaggregation }, reason, today };
	await kpis.change(db, planner, plan, { id, version: fields.version }, request);
	return (await stored(id)).disaggregation;
}

/** A KPI of its own for each test, reported by sex. */
let kpiId: string;
let parts: Disaggregation;
let number = 0;
beforeEach(async () => {
	const like = await stored(world.kpis.shared);
	const fields = {
		...like,
		code: `P${(number += 1)}`,
		disaggregation: { dimensions: [sex], crosses: [] }
	};
	kpiId = await kpis.add(db, planner, plan, like.element_id, { fields, reason, today });
	parts = (await stored(kpiId)).disaggregation!;
});

const termId = (name: string) =>
	parts.dimensions.flatMap(({ terms }) => terms).find((term) => term.name === name)!.id;
const cell = (key: string, value: number | null): EnteredCell => ({
	...{ key, value, numerator: null, denominator: null, applies: value !== null }
});
const sent = (changes: Partial<SentMeasurement>): SentMeasurement => ({
	...{ kpiId, requestId: randomUUID(), seen: null, measuredOn: '2026-08-31' },
	...{ value: null, numerator: null, denominator: null, cells: [], note: null },
	...changes
});
const report = (changes: Partial<SentMeasurement>) =>
	measure(db, world.milgReporter, sent(changes), now);
const women = (value: number | null) => cell(termId('Women'), value);
const men = (value: number | null) => cell(termId('Men'), value);

const cellsKnown = async (asOf = today) => {
	const found = (await plans.find(db, 'small'))!;
	const kpi = (await record(db, found, draftOn(asOf, today))).kpis.find(({ id }) => id === kpiId)!;
	return cellsOn(kpi, asOf)?.groups.flatMap((group) =>
		group.cells.map(({ terms, state, latest }) => [terms[0]?.name, state, latest?.value ?? null])
	);
};

describe('what is set', () => {
	test('has ids of its own, and keeps them when it is called otherwise', async () => {
		const { dimensions } = enteredOf(parts);
		const renamed = {
			...dimensions[0]!,
			name: 'Gender',
			terms: [...dimensions[0]!.terms.toReversed(), ...named('Not said')]
		};
		const after = await setParts(kpiId, { dimensions: [renamed], crosses: [] });
		expect(after?.dimensions[0]).toMatchObject({
			...{ id: parts.dimensions[0]!.id, name: 'Gender' },
			terms: [
				{ id: termId('Men'), name: 'Men' },
				{ id: termId('Women'), name: 'Women' },
				{ name: 'Not said' }
			]
		});
	});

	test('is dated: a correction holds from the beginning, and both versions are kept', async () => {
		await setParts(kpiId, null);
		const versions = await db
			.selectFrom('kpi_version')
			.where('id', '=', kpiId)
			.select('disaggregation')
			.orderBy('revision')
			.execute();
		expect(versions.map(({ disaggregation }) => disaggregation)).toEqual([parts, null]);
		expect(await cellsKnown()).toBeUndefined();
	});

	test.each<[string, (of: EnteredDisaggregation) => EnteredDisaggregation]>([
		[
			'an id of another KPI',
			({ dimensions }) => ({ dimensions: [{ ...dimensions[0]!, id: '1' }], crosses: [] })
		],
		[
			'a term of another dimension',
			({ dimensions: [one] }) => ({
				dimensions: [one!, { ...sex, name: 'Else', terms: [...one!.terms] }],
				crosses: []
			})
		],
		[
			'one term twice',
			({ dimensions: [one] }) => ({
				dimensions: [{ ...one!, terms: [one!.terms[0]!, { ...one!.terms[0]!, name: 'Again' }] }],
				crosses: []
			})
		]
	])('%s is refused', async (_, change) => {
		await expect(setParts(kpiId, change(enteredOf(parts)))).rejects.toMatchObject({
			...{ name: 'Refused', field: 'disaggregation', reason: 'unknown_choice' }
		});
	});

	test('10,000 terms are refused, and so is what cannot add up', async () => {
		const many = named(...Array.from({ length: 10_000 }, (_, at) => `Term ${at}`));
		await expect(
			setParts(kpiId, { dimensions: [{ ...sex, terms: many }], crosses: [] })
		).rejects.toMatchObject({ problems: [{ problem: 'too_many_terms' }] });
		const fields = { ...(await stored(kpiId)), unit_kind: 'index' as const };
		const request = { fields: { ...fields, disaggregation: enteredOf(parts) }, reason, today };
		await expect(
			kpis.change(db, planner, plan, { id: kpiId, version: fields.version }, request)
		).rejects.toMatchObject({ problems: [{ problem: 'cannot_add_up' }] });
	});
});

describe('what is reported', () => {
	test('is stored with its total, which is the sum where it was left empty', async () => {
		const id = await report({ cells: [women(60), men(40)] });
		const row = await db
			.selectFrom('measurement')
			.where('id', '=', id)
			.select('value')
			.executeTakeFirstOrThrow();
		expect(Number(row.value)).toBe(100);
		expect(await cellsKnown()).toEqual([
			['Women', 'reported', 60],
			['Men', 'reported', 40]
		]);
	});

	test('keeps 0, not reported and not applicable apart', async () => {
		await report({ value: 5, cells: [women(0)] });
		expect(await cellsKnown()).toEqual([
			['Women', 'reported', 0],
			['Men', 'not_reported', null]
		]);
		await report({
			value: 5,
			measuredOn: '2026-09-30',
			seen: await newest(),
			cells: [women(5), men(null)]
		});
		expect(await cellsKnown()).toEqual([
			['Women', 'reported', 5],
			['Men', 'not_applicable', null]
		]);
	});

	const newest = async () =>
		(
			await db
				.selectFrom('measurement')
				.where('kpi_id', '=', kpiId)
				.select('id')
				.orderBy('id', 'desc')
				.executeTakeFirstOrThrow()
		).id;

	test('is refused where it does not agree, and nothing of it is stored', async () => {
		const wrong = report({ value: 100, cells: [women(60), men(30)] });
		const problem = { field: 'value', problem: 'cells_disagree', sum: 90, total: 100 };
		await expect(wrong).rejects.toMatchObject({ problems: [problem] });
		expect(await cellsKnown()).toEqual([
			['Women', 'not_reported', null],
			['Men', 'not_reported', null]
		]);
	});

	test('of a part of another KPI is refused', async () => {
		const other = report({ value: 5, cells: [cell('999999', 5)] });
		await expect(other).rejects.toMatchObject({ problems: [{ problem: 'unknown_cell' }] });
	});

	test('sent twice is stored once, and a correction takes the place of all cells', async () => {
		const once = sent({ cells: [women(60), men(40)] });
		const id = await measure(db, world.milgReporter, once, now);
		expect(await measure(db, world.milgReporter, once, now)).toBe(id);
		await report({ seen: id, value: 70, cells: [women(70)] });
		expect(await cellsKnown()).toEqual([
			['Women', 'reported', 70],
			['Men', 'not_reported', null]
		]);
	});

	test('stays in the record when its term is taken out', async () => {
		await report({ cells: [women(60), men(40)] });
		const [one] = enteredOf(parts).dimensions;
		const without = { ...one!, terms: [one!.terms[0]!, { id: null, name: 'Not said' }] };
		await setParts(kpiId, { dimensions: [without], crosses: [] });
		expect(await cellsKnown()).toEqual([
			['Women', 'reported', 60],
			['Not said', 'not_reported', null]
		]);
		const stored = await db
			.selectFrom('measurement_cell')
			.innerJoin('measurement', 'measurement.id', 'measurement_id')
			.where('kpi_id', '=', kpiId)
			.select(['cell', 'measurement_cell.value'])
			.orderBy('cell')
			.execute();
		expect(stored.map(({ cell: of, value }) => [of, Number(value)])).toEqual([
			[termId('Women'), 60],
			[termId('Men'), 40]
		]);
		// a term that was taken out can come back, and finds its values again
		await setParts(kpiId, enteredOf(parts));
		expect(await cellsKnown()).toContainEqual(['Men', 'reported', 40]);
	});

	test('is covered by the chain of the audit log', async () => {
		await report({ cells: [women(60), men(40)] });
		const rows = new AppendedRows(db);
		const upTo = BigInt((await head(db))!.id);
		expect(await rows.firstWithOtherValues({ after: 0n, upTo })).toBeUndefined();
		expect(await rows.firstWithoutEntry()).toBeUndefined();
		await expect(db.updateTable('measurement_cell').set({ value: 1 }).execute()).rejects.toThrow(
			'append-only'
		);
	});
});
