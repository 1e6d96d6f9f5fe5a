/** Contracts, places and price bases: what is taken, what is refused, and what they leave as it is. */
import { beforeEach, describe, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { ContractValues } from '#lib/kinds/contract.ts';
import type { LocationValues } from '#lib/kinds/location.ts';
import type { PriceBasisValues } from '#lib/kinds/price-basis.ts';
import type { ValuesOfRecord, WorkRecord } from '#lib/kinds/work-records.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { search } from '#lib/server/search/queries.ts';
import { history } from '#lib/server/plans/history.ts';
import { add, change, withdraw } from '#lib/server/work-records/commands.ts';
import { ofSubject } from '#lib/server/work-records/queries.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const dict = await makeOrganisation(db, 'DICT');
const planner = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: dict });
const today = '2026-11-26';
const reason = 'It was read again.';

let number = 0;
let plan: SmallPlan;
let line: string;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `worked-${(number += 1)}` });
	line = await makeLine(plan, '1.1.1');
});

async function makeLine(of: SmallPlan, code: keyof SmallPlan['elements']): Promise<string> {
	const { id: fund_source_id } = await db
		.insertInto('fund_source')
		.values({ plan_id: of.id, code: `GAA-${code}`, title: 'General Appropriations' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id } = await db
		.insertInto('budget_line')
		.values({
			...{ element_id: of.elements[code], fund_source_id, appropriation_year: 2026 },
			...{ cost: '20000000', appropriation: null, allotment: null }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

const contract = (more: Partial<ContractValues> = {}): ContractValues => ({
	...{ contract_title: 'Supply of kiosks', ocid: 'ocds-213czf-000-00001' },
	...{ supplier: 'Kiosk Works Inc.', supplier_identifier: null, supplier_organisation_id: null },
	...{ contract_value: 1_000_000_00n, budget_line_id: line, contract_state: 'active' },
	...{ signed_on: '2026-01-15', starts_on: '2026-02-01', ends_on: '2026-12-31' },
	...more
});
const place = (more: Partial<LocationValues> = {}): LocationValues => ({
	...{ unit_name: 'Cotabato City', unit_code: '1908700000', code_system: 'PSGC' },
	...more
});
const basis = (more: Partial<PriceBasisValues> = {}): PriceBasisValues => ({
	...{ budget_line_id: line, price_kind: 'constant', price_year: '2023' },
	...{ adopted_basis: null, price_source: 'Annex B, page 4' },
	...more
});

const put = <Of extends WorkRecord>(
	of: Of,
	values: ValuesOfRecord<Of>,
	elementId = plan.elements['1.1.1'],
	actor = planner.actor
) => add(db, actor, plan, of, { elementId, values, reason, today });
const kept = async (of: WorkRecord, elementId = plan.elements['1.1.1']) =>
	(await ofSubject(db, of, { planId: plan.id, elementId })).filter(({ withdrawn }) => !withdrawn);
const newest = async () =>
	(await history(db, plan.id, { elementId: plan.elements['1.1.1'] })).entries[0];

describe('a record of work', () => {
	const each: [WorkRecord, () => ValuesOfRecord<WorkRecord>][] = [
		['contract', contract],
		['location', place],
		['price_basis', basis]
	];

	test.each(each)(
		'a %s is kept exactly as it was entered, and moves no figure',
		async (of, values) => {
			const row = (await plans.find(db, `worked-${number}`))!;
			const before = await record(db, row, scopeOn(today, today));
			const id = await put(of, values() as never);
			expect(await kept(of)).toMatchObject([{ id, version: id, values: values() }]);
			expect(await newest()).toMatchObject({
				action: `${of}_added`,
				subjectId: id,
				elementId: plan.elements['1.1.1']
			});
			const after = (await plans.find(db, `worked-${number}`))!;
			expect(after.structure_revision).toBe(row.structure_revision);
			const { revision: _, ...same } = await record(db, after, scopeOn(today, today));
			expect({ revision: before.revision, ...same }).toEqual(before);
		}
	);

	test.each(each)(
		'a %s is changed on its version, and withdrawn with a reason',
		async (of, values) => {
			const id = await put(of, values() as never);
			const at = { id, version: id };
			const sent = { values: values() as never, reason, today };
			expect(await change(db, planner.actor, plan, of, at, sent)).toBe(false);
			await withdraw(db, planner.actor, plan, of, at, reason);
			expect(await kept(of)).toEqual([]);
			expect(await newest()).toMatchObject({ action: `${of}_withdrawn`, detail: { reason } });
			await expect(change(db, planner.actor, plan, of, at, sent)).rejects.toMatchObject({
				reason: 'withdrawn_already'
			});
		}
	);

	test.each(each)('a %s is for planners, and for activities of the plan', async (of, values) => {
		const given = values() as never;
		await expect(put(of, given, undefined, reporter)).rejects.toThrow(NotAllowed);
		const other = await makePlan(db, { slug: `other-${number}` });
		await expect(put(of, given, other.elements['1.1.1'])).rejects.toThrow(NotFound);
		await expect(put(of, given, plan.elements.G1)).rejects.toMatchObject({ name: 'Refused' });
		expect(await revisionOf(db, plan.id)).toBe(1);
	});

	test.each(each)('a %s is not written in a draft of an amendment', async (of, values) => {
		const amendmentId = await amendments.draft(db, planner.actor, plan, {
			...{ title: 'Second amendment', reason, holds_from: '2026-11-01' }
		});
		const request = { planId: plan.id, amendmentId, actorId: planner.id };
		await inDraft(db, request, async (within) => {
			await expect(
				add(within, planner.actor, plan, of, {
					...{ elementId: plan.elements['1.1.1'], values: values() as never, reason, today }
				})
			).rejects.toMatchObject({ reason: 'not_drafted' });
		});
		expect(await kept(of)).toEqual([]);
	});
});

const huge = 10n ** 32n;
const wrongContracts: [why: string, fields: () => Partial<ContractValues>, field: string][] = [
	['whose identifier is none', () => ({ ocid: 'OCDS 1' }), 'ocid'],
	['whose identifier has no process', () => ({ ocid: 'ocds-213czf-' }), 'ocid'],
	['of nobody', () => ({ supplier: null }), 'supplier'],
	['of two suppliers', () => ({ supplier_organisation_id: dict }), 'supplier'],
	[
		'of an organisation that is not there',
		() => ({ supplier: null, supplier_organisation_id: '999999' }),
		'supplier_organisation_id'
	],
	['that ends before it begins', () => ({ ends_on: '2026-01-31' }), 'ends_on'],
	['signed on a day to come', () => ({ signed_on: '2026-11-27' }), 'signed_on'],
	['signed though it is not signed yet', () => ({ contract_state: 'planned' }), 'signed_on'],
	['in another age', () => ({ ends_on: '9999-12-31' }), 'ends_on'],
	['on a line that is not there', () => ({ budget_line_id: '999999' }), 'budget_line_id'],
	['on what is no line', () => ({ budget_line_id: "1' or 1=1" }), 'budget_line_id'],
	['of a sum that no column holds', () => ({ contract_value: huge }), '']
];

test.each(wrongContracts)(
	'a contract %s is refused beside its field',
	async (_why, fields, field) => {
		expect(await refusedField('contract', contract(fields()))).toBe(field);
		expect(await kept('contract')).toEqual([]);
		expect(await revisionOf(db, plan.id)).toBe(1);
	}
);

const wrongBases: [why: string, fields: () => Partial<PriceBasisValues>, field: string][] = [
	['of constant prices of no year', () => ({ price_year: null }), 'price_year'],
	['of half a year', () => ({ price_year: '2023.5' }), 'price_year'],
	[
		'of a year out of all time',
		() => ({ price_year: '1000000000000000000000000000000' }),
		'price_year'
	],
	['of a line that is not there', () => ({ budget_line_id: '999999' }), 'budget_line_id']
];

test.each(wrongBases)(
	'a price basis %s is refused beside its field',
	async (_why, fields, field) => {
		expect(await refusedField('price_basis', basis(fields()))).toBe(field);
		expect(await kept('price_basis')).toEqual([]);
	}
);

test('a code without its register is refused, and so is a line of another activity or plan', async () => {
	expect(await refusedField('location', place({ code_system: null }))).toBe('code_system');
	const others = [
		await makeLine(plan, '1.1.2'),
		await makeLine(await makePlan(db, { slug: `other-${number}` }), '1.1.1')
	];
	for (const budget_line_id of others) {
		expect(await refusedField('contract', contract({ budget_line_id }))).toBe('budget_line_id');
		expect(await refusedField('price_basis', basis({ budget_line_id }))).toBe('budget_line_id');
	}
	expect(await revisionOf(db, plan.id)).toBe(1);
});

test('what is done in a place is found by its name, until it is withdrawn', async () => {
	const found = async () => (await search(db, 'Datu Piang')).map(({ code }) => code);
	const id = await put('location', place({ unit_name: 'Datu Piang' }));
	expect(await found()).toEqual(['1.1.1']);
	await withdraw(db, planner.actor, plan, 'location', { id, version: id }, reason);
	expect(await found()).toEqual([]);
});

test('one basis alone stands for a line, another for the activity as a whole', async () => {
	await put('price_basis', basis());
	expect(await refusedField('price_basis', basis({ price_kind: 'current' }))).toBe(
		'budget_line_id'
	);
	await put('price_basis', basis({ budget_line_id: null }));
	expect(await kept('price_basis')).toHaveLength(2);
});

test('a contract stays where its line is removed, and can be changed', async () => {
	const id = await put('contract', contract());
	await db.deleteFrom('budget_line').where('id', '=', line).execute();
	const values = contract({ contract_state: 'ended' });
	const at = { id, version: id };
	expect(await change(db, planner.actor, plan, 'contract', at, { values, reason, today })).toBe(
		true
	);
});

async function refusedField<Of extends WorkRecord>(of: Of, values: ValuesOfRecord<Of>) {
	return await put(of, values).then(
		() => null,
		(cause: { field?: string; problems?: { field: string }[] }) =>
			cause.field ?? cause.problems?.[0]?.field
	);
}
