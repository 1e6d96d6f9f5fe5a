/** A plan made of its publication's text, against a real database. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { usualLabels } from '#lib/domain/proposals/usual-labels.ts';
import * as drafts from '#lib/server/plan-drafts/commands.ts';
import { make, type MadePlan } from '#lib/server/plan-drafts/make.ts';
import { find, open } from '#lib/server/plan-drafts/queries.ts';
import { Conflict, NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const { actor } = await makePerson(db, { role: 'planner' });

const reason = 'Ours.';
const given = (title: string): MadePlan => ({
	plan: {
		title,
		shortTitle: null,
		language: 'en',
		currency: 'PHP',
		timeZone: 'Asia/Manila',
		fiscalYearStartMonth: 1,
		periodStart: null,
		periodEnd: null,
		labels: usualLabels('en'),
		rollUpMethod: 'equal',
		reportingFrequency: null
	},
	publication: { title, publisher: null, publishedOn: null, address: null },
	reasons: {
		entered: reason,
		notStated: reason,
		code: reason,
		codeStated: reason,
		kind: reason,
		parent: reason,
		position: reason,
		divided: reason,
		reckoning: reason
	}
});

const begin = (title: string, text: string) =>
	drafts.begin(db, actor, { title, text, fileName: null });

const planOf = (slug: string) =>
	db.selectFrom('plan').where('slug', '=', slug).selectAll().executeTakeFirstOrThrow();

const elementsOf = (planId: string) =>
	db.selectFrom('element').where('plan_id', '=', planId).selectAll().orderBy('id').execute();

test('every element has its passage letter for letter, and nothing that the text does not state', async () => {
	const file = new URL('../fixtures/publications/bangsamoro.txt', import.meta.url);
	const text = readFileSync(file, 'utf8');
	const id = await begin('Bangsamoro Plan', text);
	const slug = await make(db, actor, id, given('Bangsamoro Plan'), { version: 1 });
	expect(slug).toBe('bangsamoro-plan');
	const plan = await planOf(slug);
	expect(plan).toMatchObject({ period_start: null, period_end: null, description: null });
	expect(plan.vision).toBe('DIGITIZED GOVERNMENT FOR TRANSFORMATIVE BANGSAMORO');
	const elements = await elementsOf(plan.id);
	const kinds = Map.groupBy(elements, ({ kind }) => kind);
	expect([...kinds].map(([kind, of]) => [kind, of.length])).toEqual([
		['goal', 5],
		['objective', 9],
		['activity', 28]
	]);
	expect(elements.map(({ code }) => code)).toContain('4.2.8');
	for (const { planned_start, planned_end, weight } of elements)
		expect([planned_start, planned_end, weight]).toEqual([null, null, null]);
	const quoted = await db
		.selectFrom('provenance')
		.innerJoin('passage', 'passage.id', 'provenance.passage_id')
		.innerJoin('element', 'element.id', 'provenance.element_id')
		.where('element.plan_id', '=', plan.id)
		.where('field', '=', 'title')
		.select(['provenance.kind', 'passage.text', 'quote', 'element.title'])
		.execute();
	expect(quoted).toHaveLength(42);
	for (const { kind, text: passage, quote, title } of quoted) {
		expect(kind).toBe('source');
		expect(text).toContain(passage);
		expect(passage).toContain(quote ?? passage);
		expect((quote ?? passage).replace(/\s+/g, ' ')).toBe(title);
	}
	const hanging = ['owner', 'kpi', 'budget_line', 'milestone'] as const;
	for (const table of hanging)
		expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
	expect(await find(db, id)).toBeUndefined();
});

test('what the text states besides is kept in its words, and what a person words is marked', async () => {
	const text =
		'Goal 1: Better services (G2C)\nKPI: Days to an answer\nBudget: PHP 5 million\nRest.';
	const id = await begin('Stated', text);
	await drafts.act(
		db,
		actor,
		id,
		{ act: 'word', id: 0, title: 'Better public services', reason: 'Clearer.' },
		{ version: 1 }
	);
	const plan = await planOf(await make(db, actor, id, given('Stated'), { version: 2 }));
	const notes = await db
		.selectFrom('plan_note')
		.where('plan_id', '=', plan.id)
		.select(['topic', 'text'])
		.orderBy('position')
		.execute();
	expect(notes).toEqual([
		{ topic: 'KPI', text: 'Days to an answer' },
		{ topic: 'Budget', text: 'PHP 5 million' }
	]);
	const [goal] = await elementsOf(plan.id);
	const title = await db
		.selectFrom('provenance')
		.where('element_id', '=', goal!.id)
		.where('field', '=', 'title')
		.selectAll()
		.executeTakeFirstOrThrow();
	expect(title).toMatchObject({ kind: 'editorial', reason: 'Clearer.', quote: 'Better services' });
});

test('two titles that are written alike get two addresses, and one title is not used twice', async () => {
	const slugs = [];
	for (const title of ['Plan Ñ & more', 'Plan N: more']) {
		const id = await begin(title, 'Goal 1: Better services');
		slugs.push(await make(db, actor, id, given(title), { version: 1 }));
	}
	const again = await begin('Plan Ñ & more', 'Goal 1: Better services');
	await expect(
		make(db, actor, again, given('plan ñ & MORE'), { version: 1 })
	).rejects.toMatchObject({ field: 'title', reason: 'title_used' });
	expect(await find(db, again)).toBeDefined();
	expect(slugs).toEqual(['plan-n-more', 'plan-n-more-2']);
});

test('of two who work on a draft the second is told; a refused act changes nothing', async () => {
	const id = await begin('Shared', 'Goal 1: Better services\nGoal 2: Safe data');
	const act = (element: number, version: number) =>
		drafts.act(db, actor, id, { act: 'up', id: element }, { version });
	await act(1, 1);
	await expect(act(0, 1)).rejects.toThrow(Conflict);
	await expect(act(1, 2)).rejects.toMatchObject({ reason: 'first_already' });
	expect((await find(db, id))?.version).toBe(2);
	await drafts.discard(db, actor, id, { version: 2 });
	expect((await open(db)).map((draft) => draft.id)).not.toContain(id);
	expect(
		await db.selectFrom('plan_draft').where('id', '=', id).select('text').executeTakeFirst()
	).toBeDefined();
});

test('only planners draft', async () => {
	const leader = await makePerson(db, { role: 'leader' });
	const asked = { title: 'X', text: 'Goal 1: Y', fileName: null };
	await expect(drafts.begin(db, leader.actor, asked)).rejects.toThrow(NotAllowed);
});
