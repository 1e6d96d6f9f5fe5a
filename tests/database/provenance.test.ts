import { expect, test } from 'vitest';
import { find } from '#lib/server/facts/plans.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedPlans(db, () => {});
const plan = (await find(db, 'bangsamoro'))!;
const sources = await provenance.ofPlan(db, plan.id);

async function elementId(code: string) {
	const { id } = await db
		.selectFrom('element')
		.where('plan_id', '=', plan.id)
		.where('code', '=', code)
		.select('id')
		.executeTakeFirstOrThrow();
	return id;
}

test('every element says where its title and its code come from', async () => {
	const elements = await db
		.selectFrom('element')
		.where('plan_id', '=', plan.id)
		.select('id')
		.execute();
	for (const { id } of elements) {
		const fields = sources.get(provenance.elementKey(id));
		expect(fields?.get('title')).toMatchObject({
			kind: 'source',
			publication: { title: 'Digital BANGSAMORO' }
		});
		expect(fields?.get('code')).toMatchObject({ kind: 'editorial' });
	}
});

test('a source gives its words letter for letter, an editorial choice its reason', async () => {
	const fields = sources.get(provenance.elementKey(await elementId('2.1.1')));
	expect(fields?.get('title')?.quote).toContain('Establish one-stop-shop portal');
	expect(fields?.get('split')?.reason).toContain('one sentence');
});

test('one element alone has the same as within its plan', async () => {
	const id = await elementId('G3');
	const alone = await provenance.ofSubject(db, 'element_id', id);
	expect(alone).toEqual([...sources.get(provenance.elementKey(id))!.values()]);
});

test('the publication with the passages comes first, each once', async () => {
	const publications = await provenance.publications(db, plan.id);
	expect(publications[0]?.title).toBe('Digital BANGSAMORO');
	expect(new Set(publications.map((one) => JSON.stringify(one))).size).toBe(publications.length);
});

test("another plan's provenance stays with that plan", async () => {
	const other = await provenance.ofPlan(db, (await find(db, 'badung'))!.id);
	const shared = [...other.keys()].filter((key) => key !== 'plan' && sources.has(key));
	expect(shared).toEqual([]);
});
