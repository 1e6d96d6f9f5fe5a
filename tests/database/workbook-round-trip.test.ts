/** A plan as a workbook, read back into a database that has nothing but organisations and frameworks. */
import { beforeAll, expect, test } from 'vitest';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import { find as findAmendment } from '#lib/server/amendments/queries.ts';
import * as budgets from '#lib/server/budgets/appropriations.ts';
import { findLine } from '#lib/server/budgets/queries.ts';
import { addDays } from '#lib/domain/records/dates.ts';
import type { LineAmounts } from '#lib/kinds/budget-line.ts';
import type { Db } from '#lib/server/db/connect.ts';
import * as plans from '#lib/server/facts/plans.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import { find as findKpi } from '#lib/server/kpis/definitions.ts';
import { add, withdraw } from '#lib/server/work-records/commands.ts';
import { handOver } from '#lib/server/work-records/hand-over.ts';
import { ownersToHandOver } from '#lib/server/work-records/hand-overs.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import { storedPlan } from '#lib/server/interchange/workbooks/stored-plan.ts';
import { writeWorkbook } from '#lib/server/interchange/workbooks/write.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { workRecordsDocument } from '#lib/server/open-data/work-documents.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { hasLibreOffice, throughLibreOffice } from '../support/filled-report.ts';
import { makePerson } from '../support/people.ts';
import { asProposed, counts, previewed, taken, today } from '../support/workbooks.ts';

const { db: first } = await freshDatabase();
const { db: second } = await freshDatabase();
const { actor } = await makePerson(second, { role: 'planner' });

/** What a workbook does not carry: ids, where words come from, days of recording, and what was reported. */
const notCarried = new Set([
	'id',
	'links',
	'provenance',
	'field_provenance',
	'reports_through',
	'latest_update',
	'measurements',
	'reached_on',
	'obligation',
	'disbursement',
	'spending_as_of',
	'state',
	'recorded_at',
	'organisation'
]);

/** Fields of records of work that hold ids, with what each is called in its own database. */
const idFields = {
	organisation_id: 'organisation',
	supplier_organisation_id: 'organisation',
	benefit_kpi_id: 'kpi',
	budget_line_id: 'line'
} as const;

/** The parts of a KPI with the names of what is crossed instead of its ids. */
function crossedByName({ dimensions, crosses }: Disaggregation) {
	const names = new Map(dimensions.map(({ id, name }) => [id, name]));
	return { dimensions, crossed: crosses.map((ids) => ids.map((id) => names.get(id))) };
}

/** A document without what a workbook does not carry. */
function carried(document: unknown): unknown {
	if (Array.isArray(document)) return document.map(carried);
	if (typeof document !== 'object' || document === null) return document;
	if ('crosses' in document) return carried(crossedByName(document as Disaggregation));
	return Object.fromEntries(
		Object.entries(document)
			.filter(([name]) => !notCarried.has(name))
			.map(([name, value]) => [name, carried(value)])
	);
}

/** What ids are called that records of work hold. */
async function names(db: Db, planId: string): Promise<Map<string, string>> {
	const organisations = await db.selectFrom('organisation').select(['id', 'acronym']).execute();
	const kpis = await db.selectFrom('kpi').select(['id', 'code']).execute();
	const lines = await db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source as fund', 'fund.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.select(['line.id', 'element.code', 'fund.code as fund', 'line.appropriation_year as year'])
		.execute();
	return new Map([
		...organisations.map(({ id, acronym }) => [`organisation ${id}`, acronym] as const),
		...kpis.map(({ id, code }) => [`kpi ${id}`, code] as const),
		...lines.map(({ id, code, fund, year }) => [`line ${id}`, `${code} ${fund} ${year}`] as const)
	]);
}

