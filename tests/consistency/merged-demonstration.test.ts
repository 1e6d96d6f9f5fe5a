/** Two ministries of the demonstration merged and one split: what was reckoned of a past day stays, to the last digit. */
import { beforeAll, expect, test } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { end, previewEnding } from '#lib/server/organisations/ending.ts';
import type { EndingAsked } from '#lib/server/organisations/ending-asked.ts';
import { tasks } from '#lib/server/reports/tasks.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db } = await freshDatabase();
const today = '2026-11-26';
const on = '2026-10-15';
const reason = 'Administrative Order No. 12 merged them.';
const { actor } = await makePerson(db, { role: 'administrator' });
const present = async () => (await plans.find(db, 'bangsamoro-demo'))!;

await seedReference(db);
await seedAll(db, () => {});
const { periods } = await setOut(db, await present());
const past = periods.map(({ endsOn }) => endsOn).filter((day) => day < on);
const days = ['2025-05-17', ...past, '2026-10-14'];

const idOf = async (slug: string) =>
	(
		await db
			.selectFrom('organisation')
			.where('slug', '=', slug)
			.select('id')
			.executeTakeFirstOrThrow()
	).id;

/** All that a day's document says, but for the number of the plan's revision. */
async function documentOn(day: string, knownOn = today) {
	const { revision: _, ...document } = await figuresDocument(db, await present(), {
		...scopeOn(day, today),
		knownOn
	});
	return document;
}

async function pass(asked: EndingAsked): Promise<void> {
	const { seen } = await previewEnding(db, actor, asked, today);
	await end(db, actor, asked, { reason, today, seen });
}

let before: unknown[];
let knownThen: unknown[];
let reporting: unknown[];

const reportingOn = async (day: string) => {
	const { figures: made } = await figures(db, await present(), scopeOn(day, today));
	const { reported, expected, byState, organisations } = made.reporting;
	const named = organisations.map(({ acronym, state, daysOverdue, activityIds }) => ({
		...{ acronym, state, daysOverdue, activityIds }
	}));
	return { reported, expected, byState, named };
};

beforeAll(async () => {
	[before, knownThen, reporting] = [[], [], []];
	for (const day of days) before.push(await documentOn(day));
	for (const day of days) knownThen.push(await documentOn(day, '2026-10-20'));
	for (const day of days) reporting.push(await reportingOn(day));
	const [mtit, motc, milg] = [await idOf('mtit'), await idOf('motc'), await idOf('milg')];
	const successor = {
		...{ field: 'new-0', kind: 'ministry' as const },
		...{ acronym: 'MTTC', name: 'Ministry of Trade, Transport and Communications' }
	};
	await pass({ ids: [mtit, motc], on, successors: [successor], choices: {} });
	const { duties } = await previewEnding(
		db,
		actor,
		{ ids: [milg], on, successors: [], choices: {} },
		today
	);
	const [first] = duties.owned.filter(({ role }) => role === 'lead');
	await pass({
		...{ ids: [milg], on },
		successors: [
			{ field: 'new-0', kind: 'ministry', acronym: 'MOR', name: 'Ministry of Roads' },
			{ field: 'new-1', kind: 'office', acronym: 'OPB', name: 'Office of Public Buildings' }
		],
		choices: { [`o${first!.id}`]: 1 }
	});
});

test('every figure of every past day is what it was, known today and known then', async () => {
	for (const [place, day] of days.entries()) {
		expect(await documentOn(day), day).toEqual(before[place]);
		expect(await documentOn(day, '2026-10-20'), day).toEqual(knownThen[place]);
	}
});

test('who had reported, and who was late, is what it was', async () => {
	for (const [place, day] of days.entries())
		expect(await reportingOn(day), day).toEqual(reporting[place]);
});

test('from the day on the successors own all that was owned, and nobody owns anything twice', async () => {
	const scope = scopeOn(today, today);
	const { elements } = await record(db, await present(), scope);
	const owners = elements.flatMap(({ id, owners }) => owners.map((one) => ({ id, ...one })));
	const acronyms = new Set(owners.map(({ acronym }) => acronym));
	for (const gone of ['MTIT', 'MOTC', 'MILG']) expect(acronyms).not.toContain(gone);
	for (const come of ['MTTC', 'MOR', 'OPB']) expect(acronyms).toContain(come);
	const keys = owners.map(({ id, acronym }) => `${id} ${acronym}`);
	expect(keys).toHaveLength(new Set(keys).size);
	const lead = owners.find(({ acronym, role }) => acronym === 'OPB' && role === 'lead');
	expect(lead?.takenOver).toMatchObject({ acronym: 'MILG', on });
});

test('the report of the period before is the successor’s, and it finds what it took over', async () => {
	const plan = await present();
	const scope = scopeOn(past.at(-1)!, today);
	const { reporting: now } = planFigures(await record(db, plan, scope), scope);
	const silent = now.organisations.filter(({ owedBy }) => owedBy.length > 0);
	expect(silent.length).toBeGreaterThan(0);
	for (const { state, acronym } of silent)
		expect(['returned', 'not_submitted'], acronym).toContain(state);
	const mine = await tasks(db, plan, await idOf('mttc'), today);
	expect(mine.activities.length).toBeGreaterThan(0);
	const [task] = mine.activities;
	const own = task!.element.owners.find(({ acronym }) => acronym === 'MTTC');
	expect(own?.takenOver?.acronym).toMatch(/MTIT|MOTC/);
});

test('the independent recomputation agrees before, on and after the day', async () => {
	const plan = await present();
	const document = await facts(db, plan, scopeOn(today, today));
	for (const day of ['2026-09-30', '2026-10-14', on, today])
		await expectRecomputed(db, plan, document, scopeOn(day, today));
});
