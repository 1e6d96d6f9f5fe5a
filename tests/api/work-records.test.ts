/** Records of work as open data: all their states in one document, what stands in tables and with the plan. */
import { expect, test } from 'vitest';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { factsDocument } from '#lib/server/open-data/facts-document.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import type { ElementDocument } from '#lib/server/open-data/shapes/plan.ts';
import { workRecordsDocument, workTable } from '#lib/server/open-data/work-documents.ts';
import { withdraw } from '#lib/server/work-records/commands.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedAll(db, () => undefined);
const { actor: planner } = await makePerson(db, { role: 'planner' });
const slug = 'bangsamoro-demo';
const demonstration = async () => (await plans.find(db, slug))!;
const today = todayIn('Asia/Manila', new Date());
const now = scopeOn(today, today);

const all = (elements: ElementDocument[]): ElementDocument[] =>
	elements.flatMap((element) => [element, ...all(element.children)]);

test('the document has every record with its fields, money as decimal text', async () => {
	const document = await workRecordsDocument(db, await demonstration(), now);
	expect(document).toMatchObject({ kind: 'work_records', plan: slug, currency: 'PHP' });
	const kinds = Map.groupBy(document.records, ({ kind }) => kind);
	expect([...kinds.keys()].sort()).toEqual(
		['closure', 'contract', 'location', 'office', 'price_basis'].sort()
	);
	expect(kinds.get('contract')?.[0]).toMatchObject({
		...{ element: '4.1.1', withdrawn: false, reason: null },
		fields: { contract_value: '38500000.00', ocid: 'ocds-demo00-building-001' }
	});
	expect(document.hand_overs).toMatchObject([{ element: '2.1.1', handed_on: '2025-07-01' }]);
});

test('nothing is known of them on a day before they were written down', async () => {
	const before = await workRecordsDocument(db, await demonstration(), {
		...now,
		...{ asOf: '2026-06-30', knownOn: '2026-06-30' }
	});
	expect([before.records, before.hand_overs]).toEqual([[], []]);
});

test('what stands comes with its element; the plan as published has none', async () => {
	const { children, work_records } = await planDocument(db, await demonstration(), now);
	const withSome = all(children).filter((element) => element.work_records.length > 0);
	expect(withSome.map(({ code }) => code).sort()).toEqual(['1.1.1', '2.1.1', '4.1.1', '4.2.7']);
	expect(work_records).toEqual([]);
	const published = await planDocument(db, (await plans.find(db, 'bangsamoro'))!, now);
	expect(all(published.children).flatMap((element) => element.work_records)).toEqual([]);
});

test('each kind is a table, of the plan and of an element', async () => {
	const plan = await demonstration();
	const rowsOf = async (name: string, element?: string) =>
		(await workTable(db, plan, now, { name, ...(element && { element }) }))?.rows.length;
	expect(await rowsOf('contracts')).toBe(2);
	expect(await rowsOf('contracts', '4.1.1')).toBe(2);
	expect(await rowsOf('contracts', '1.1.1')).toBe(0);
	for (const name of ['closures', 'price_bases', 'hand_overs']) expect(await rowsOf(name)).toBe(1);
	expect(await rowsOf('locations')).toBe(2);
	expect(await rowsOf('offices')).toBe(3);
	for (const name of ['nothing', 'constructor', '__proto__'])
		expect(await rowsOf(name)).toBeUndefined();
});

test('one that is withdrawn leaves the tables, stays in the document, and moves no fact', async () => {
	const plan = await demonstration();
	const facts = await factsDocument(db, plan, now);
	const [closure] = (await workRecordsDocument(db, plan, now)).records;
	const at = { id: closure!.id, version: closure!.state };
	await withdraw(db, planner, plan, 'closure', at, 'Closed by mistake.');
	const after = await demonstration();
	expect((await workTable(db, after, now, { name: 'closures' }))?.rows).toEqual([]);
	const states = (await workRecordsDocument(db, after, now)).records.filter(
		({ kind }) => kind === 'closure'
	);
	expect(states.map(({ withdrawn, reason }) => [withdrawn, reason])).toEqual([
		[false, null],
		[true, 'Closed by mistake.']
	]);
	const { plan: planAfter, ...factsAfter } = await factsDocument(db, after, now);
	const { plan: planBefore, ...factsBefore } = facts;
	expect(factsAfter).toEqual(factsBefore);
	expect({ ...planAfter, revision: 0 }).toEqual({ ...planBefore, revision: 0 });
});