/** The records of work that stand, and all hand-overs, by names instead of ids. */
async function workIn(db: Db, plan: PlanRow) {
	const called = await names(db, plan.id);
	const { records, hand_overs } = await workRecordsDocument(db, plan, scopeOn(today, today));
	const latest = new Map(records.map((one) => [`${one.kind} ${one.id}`, one]));
	const standing = [...latest.values()].filter(({ withdrawn }) => !withdrawn);
	return {
		records: standing
			.map(({ kind, element, fields }) => ({
				...{ kind, element },
				fields: Object.fromEntries(
					Object.entries(fields).map(([name, value]) => {
						const of = idFields[name as keyof typeof idFields];
						return [name, of && value !== null ? called.get(`${of} ${String(value)}`) : value];
					})
				)
			}))
			.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
		hand_overs
	};
}

/** Without the copies of records of work, whose ids have no names. */
const withoutWork = (document: unknown): unknown => {
	if (Array.isArray(document)) return document.map(withoutWork);
	if (typeof document !== 'object' || document === null) return document;
	return Object.fromEntries(
		Object.entries(document)
			.filter(([name]) => name !== 'work_records')
			.map(([name, value]) => [name, withoutWork(value)])
	);
};

/** What each line was to cost as adopted, and what it had on both sides of each day on which money moved. */
async function moneyIn(db: Db, plan: PlanRow) {
	const scopes = [
		{ ...scopeOn(today, today), reading: 'baseline' as const },
		...movedOn.flatMap((day) => [scopeOn(addDays(day, -1), today), scopeOn(day, today)])
	];
	const records = await Promise.all(scopes.map((scope) => record(db, plan, scope)));
	return records.map(({ elements, budgetLines }) => {
		const codes = new Map(elements.map(({ id, code }) => [id, code]));
		return budgetLines
			.map(({ elementId, fundSource, appropriationYear, cost, appropriation, allotment }) =>
				[
					...[codes.get(elementId), fundSource, appropriationYear],
					...[cost, appropriation, allotment].map(String)
				].join(' ')
			)
			.toSorted();
	});
}

async function documentIn(db: Db) {
	const plan = (await plans.find(db, 'bangsamoro-demo'))!;
	const { children, counts, totals } = await planDocument(db, plan, scopeOn(today, today));
	const { appropriation, allotment } = totals;
	const work = await workIn(db, plan);
	return carried({
		...{ children: withoutWork(children), counts, work, money: await moneyIn(db, plan) },
		totals: { appropriation, allotment }
	});
}

