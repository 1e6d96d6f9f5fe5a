import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { OfficeValues } from '#lib/kinds/office.ts';
import { find as findElement } from '#lib/server/elements/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { history } from '#lib/server/plans/history.ts';
import { add } from '#lib/server/work-records/commands.ts';
import { handOver, type HandOverAsked } from '#lib/server/work-records/hand-over.ts';
import { handOvers, ownersToHandOver } from '#lib/server/work-records/hand-overs.ts';
import { ofSubject } from '#lib/server/work-records/queries.ts';
import { Conflict, NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const [dict, dti] = [await makeOrganisation(db, 'DICT'), await makeOrganisation(db, 'DTI')];
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const today = '2026-11-26';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `handed-${(number += 1)}` });
	await db
		.updateTable('plan')
		.set({ period_start: '2022-01-01', period_end: '2028-12-31' })
		.where('id', '=', plan.id)
		.execute();
	await own('1.1.1', dict, '2025-01-01');
	await own('1.1.2', dict, null);
});

async function own(code: keyof SmallPlan['elements'], organisation: string, since: string | null) {
	const element_id = plan.elements[code];
	await db
		.insertInto('owner')
		.values({
			...{ element_id, organisation_id: organisation, role: 'lead' },
			...{ valid_from: since, valid_to: null }
		})
		.execute();
}

async function hand(more: Partial<HandOverAsked> = {}, actor: Actor = planner) {
	const elementId = more.elementId ?? plan.elements['1.1.1'];
	const element = await findElement(db, plan.id, elementId);
	const [owner] = await ownersToHandOver(db, plan.id, elementId);
	return await handOver(db, actor, plan, {
		...{ elementId, version: element?.version ?? 1, ownerId: owner?.id ?? '0' },
		...{ toOrganisationId: dti, toOffice: null, on: '2026-07-01', today },
		...{ what: 'All files.', reason: 'Executive order.', withElements: [] },
		...more
	});
}

async function leadOn(day: string, code: keyof SmallPlan['elements'] = '1.1.1') {
	const row = (await plans.find(db, `handed-${number}`))!;
	const known = await record(db, row, scopeOn(day, today));
	const element = known.elements.find((one) => one.code === code)!;
	return element.owners.filter(({ role }) => role === 'lead').map(({ acronym }) => acronym);
}

const office = (more: Partial<OfficeValues> = {}) =>
	add(db, planner, plan, 'office', {
		elementId: plan.elements['1.1.1'],
		values: {
			...{ organisation_id: dict, capacity: 'answers', office_title: 'Director, IT Service' },
			...{ held_from: '2025-01-01', held_until: null },
			...more
		},
		...{ reason: null, today }
	});
const offices = async () =>
	(await ofSubject(db, 'office', { planId: plan.id, elementId: plan.elements['1.1.1'] })).map(
		({ values }) => [values.office_title, values.held_from, values.held_until]
	);

describe('handing over', () => {
	test('ends the owner and begins the other on one day, and changes no earlier day', async () => {
		expect(await hand()).toBe(1);
		expect(await leadOn('2026-06-30')).toEqual(['DICT']);
		expect(await leadOn('2026-07-01')).toEqual(['DTI']);
		expect(await leadOn('2026-07-01', '1.1.2')).toEqual(['DICT']);
		expect(await revisionOf(db, plan.id)).toBe(2);
		const { entries } = await history(db, plan.id, { elementId: plan.elements['1.1.1'] });
		expect(entries).toMatchObject([
			{
				action: 'element_handed_over',
				detail: {
					code: '1.1.1',
					reason: 'Executive order.',
					before: { owner: 'DICT' },
					after: { owner: 'DTI', owner_role: 'lead', handed_on: '2026-07-01' }
				}
			}
		]);
	});

	test('on a day to come leaves the owner until then', async () => {
		await hand({ on: '2027-01-01' });
		expect(await leadOn(today)).toEqual(['DICT']);
		expect(await leadOn('2027-01-01')).toEqual(['DTI']);
		await expect(hand({ on: '2027-02-01' })).rejects.toMatchObject({
			field: 'handed_on',
			reason: 'handed_over_already',
			days: { day: '2027-01-01' }
		});
	});

	test('takes other work of the owner with it, and none of anybody else', async () => {
		await own('O1.1', dti, null);
		const withElements = [plan.elements['1.1.2'], plan.elements['O1.1'], plan.elements.G2];
		expect(await hand({ withElements })).toBe(2);
		expect(await leadOn('2026-07-01', '1.1.2')).toEqual(['DTI']);
		const row = (await plans.find(db, `handed-${number}`))!;
		const known = {
			planId: plan.id,
			knownOn: today,
			timeZone: row.time_zone,
			current: true,
			snapshot: null,
			drafts: false,
			periodRevision: '0'
		};
		expect(await handOvers(db, known)).toMatchObject([
			{ elementId: plan.elements['1.1.1'], from: { acronym: 'DICT' }, to: { acronym: 'DTI' } },
			{ elementId: plan.elements['1.1.2'] }
		]);
	});

	test('ends the offices of the owner and begins the one that takes over', async () => {
		await office();
		await office({ capacity: 'deputises', office_title: 'Chief, Systems Division' });
		await hand({ toOffice: 'Director, E-Commerce Office' });
		expect(await offices()).toEqual([
			['Director, IT Service', '2025-01-01', '2026-06-30'],
			['Chief, Systems Division', '2025-01-01', '2026-06-30'],
			['Director, E-Commerce Office', '2026-07-01', null]
		]);
	});

	test('from one office to another of the same organisation leaves the owner and its deputies', async () => {
		await office();
		await office({ capacity: 'deputises', office_title: 'Chief, Systems Division' });
		await hand({ toOrganisationId: dict, toOffice: 'Assistant Secretary for E-Government' });
		expect(await leadOn('2026-07-01')).toEqual(['DICT']);
		expect(await offices()).toEqual([
			['Director, IT Service', '2025-01-01', '2026-06-30'],
			['Chief, Systems Division', '2025-01-01', null],
			['Assistant Secretary for E-Government', '2026-07-01', null]
		]);
	});

	test('back again is another act', async () => {
		await hand();
		await hand({ toOrganisationId: dict, on: '2026-08-01' });
		expect(await leadOn('2026-07-31')).toEqual(['DTI']);
		expect(await leadOn('2026-08-01')).toEqual(['DICT']);
	});
});

