/** The demonstration amended: what was reckoned of a past quarter stays, to the last digit. */
import { beforeAll, expect, test } from 'vitest';
import { difference } from '#lib/domain/editions/difference.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as queries from '#lib/server/amendments/queries.ts';
import * as budgets from '#lib/server/budgets/appropriations.ts';
import { lines } from '#lib/server/budgets/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import type { ElementFields } from '#lib/server/elements/fields.ts';
import { find } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db } = await freshDatabase();
/** What is written here is known from this day on. */
const today = todayIn('Asia/Manila', new Date());
const holds_from = '2026-10-15';
const reason = 'The council amended the plan.';
const { id: actorId, actor: planner } = await makePerson(db, { role: 'planner' });
const present = async () => (await plans.find(db, 'bangsamoro-demo'))!;

await seedReference(db);
await seedAll(db, () => {});
const { id: planId } = await present();
const edited = { id: planId, demonstration: true };
const { periods } = await setOut(db, await present());
const quarters = periods.map(({ endsOn }) => endsOn).filter((on) => on < holds_from);

/** All figures of a day but those that the amendment may change: what is planned after it. */
async function figuresOn(on: string) {
	const {
		revision: _,
		curve,
		...document
	} = await figuresDocument(db, await present(), scopeOn(on, today));
	return { ...document, curve: curve.filter((point) => point.on < holds_from) };
}

async function amend(
	inside: Db,
	id: string,
	fields: (element: ElementFields) => Partial<ElementFields>
) {
	const element = (await find(inside, planId, id))!;
	const request = { id, version: element.version, reason, linkReason: null, today };
	await change(inside, planner, edited, { ...request, fields: { ...element, ...fields(element) } });
}

/** An element with one milestone more, at its end. */
const withMilestone = ({ milestones, planned_end: planned_on }: ElementFields) => ({
	milestones: [...milestones, { id: null, title: 'One more step', weight: '1', planned_on }]
});

/** All figures of the present day by the plan as adopted, without what they are called by. */
async function baselineFigures() {
	const { revision: _, ...document } = await figuresDocument(db, await present(), {
		...scopeOn(today, today),
		reading: 'baseline'
	});
	return document;
}

let before: unknown[];
let adoptedPlan: unknown;
let previewed: ReturnType<typeof difference>;
const untouched = await figures(db, await present(), scopeOn(today, today));

beforeAll(async () => {
	before = [];
	for (const on of quarters) before.push(await figuresOn(on));
	adoptedPlan = await baselineFigures();
	const activities = untouched.record.elements.filter(({ kind }) => kind === 'activity');
	const running = activities.find(({ update }) => update?.delivery === 'in_progress')!;
	const finished = activities.find(({ update }) => update?.delivery === 'completed')!;
	const [merged, into, later] = activities.filter((one) => one !== running && one !== finished);
	const id = await amendments.draft(db, planner, edited, { title: 'First', reason, holds_from });
	const draft = { planId, amendmentId: id, actorId };
	await inDraft(db, draft, async (inside) => {
		const gone = (await find(inside, planId, merged!.id))!;
		await retire(
			inside,
			planner,
			edited,
			{ id: gone.id, version: gone.version, reason },
			new Date()
		);
		await amend(inside, later!.id, () => ({ planned_end: '2028-12-31', forecast_end: null }));
		for (const { id: of } of [running, finished]) await amend(inside, of, withMilestone);
		const [line] = await lines(inside, planId, into!.id);
		const { cost, appropriation, allotment, version } = line!;
		const at = { elementId: into!.id, id: line!.id, version };
		const amounts = { cost: (cost ?? 0n) + 10_000_000_000n, appropriation, allotment };
		await budgets.change(inside, planner, edited, at, { amounts, reason });
	});
	previewed = await inDraft(db, draft, async (inside) =>
		difference(
			untouched,
			await figures(inside, (await plans.find(inside, 'bangsamoro-demo'))!, scopeOn(today, today))
		)
	);
	const { version } = (await queries.find(db, planId, id))!;
	const instrument = { number: 'Resolution 14', on: '2026-10-10', address: null };
	await amendments.adopt(db, planner, edited, { id, version }, { instrument, today });
});

test('every figure of every past quarter is as it was, to the last digit', async () => {
	expect(quarters.length).toBeGreaterThan(15);
	for (const [at, on] of quarters.entries()) expect(await figuresOn(on), on).toEqual(before[at]);
});

test('against the plan as adopted all figures of today are those of before the amendment', async () => {
	expect(await baselineFigures()).toEqual(adoptedPlan);
	const amended = await figuresOn(today);
	expect(amended.elements).not.toEqual((adoptedPlan as typeof amended).elements);
});

test('what was previewed is what was adopted', async () => {
	const adopted = await figures(db, await present(), scopeOn(today, today));
	const made = difference(untouched, adopted);
	expect(made).toEqual(previewed);
	expect(made.weights.length).toBeGreaterThan(0);
	expect(made.activities).toEqual({ before: 28, after: 27 });
});

test('a milestone added to finished work does not undo what was reported of it', async () => {
	const now = await figures(db, await present(), scopeOn(today, today));
	const finished = untouched.record.elements.find(
		({ kind, update }) => kind === 'activity' && update?.delivery === 'completed'
	)!;
	expect(now.figures.elements.get(finished.id)!.delivery).toMatchObject({ known: true, value: 1 });
});

test('the independent recomputation agrees before, on and after its day', async () => {
	const plan = await present();
	const document = await facts(db, plan, scopeOn(today, today));
	expect(document.elements.some(({ amendment }) => amendment !== null)).toBe(true);
	for (const on of ['2026-09-30', '2026-10-14', holds_from, '2026-10-31', today])
		await expectRecomputed(db, plan, document, scopeOn(on, today));
});