/** What the demonstration has none of, so that a workbook that loses it is found out. */
async function addWork(): Promise<void> {
	const { actor: planner } = await makePerson(first, { role: 'planner' });
	const { id } = (await plans.find(first, 'bangsamoro-demo'))!;
	const plan = { id, demonstration: true };
	const reason = 'So that all of it is tried.';
	const element = await first
		.selectFrom('element')
		.where('plan_id', '=', id)
		.where('code', '=', '4.1.1')
		.select(['id', 'version'])
		.executeTakeFirstOrThrow();
	const elementId = element.id;
	const { id: line } = await first
		.selectFrom('budget_line')
		.where('element_id', '=', elementId)
		.select('id')
		.orderBy('id')
		.executeTakeFirstOrThrow();
	const kpi = await first
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', id)
		.where('kpi.disaggregation', 'is', null)
		.where('kpi.unit_kind', '=', 'count')
		.select('kpi.id')
		.executeTakeFirstOrThrow();
	const [owner] = await ownersToHandOver(first, id, elementId);
	const { id: other, acronym } = await first
		.selectFrom('organisation')
		.where('id', 'in', (of) => of.selectFrom('owner').select('owner.organisation_id'))
		.where('id', '<>', owner!.organisationId)
		.where('valid_to', 'is', null)
		.select(['id', 'acronym'])
		.orderBy('id')
		.executeTakeFirstOrThrow();
	expect(acronym).not.toBe(owner!.acronym);
	await handOver(first, planner, plan, {
		...{ elementId, version: element.version, ownerId: owner!.id, toOrganisationId: other },
		...{ toOffice: 'Director, Infrastructure', on: '2026-03-01', what: 'All keys.', reason },
		...{ withElements: [], today }
	});
	const of = { elementId, reason: null, today };
	await add(first, planner, plan, 'price_basis', {
		...of,
		values: {
			...{ budget_line_id: line, price_kind: 'constant', price_year: '2023' },
			...{ adopted_basis: 'constant 2019 prices', price_source: 'Annex B' }
		}
	});
	await add(first, planner, plan, 'contract', {
		...of,
		values: {
			...{ contract_title: 'Upkeep of the building', ocid: null, supplier: null },
			...{ supplier_identifier: null, supplier_organisation_id: other, contract_value: 125n },
			...{ budget_line_id: line, contract_state: 'active', signed_on: '2026-01-15' },
			...{ starts_on: null, ends_on: '2027-12-31' }
		}
	});
	const away = { unit_name: 'Left again', unit_code: null, code_system: null };
	const place = await add(first, planner, plan, 'location', { ...of, values: away });
	await withdraw(first, planner, plan, 'location', { id: place, version: place }, reason);
	await add(first, planner, plan, 'location', {
		...of,
		values: { ...away, unit_name: 'Second City; “Niño”, =1+1' }
	});
	await add(first, planner, plan, 'closure', {
		...{ elementId: null, reason: null, today },
		values: {
			...{ closure_reason: 'superseded', explanation: 'Another plan follows.\nIt has begun.' },
			...{ closed_on: '2026-10-31', final_cost: null, delivered: 'A data center.', lessons: null },
			...{ benefits: 'Fewer failures.', benefits_from: '2027-06-30', benefit_kpi_id: kpi.id }
		}
	});
	const named = (...all: string[]) => all.map((name) => ({ id: null, name }));
	const stored = (await findKpi(first, id, kpi.id))!;
	const disaggregation: EnteredDisaggregation = {
		dimensions: [
			{ id: null, name: 'Sex', addsUp: true, terms: named('Women', 'Men') },
			{ id: null, name: 'Age, in years', addsUp: false, terms: named('Below 30', '30; above') }
		],
		crosses: [[0, 1]]
	};
	const fields = { ...stored, disaggregation };
	await kpis.change(
		first,
		planner,
		plan,
		{ id: kpi.id, version: stored.version },
		{ fields, reason, today }
	);
}

const amendedOn = '2026-05-01';
const amendedAgainOn = '2026-08-15';
/** A day that comes. */
const amendedLastOn = '2027-02-01';
const releasedOn = ['2026-02-10', '2026-06-30', '2026-09-01'];
const movedOn = [...releasedOn, amendedOn, amendedAgainOn, amendedLastOn].toSorted();

/** Money is released in steps, and one release is taken back. */
async function releaseMoney(): Promise<void> {
	const { actor: planner } = await makePerson(first, { role: 'planner' });
	const { id } = (await plans.find(first, 'bangsamoro-demo'))!;
	const plan = { id, demonstration: true };
	const [one, other] = await first
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', id)
		.where('line.appropriation', '>', '1000')
		.select(['line.id', 'line.element_id as elementId'])
		.orderBy('line.id', 'desc')
		.limit(2)
		.execute();
	const release = async (
		line: { id: string; elementId: string },
		on: string,
		made: (amounts: LineAmounts) => Partial<LineAmounts>
	) => {
		const { cost, appropriation, allotment, version } = (await findLine(
			...([first, id, line.elementId, line.id] as const)
		))!;
		const amounts = { cost, appropriation, allotment };
		const asked = { amounts: { ...amounts, ...made(amounts) }, reason: 'Released.' };
		const released = { on, today };
		await budgets.change(first, planner, plan, { ...line, version }, { ...asked, released });
	};
	const [early, middle, late] = releasedOn as [string, string, string];
	await release(one!, early, ({ appropriation }) => ({ appropriation: appropriation! + 1n }));
	await release(one!, middle, ({ appropriation }) => ({
		...{ appropriation: appropriation! + 50_000n, allotment: appropriation! }
	}));
	await release(one!, late, () => ({ allotment: null }));
	await release(other!, middle, () => ({ appropriation: null, allotment: null }));
	await release(other!, late, () => ({ appropriation: 77_700n, allotment: 7n }));
}