const wrong: [why: string, fields: () => Partial<HandOverAsked>, field: string, reason: string][] =
	[
		['on a day before the owner began', () => ({ on: '2024-12-31' }), 'handed_on', 'before_owner'],
		['more than a year ahead', () => ({ on: '2027-11-27' }), 'handed_on', 'too_far_to_hand'],
		['in another age', () => ({ on: '9999-12-31' }), 'handed_on', 'too_far_to_hand'],
		['to itself', () => ({ toOrganisationId: dict }), 'to_organisation', 'own_already'],
		['to nobody', () => ({ toOrganisationId: '0' }), 'to_organisation', 'unknown_choice'],
		[
			'to what is no id',
			() => ({ toOrganisationId: "1'; --" }),
			'to_organisation',
			'unknown_choice'
		],
		['from nobody', () => ({ ownerId: '0' }), 'owner', 'unknown_choice']
	];

test.each(wrong)('a hand-over %s is refused beside its field', async (_why, fields, field, why) => {
	await expect(hand(fields())).rejects.toMatchObject({ name: 'Refused', field, reason: why });
	expect(await leadOn('2026-07-01')).toEqual(['DICT']);
	expect(await revisionOf(db, plan.id)).toBe(1);
});

describe('a hand-over', () => {
	test('is for planners, of elements of the plan that are not retired, in an adopted plan', async () => {
		await expect(hand({}, leader)).rejects.toThrow(NotAllowed);
		const other = await makePlan(db, { slug: `other-${number}` });
		await expect(hand({ elementId: other.elements['1.1.1'] })).rejects.toThrow(NotFound);
		await expect(hand({ version: 9 })).rejects.toThrow(Conflict);
		const [elsewhere] = await ownersToHandOver(db, plan.id, plan.elements['1.1.2']);
		await expect(hand({ ownerId: elsewhere!.id })).rejects.toMatchObject({ field: 'owner' });
		await db.updateTable('plan').set({ draft: true }).where('id', '=', plan.id).execute();
		await expect(hand()).rejects.toMatchObject({ reason: 'plan_unadopted' });
	});

	test('to an organisation that has ended by then, or begins later, is refused', async () => {
		const gone = await makeOrganisation(db, `OLD${number}`);
		await db
			.updateTable('organisation')
			.set({ valid_to: '2026-06-01' })
			.where('id', '=', gone)
			.execute();
		await expect(hand({ toOrganisationId: gone })).rejects.toMatchObject({
			field: 'to_organisation',
			reason: 'not_there_then'
		});
	});

	test('by two people at the same moment is done once', async () => {
		const both = await Promise.allSettled([hand(), hand()]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});
});

const wrongOffices: [why: string, fields: () => Partial<OfficeValues>, field: string][] = [
	['of another owner', () => ({ organisation_id: dti }), 'organisation_id'],
	['of no organisation', () => ({ organisation_id: null }), 'organisation_id'],
	[
		'after its owner has ended',
		() => ({ organisation_id: dti, held_until: '2025-02-01' }),
		'organisation_id'
	],
	['before the plan', () => ({ held_from: '2021-12-31' }), 'held_from'],
	['in another age', () => ({ held_until: '9999-01-01' }), 'held_until'],
	['that ends before it begins', () => ({ held_until: '2024-12-31' }), 'held_until']
];

test.each(wrongOffices)('an office %s is refused beside its field', async (_why, fields, field) => {
	const refused = await office(fields()).then(
		() => null,
		(cause: { field?: string; problems?: { field: string }[] }) =>
			cause.field ?? cause.problems?.[0]?.field
	);
	expect(refused).toBe(field);
	expect(await offices()).toEqual([]);
});
