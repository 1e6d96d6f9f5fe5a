import { beforeEach, describe, expect, test } from 'vitest';
import { change } from '#lib/server/elements/commands.ts';
import { find } from '#lib/server/elements/queries.ts';
import { restore, retire } from '#lib/server/elements/retirement.ts';
import { presentCode, presentOrganisation, presentPlan } from '#lib/server/plans/present-names.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { actor: planner } = await makePerson(db, { role: 'planner' });
const [today, now] = ['2026-11-22', new Date('2026-11-22T04:00:00Z')];
const reason = 'The steering committee asked for it.';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
});
const element = (code: string) => presentCode(db, 'element', plan.id, code);

async function rename(id: string, code: string): Promise<void> {
	const stored = (await find(db, plan.id, id))!;
	const fields = { ...stored, code };
	const sent = { id, version: stored.version, fields, reason, linkReason: null, today };
	await change(db, planner, plan, sent);
}
async function placed(id: string) {
	return { id, version: (await find(db, plan.id, id))!.version, reason };
}

describe('a code', () => {
	test('that was changed leads to the present one, however often', async () => {
		const id = plan.elements['1.1.1'];
		await rename(id, '9.9');
		expect(await element('1.1.1')).toBe('9.9');
		await rename(id, 'Portal');
		for (const code of ['1.1.1', '9.9', 'PORTAL']) expect(await element(code)).toBe('Portal');
		expect(await element('1.1.2')).toBe('1.1.2');
		expect(await element('1.1')).toBeUndefined();
	});

	test('that another has now is that one’s', async () => {
		await rename(plan.elements['1.1.1'], '9.9');
		await rename(plan.elements['1.1.2'], '1.1.1');
		expect(await element('1.1.1')).toBe('1.1.1');
		expect(await element('1.1.2')).toBe('1.1.1');
	});

	test('of what is retired leads nowhere, and back once it is restored under another', async () => {
		const id = plan.elements['1.1.1'];
		await retire(db, planner, plan, await placed(id), now);
		expect(await element('1.1.1')).toBeUndefined();
		await restore(db, planner, plan, await placed(id), '1.1.9');
		expect(await element('1.1.1')).toBe('1.1.9');
	});

	test('is of its own plan and kind', async () => {
		await rename(plan.elements['1.1.1'], '9.9');
		const other = await makePlan(db, { slug: `plan-${(number += 1)}` });
		await rename(plan.elements['1.1.2'], '8.8');
		expect(await presentCode(db, 'element', other.id, '9.9')).toBeUndefined();
		expect(await presentCode(db, 'kpi', plan.id, '1.1.1')).toBeUndefined();
	});

	test('of a KPI is kept too, whoever changes it', async () => {
		const kpi = await db
			.insertInto('kpi')
			.values({
				element_id: plan.elements['O1.1'],
				position: 0,
				code: 'K1',
				title: 'Sites',
				unit: 'sites',
				unit_kind: 'count',
				direction: 'up',
				frequency: 'year',
				over_time: 'last',
				over_organisations: 'none'
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await db.updateTable('kpi').set({ code: 'K2' }).where('id', '=', kpi.id).execute();
		expect(await presentCode(db, 'kpi', plan.id, 'k1')).toBe('K2');
	});
});

test('a plan is called by its names, and before its demonstration', async () => {
	const title = 'Small E-Government Plan';
	await db.updateTable('plan').set({ title }).where('id', '=', plan.id).execute();
	const own = `plan-${number}`;
	const demo = await makePlan(db, { slug: 'shown', demonstration: true });
	await db.updateTable('plan').set({ title }).where('id', '=', demo.id).execute();
	for (const asked of [own.toUpperCase(), 'SEGP', 'small-e-government-plan'])
		expect(await presentPlan(db, asked)).toBe(own);
	expect(await presentPlan(db, 'SHOWN')).toBe('shown');
	expect(await presentPlan(db, 'nothing')).toBeUndefined();
});

test('an organisation is called by its acronym, where only one has it', async () => {
	await makeOrganisation(db, 'DICT');
	const { slug } = await db
		.selectFrom('organisation')
		.where('acronym', '=', 'DICT')
		.select('slug')
		.executeTakeFirstOrThrow();
	await db
		.updateTable('organisation')
		.set({ slug: 'ict-office' })
		.where('slug', '=', slug)
		.execute();
	for (const asked of ['DICT', 'dict', 'ICT-Office'])
		expect(await presentOrganisation(db, asked)).toBe('ict-office');
	await makeOrganisation(db, 'DiCT');
	expect(await presentOrganisation(db, 'DICT')).toBeUndefined();
});