/** What the same line costs from later days on, so that there are costs between the first and the last. */
async function amendAgain(): Promise<void> {
	const { actor: planner, id: actorId } = await makePerson(first, { role: 'planner' });
	const { id } = (await plans.find(first, 'bangsamoro-demo'))!;
	const plan = { id, demonstration: true };
	const line = await first
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', id)
		.where('line.cost', '>', '1000')
		.select(['line.id', 'line.element_id as elementId'])
		.orderBy('line.id')
		.executeTakeFirstOrThrow();
	for (const [on, more] of [
		[amendedAgainOn, -345n],
		[amendedLastOn, 1_000n]
	] as const) {
		const reason = 'The council changed it again.';
		const amendmentId = await amendments.draft(first, planner, plan, {
			...{ title: `From ${on}`, reason, holds_from: on }
		});
		await inDraft(first, { planId: id, amendmentId, actorId }, async (inside) => {
			const { cost, appropriation, allotment, version } = (await findLine(
				...([inside, id, line.elementId, line.id] as const)
			))!;
			const amounts = { cost: cost! + more, appropriation, allotment };
			await budgets.change(inside, planner, plan, { ...line, version }, { amounts, reason });
		});
		const { version } = (await findAmendment(first, id, amendmentId))!;
		const instrument = { number: `Resolution of ${on}`, on: '2026-04-20', address: null };
		const at = { id: amendmentId, version };
		await amendments.adopt(first, planner, plan, at, { instrument, today });
	}
}

/** An amendment by which one activity costs more, and another gets a line that it had not. */
async function amendCosts(): Promise<void> {
	const { actor: planner, id: actorId } = await makePerson(first, { role: 'planner' });
	const { id } = (await plans.find(first, 'bangsamoro-demo'))!;
	const plan = { id, demonstration: true };
	const lines = await first
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', id)
		.where('line.cost', '>', '1000')
		.select(['line.id', 'line.element_id', 'line.fund_source_id', 'line.appropriation_year'])
		.orderBy('line.id')
		.execute();
	const [line] = lines;
	const { element_id: elementId, fund_source_id } = line!;
	const reason = 'The council gave more.';
	const amendmentId = await amendments.draft(first, planner, plan, {
		...{ title: 'More money', reason, holds_from: amendedOn }
	});
	await inDraft(first, { planId: id, amendmentId, actorId }, async (inside) => {
		const stored = (await findLine(inside, id, elementId, line!.id))!;
		const { cost, appropriation, allotment, version } = stored;
		const amounts = { cost: cost! + 12_345n, appropriation, allotment };
		await budgets.change(
			...([inside, planner, plan, { elementId, id: line!.id, version }] as const),
			{ amounts, reason }
		);
		const taken = new Set(
			lines.flatMap((one) => (one.element_id === elementId ? [one.appropriation_year] : []))
		);
		const year = [2022, 2023, 2024, 2025, 2026, 2027, 2028].find((one) => !taken.has(one))!;
		await budgets.add(inside, planner, plan, elementId, {
			...{ reason },
			line: {
				...{ cost: 99_900n, appropriation: null, allotment: null },
				...{ fund_source_id, appropriation_year: year }
			}
		});
	});
	const { version } = (await findAmendment(first, id, amendmentId))!;
	const instrument = { number: 'Resolution 7', on: '2026-04-15', address: null };
	const at = { id: amendmentId, version };
	await amendments.adopt(first, planner, plan, at, { instrument, today });
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
	await addWork();
	await amendCosts();
	await amendAgain();
	await releaseMoney();
	planId = await prepare();
});

test('the demonstration as a workbook makes the same API document in an empty database', async () => {
	const workbook = asProposed(await exported(first));
	const { difference } = await previewed(second, planId, workbook);
	expect(difference.refusals).toEqual([]);
	expect(difference.anotherPlan).toBeNull();
	await taken(second, actor, planId, workbook, { leaveOut: false });
	expect(await documentIn(second)).toEqual(await documentIn(first));
	const plan = (await plans.find(second, 'bangsamoro-demo'))!;
	const [, ...onDays] = await moneyIn(second, plan);
	// on each of these days something moved
	for (const [at] of movedOn.entries()) expect(onDays[2 * at]).not.toEqual(onDays[2 * at + 1]);
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
