/** A date that an amendment, a correction or a report moves, as the database tells it. */
import { expect, test } from 'vitest';
import { commitmentsByPeriod } from '#lib/domain/commitments/periods.ts';
import { ownerRecords } from '#lib/domain/commitments/owner-record.ts';
import { addDays, today as todayIn } from '#lib/domain/records/dates.ts';
import { scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendmentQueries from '#lib/server/amendments/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import type { ElementFields } from '#lib/server/elements/fields.ts';
import { find } from '#lib/server/elements/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const today = todayIn('Asia/Manila', new Date());
const reason = 'The council moved it.';
const instrument = { number: 'Resolution 14', on: '2026-01-05', address: null };
const holds_from = '2026-02-01';
let slugs = 0;

/** A plan with an activity that is to end on 31 March 2026. */
async function aPlan() {
	const slug = `committed-${(slugs += 1)}`;
	const plan = await makePlan(db, { slug });
	const element = plan.elements['1.1.1'];
	await db
		.updateTable('element')
		.set({ planned_start: '2025-01-01', planned_end: '2026-03-31' })
		.where('id', '=', element)
		.execute();
	return { slug, plan, element };
}

async function edited(inside: Db, planId: string, id: string, fields: Partial<ElementFields>) {
	const element = (await find(inside, planId, id))!;
	const request = { id, version: element.version, reason, linkReason: null, today };
	const plan = { id: planId, demonstration: false };
	return change(inside, planner, plan, { ...request, fields: { ...element, ...fields } });
}

/** The first quarter of 2026 in a scope. */
async function quarterIn(slug: string, scope: Scope) {
	const { record, figures: made } = await figures(db, (await plans.find(db, slug))!, scope);
	const asked = { frequency: 'quarter', elementId: null, organisationIds: null } as const;
	const all = commitmentsByPeriod(record, made.reckoned.days, asked);
	return all.find(({ period }) => period.startsOn === '2026-01-01');
}

async function amendedPlan() {
	const { slug, plan, element } = await aPlan();
	const id = await amendments.draft(db, planner, plan, { title: 'First', reason, holds_from });
	await inDraft(db, { planId: plan.id, amendmentId: id, actorId: plannerId }, (inside) =>
		edited(inside, plan.id, element, { planned_end: '2026-06-30' })
	);
	const { version } = (await amendmentQueries.find(db, plan.id, id))!;
	await amendments.adopt(db, planner, plan, { id, version }, { instrument, today });
	return { slug, plan, element };
}

test('what an amendment moved is told as moved by it, with its instrument', async () => {
	const { slug } = await amendedPlan();
	const quarter = await quarterIn(slug, scopeOn('2026-04-30', today));
	expect(quarter).toMatchObject({ due: 1, added: 0, counts: { moved: 1 } });
	expect(quarter!.commitments).toMatchObject([
		{
			...{ due: '2026-03-31', fate: 'moved', by: 'amendment', movedTo: '2026-06-30' },
			moves: [
				{
					...{ on: holds_from, from: '2026-03-31', to: '2026-06-30', days: 91, way: 'amendment' },
					amendment: { title: 'First', instrument: { number: 'Resolution 14', on: '2026-01-05' } }
				}
			]
		}
	]);
});

test('nothing of it is seen on a day before its own, nor as known before it was recorded', async () => {
	const { slug } = await amendedPlan();
	const before = await quarterIn(slug, scopeOn('2026-01-31', today));
	expect(before!.commitments).toMatchObject([{ fate: 'not_due', moves: [] }]);
	const yesterday = addDays(today, -1);
	const unknown = await quarterIn(slug, {
		...scopeOn('2026-04-30', today),
		knownOn: yesterday
	});
	expect(unknown!.commitments).toMatchObject([{ fate: 'not_reported', moves: [] }]);
	const adopted = await quarterIn(slug, {
		...scopeOn('2026-01-31', today),
		reading: 'baseline'
	});
	expect(adopted!.commitments).toMatchObject([{ due: '2026-03-31', moves: [] }]);
});

test('a correction that sets another date is told as one; one that fills in a date is not', async () => {
	const { slug, plan, element } = await aPlan();
	await edited(db, plan.id, element, { planned_end: '2099-06-30' });
	await edited(db, plan.id, plan.elements['1.1.2'], { planned_end: '2026-03-15' });
	const quarter = await quarterIn(slug, scopeOn(today, today));
	expect(
		quarter!.commitments.map(({ due, fate, by, moves }) => [due, fate, by, moves.length])
	).toEqual([
		['2026-03-15', 'not_reported', null, 0],
		['2026-03-31', 'moved', 'correction', 1]
	]);
});

test('a report that expects another end moves it only in a report, for its lead', async () => {
	const { slug, plan, element } = await aPlan();
	const { id: organisation_id } = await db
		.insertInto('organisation')
		.values({ acronym: 'OWN', name: 'Owner', slug: 'own', kind: 'ministry', jurisdiction: 'X' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('owner')
		.values({ element_id: element, organisation_id, role: 'lead' })
		.execute();
	await db
		.insertInto('activity_update')
		.values({
			...{ element_id: element, as_of: '2026-03-31', delivery: 'in_progress' },
			...{ physical_percent: 40, recovery_on: '2026-05-31' }
		})
		.execute();
	await db
		.updateTable('plan')
		.set((eb) => ({
			revision: eb('revision', '+', '1'),
			structure_revision: eb(eb.cast<string>('structure_revision', 'bigint'), '+', '1')
		}))
		.where('id', '=', plan.id)
		.execute();
	const quarter = await quarterIn(slug, scopeOn('2026-04-30', today));
	expect(quarter!.commitments).toMatchObject([
		{ fate: 'moved', by: 'report', movedTo: '2026-05-31', leads: [organisation_id] }
	]);
	const { record } = await figures(db, (await plans.find(db, slug))!, scopeOn('2026-04-30', today));
	const owner = ownerRecords(record, { asOf: '2026-04-30', knownOn: today }).get(organisation_id);
	expect(owner).toMatchObject({ later: { times: 1, total: 61 }, ways: { report: 1 } });
});
