/** A plan as a workbook, read back into a database that has nothing but organisations and frameworks. */
import { beforeAll, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import { storedPlan } from '#lib/server/interchange/workbooks/stored-plan.ts';
import { writeWorkbook } from '#lib/server/interchange/workbooks/write.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { hasLibreOffice, throughLibreOffice } from '../support/filled-report.ts';
import { makePerson } from '../support/people.ts';
import { asProposed, counts, previewed, taken, today } from '../support/workbooks.ts';

const { db: first } = await freshDatabase();
const { db: second } = await freshDatabase();
const { actor } = await makePerson(second, { role: 'planner' });

/** What a workbook does not carry: ids, where words come from, parts of KPIs, records of work, and what was reported. */
const notCarried = new Set([
	'id',
	'links',
	'provenance',
	'field_provenance',
	'reports_through',
	'latest_update',
	'disaggregation',
	'work_records',
	'measurements',
	'reached_on',
	'obligation',
	'disbursement',
	'spending_as_of'
]);

/** A document without what a workbook does not carry. */
function carried(document: unknown): unknown {
	if (Array.isArray(document)) return document.map(carried);
	if (typeof document !== 'object' || document === null) return document;
	return Object.fromEntries(
		Object.entries(document)
			.filter(([name]) => !notCarried.has(name))
			.map(([name, value]) => [name, carried(value)])
	);
}

async function documentIn(db: Db) {
	const plan = await plans.find(db, 'bangsamoro-demo');
	const { children, counts, totals } = await planDocument(db, plan!, scopeOn(today, today));
	const { appropriation, allotment } = totals;
	return carried({ children, counts, totals: { appropriation, allotment } });
}

/** The organisations of one database, and the plan without all that stands in it, into another. */
async function prepare(): Promise<string> {
	await seedReference(second);
	const organisations = await first
		.selectFrom('organisation')
		.where('id', 'in', (of) => of.selectFrom('owner').select('owner.organisation_id'))
		.select(['slug', 'jurisdiction', 'acronym', 'name', 'kind', 'valid_from'])
		.execute();
	// one that has ended cannot be chosen anew, and here all owners are chosen anew
	const open = organisations.map((one) => ({ ...one, valid_to: null }));
	await second.insertInto('organisation').values(open).execute();
	const plan = await first
		.selectFrom('plan')
		.where('slug', '=', 'bangsamoro-demo')
		.select(['slug', 'title', 'language', 'currency', 'time_zone', 'period_start', 'period_end'])
		.select(['roll_up_method', 'demonstration', 'labels', 'confidence_rules'])
		.executeTakeFirstOrThrow();
	const { id } = await second
		.insertInto('plan')
		.values({
			...plan,
			labels: JSON.stringify(plan.labels),
			confidence_rules: JSON.stringify(plan.confidence_rules)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

const exported = async (db: Db, saved = (bytes: Uint8Array) => bytes) => {
	const plan = (await plans.find(db, 'bangsamoro-demo'))!;
	const about = { title: plan.title, source: 'https://example.org', revision: plan.revision };
	return await readFile(
		'plan.xlsx',
		saved(await writeWorkbook(await storedPlan(db, plan.id, today), about))
	);
};

let planId: string;
beforeAll(async () => {
	await seedReference(first);
	await seedAll(first, () => {});
	planId = await prepare();
});

test('the demonstration as a workbook makes the same API document in an empty database', async () => {
	const workbook = asProposed(await exported(first));
	const { difference } = await previewed(second, planId, workbook);
	expect(difference.refusals).toEqual([]);
	expect(difference.anotherPlan).toBeNull();
	await taken(second, actor, planId, workbook, { leaveOut: false });
	expect(await documentIn(second)).toEqual(await documentIn(first));
});

test('the same workbook again, and that of the copy, change nothing', async () => {
	const revision = (await plans.find(second, 'bangsamoro-demo'))!.revision;
	for (const sheets of [await exported(first), await exported(second)]) {
		const workbook = asProposed(sheets);
		const seen = counts(await previewed(second, planId, workbook));
		expect(Object.keys(seen).filter((state) => !state.endsWith('unchanged'))).toEqual([]);
		expect(await taken(second, actor, planId, workbook, { leaveOut: false })).toEqual({
			created: 0,
			changed: 0
		});
	}
	expect((await plans.find(second, 'bangsamoro-demo'))!.revision).toBe(revision);
});

test.runIf(hasLibreOffice)('opened and saved in LibreOffice it changes nothing', async () => {
	const workbook = asProposed(await exported(second, throughLibreOffice));
	const { difference } = await previewed(second, planId, workbook);
	expect(difference.refusals).toEqual([]);
	expect(await taken(second, actor, planId, workbook, { leaveOut: false })).toEqual({
		created: 0,
		changed: 0
	});
});
