/** Templates: made of plans, never changed, taken from; where what was taken comes from, and what is refused. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import { find as findAmendment } from '#lib/server/amendments/queries.ts';
import * as origins from '#lib/server/templates/origins.ts';
import { change as changeElement } from '#lib/server/elements/commands.ts';
import { find as findElement } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { find as findKpi } from '#lib/server/kpis/definitions.ts';
import { start } from '#lib/server/plans/commands.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { make, withdraw } from '#lib/server/templates/commands.ts';
import * as templates from '#lib/server/templates/queries.ts';
import type { TakenElement } from '#lib/server/templates/taken-fields.ts';
import { take, takenFrom, type Taking } from '#lib/server/templates/taking.ts';
import { provenanceOf, type Template, type TemplateItems } from '#lib/domain/templates/template.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan, revisionOf } from '../support/plans.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedAll(db, () => {});
const { actor: planner } = await makePerson(db, { role: 'planner', name: 'Amina' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const now = new Date();
const reason = 'The council wants these first.';
const words = {
	from: (code: string) => `From the template, ${code}.`,
	invented: 'It was invented there.'
};

const planOf = async (slug: string) => (await plans.find(db, slug))!;
const make1 = async (slug: string, more: { title?: string; followsId?: string } = {}) => {
	const title = more.title ?? `Template of ${slug}`;
	const fields = { title, description: null, reason, followsId: more.followsId ?? null };
	const name = await make(db, planner, await planOf(slug), fields, { now });
	return (await templates.find(db, name))!;
};
const itemsOf = (template: Template) => templates.items(db, template.id);
const programme = (await templates.find(db, 'dti-programme'))!;
const parts = await itemsOf(programme);

let number = 0;
/** A plan that was begun here and is empty. */
async function emptyPlan() {
	number += 1;
	const label = { one: 'Element', many: 'Elements' };
	const slug = await start(db, planner, {
		plan: {
			...{ title: `New plan ${number}`, shortTitle: null, language: 'en', currency: 'PHP' },
			...{ timeZone: 'Asia/Manila', fiscalYearStartMonth: 1, periodStart: null, periodEnd: null },
			...{ vision: null, mission: null, rollUpMethod: 'equal', reportingFrequency: null },
			labels: { goal: label, objective: label, activity: label }
		},
		reasons: { entered: 'Entered.', notStated: 'Not stated.', reckoning: 'Our own.' }
	});
	return planOf(slug);
}

const element = (of: TemplateItems, code: string) => of.elements.find((one) => one.code === code)!;
const sentElement = (
	of: TemplateItems,
	code: string,
	more: Partial<TakenElement> = {}
): TakenElement => {
	const { id, title, description } = element(of, code);
	return { id, code, title, description, underId: null, ...more };
};
const sentKpi = (of: TemplateItems, code: string) => {
	const { id, title, definition, meansOfVerification } = of.kpis.find((one) => one.code === code)!;
	return { id, code, title, definition, meansOfVerification };
};
const taking = (of: Template, more: Partial<Taking>): Taking => ({
	...{ templateId: of.id, elements: [], kpis: [], reason, words },
	...more
});

let plan: plans.PlanRow;
beforeEach(async () => {
	plan = await emptyPlan();
});
const rows = (planId = plan.id) =>
	db
		.selectFrom('element')
		.leftJoin('element as above', 'above.id', 'element.parent_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.select(['element.id', 'element.code', 'element.title', 'above.code as parent'])
		.select(['element.template_element_id as from', 'element.short_title'])
		.orderBy('element.id')
		.execute();
const idOf = async (code: string) => (await rows()).find((row) => row.code === code)!.id;

test('the programme ships as a template, each item with its words and where they stand', async () => {
	expect(programme).toMatchObject({
		plan: { slug: 'dti-programme', draft: false },
		...{ provenance: 'editorial', madeBy: null, withdrawn: null, follows: null },
		counts: { goal: 5, objective: 6, kpi: 0 }
	});
	expect(parts.kpis).toEqual([]);
	const [first, item] = parts.elements;
	expect(first).toMatchObject({ kind: 'goal', code: 'II.A', parentId: null, depth: 0 });
	expect(item).toMatchObject({ kind: 'activity', code: 'II.A.1', parentId: first!.id, depth: 1 });
	expect(provenanceOf(first!, 'description')).toMatchObject({
		...{ kind: 'source', passage: 'I.1', passageId: expect.any(String) },
		publication: { title: expect.stringContaining('Digital Transformation Initiative Programme') }
	});
});

describe('what is taken', () => {
	test('is one revision of the plan, and says which item it came from, field by field', async () => {
		const before = await revisionOf(db, plan.id);
		const elements = ['II.A', 'II.A.1', 'II.B'].map((code) => sentElement(parts, code));
		const made = await take(db, planner, plan, taking(programme, { elements }));
		expect(made).toEqual({ elements: 3, kpis: 0 });
		expect(await revisionOf(db, plan.id)).toBe(before + 1);
		expect(await rows()).toMatchObject([
			{ code: 'II.A', parent: null, from: element(parts, 'II.A').id },
			{ code: 'II.A.1', parent: 'II.A' },
			{ code: 'II.B', parent: null }
		]);
		const said = await byField(db, 'element_id', await idOf('II.A'));
		expect(said['title']).toMatchObject({
			...{ kind: 'public_record', quote: 'Digital Infrastructure', passage: 'II.A' },
			reason: expect.stringContaining('From the template, II.A.'),
			publication: { title: expect.stringContaining('Programme') }
		});
		expect(said['code']).toMatchObject({
			kind: 'editorial',
			reason: expect.stringMatching(/^From the template, II\.A\. Put together/)
		});
		expect(said['parent']).toMatchObject({ kind: 'editorial', reason });
	});

	test('is told of in the log: each part, and the whole last', async () => {
		const elements = [sentElement(parts, 'II.A'), sentElement(parts, 'II.A.1')];
		await take(db, planner, plan, taking(programme, { elements }));
		const log = await db
			.selectFrom('audit_entry')
			.where('plan_id', '=', plan.id)
			.select(['action', 'detail'])
			.orderBy('id')
			.execute();
		expect(log.slice(-3)).toMatchObject([
			{ action: 'element_added', detail: { code: 'II.A' } },
			{ action: 'element_added', detail: { code: 'II.A.1', after: { parent: 'II.A' } } },
			{
				action: 'template_taken',
				detail: { reason, after: { template: programme.title, elements: 2, kpis: 0 } }
			}
		]);
	});

	test('keeps its origin where its words were changed, and the source’s words beside them', async () => {
		const elements = [sentElement(parts, 'II.A', { code: 'G1', title: 'Shared networks' })];
		await take(db, planner, plan, taking(programme, { elements }));
		const [row] = await rows();
		expect(row).toMatchObject({ code: 'G1', title: 'Shared networks', short_title: null });
		expect(row!.from).toBe(element(parts, 'II.A').id);
		const said = await byField(db, 'element_id', row!.id);
		expect(said['title']).toMatchObject({
			...{ kind: 'editorial', reason, quote: 'Digital Infrastructure', passage: 'II.A' }
		});
		expect(said['description']).toMatchObject({ kind: 'public_record' });
	});

	test('keeps its origin where its words are changed later', async () => {
		await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A')] }));
		const stored = (await findElement(db, plan.id, await idOf('II.A')))!;
		await changeElement(db, planner, plan, {
			...{ id: stored.id, version: stored.version, linkReason: null, today: '2026-11-28' },
			...{ fields: { ...stored, title: 'Networks' }, reason: 'Shorter.' }
		});
		expect((await rows())[0]).toMatchObject({ title: 'Networks', from: element(parts, 'II.A').id });
		expect((await byField(db, 'element_id', stored.id))['title']).toMatchObject({
			...{ kind: 'editorial', reason: 'Shorter.', quote: 'Digital Infrastructure' }
		});
	});

	test('goes beneath what was taken before, or beneath what it is told to', async () => {
		await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A')] }));
		await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A.1')] }));
		const underId = await idOf('II.A');
		const elements = [sentElement(parts, 'II.B.1', { underId })];
		await take(db, planner, plan, taking(programme, { elements }));
		expect(await rows()).toMatchObject([
			{ code: 'II.A', parent: null },
			{ code: 'II.A.1', parent: 'II.A' },
			{ code: 'II.B.1', parent: 'II.A' }
		]);
	});

	test('comes into an adopted plan as a correction, from the beginning on', async () => {
		const small = await makePlan(db, { slug: `small-${number}` });
		const elements = [sentElement(parts, 'II.A')];
		await take(db, planner, small, taking(programme, { elements }));
		const [version] = await db
			.selectFrom('element_version')
			.where('plan_id', '=', small.id)
			.where('template_element_id', 'is not', null)
			.select(['holds_from', 'template_element_id'])
			.execute();
		expect(version).toEqual({
			holds_from: '-infinity',
			template_element_id: element(parts, 'II.A').id
		});
		const way = await db
			.selectFrom('plan_revision')
			.where('plan_id', '=', small.id)
			.select(['way', 'reason'])
			.orderBy('revision', 'desc')
			.executeTakeFirstOrThrow();
		expect(way).toEqual({ way: 'correction', reason });
	});
});

test('a draft of an amendment takes parts too; once it is adopted they say where they came from', async () => {
	const small = await makePlan(db, { slug: `drafted-${number}` });
	const fields = { title: 'More goals', reason: 'The law adds them.', holds_from: '2026-06-01' };
	const amendmentId = await amendments.draft(db, planner, small, fields);
	const by = planner.kind === 'user' ? planner.id : '';
	const elements = [
		sentElement(parts, 'II.A'),
		sentElement(parts, 'II.B', { title: 'Services for citizens' })
	];
	await inDraft(db, { planId: small.id, amendmentId, actorId: by }, (within) =>
		take(within, planner, small, taking(programme, { elements }))
	);
	expect((await rows(small.id)).map(({ code }) => code)).not.toContain('II.A');
	const { version } = (await findAmendment(db, small.id, amendmentId))!;
	await amendments.adopt(
		db,
		planner,
		small,
		{ id: amendmentId, version },
		{
			instrument: { number: 'Act 1', on: '2026-06-01', address: null },
			today: '2026-11-28'
		}
	);
	const made = (await rows(small.id)).filter(({ from }) => from !== null);
	expect(made).toMatchObject([
		{ code: 'II.A', from: element(parts, 'II.A').id },
		{ code: 'II.B', from: element(parts, 'II.B').id }
	]);
	const said = await byField(db, 'element_id', made[0]!.id);
	expect(said['title']).toMatchObject({ kind: 'public_record', quote: 'Digital Infrastructure' });
	expect(Object.keys(said)).not.toContain('template_element');
	expect((await byField(db, 'element_id', made[1]!.id))['title']).toMatchObject({
		...{ kind: 'editorial', reason: 'The law adds them.', quote: 'Citizen Services' }
	});
});

test('the words of a plan that is no public one stay with those who may edit plans', async () => {
	await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A')] }));
	expect(await origins.ofElement(db, await idOf('II.A'))).toMatchObject({
		template: { slug: 'dti-programme' },
		plan: { slug: 'dti-programme', hidden: false },
		item: { code: 'II.A', title: 'Digital Infrastructure' }
	});
	// a draft, and one that has not published since
	for (const slug of [plan.slug, 'bangsamoro-demo']) {
		const template = await make1(slug, { title: `Hidden ${slug}` });
		const all = await itemsOf(template);
		const other = await emptyPlan();
		const elements = [sentElement(all, all.elements[0]!.code)];
		await take(db, planner, other, taking(template, { elements }));
		const found = await origins.ofPlan(db, other.id);
		expect([...found.elements.values()]).toMatchObject([{ plan: { slug, hidden: true } }]);
	}
});

describe('KPIs', () => {
	test('come with their definition, and nothing of what is set or reported', async () => {
		const small = await makePlan(db, { slug: `measured-${number}` });
		const columns = {
			...{ element_id: small.elements['O1.1'], code: 'K1', title: 'Offices networked' },
			...{ definition: 'Offices on the network.', means_of_verification: 'Its register' },
			...{ unit: '%', unit_kind: 'percent_of_whole', frequency: 'quarter', over_time: 'last' },
			...{ over_organisations: 'none', baseline_value: '2', baseline_on: '2022-01-01' }
		} as const;
		const term = (id: string) => ({ id, name: `Term ${id}` });
		const dimension = { id: '1', name: 'Sex', addsUp: true, terms: [term('2'), term('3')] };
		const { id: kpiId } = await db
			.insertInto('kpi')
			.values({
				...{ ...columns, direction: 'range', position: 0, tolerance: '0' },
				...{ range_low: '45', range_high: '55.50', range_zero_distance: '10' },
				disaggregation: JSON.stringify({ dimensions: [dimension], crosses: [] })
			} as never)
			.returning('id')
			.executeTakeFirstOrThrow();
		const target = { kpi_id: kpiId, due_on: '2028-12-31', value: '50' };
		await db.insertInto('kpi_target').values(target).execute();
		const template = await make1(`measured-${number}`);
		const all = await itemsOf(template);
		await take(db, planner, plan, taking(template, { kpis: [sentKpi(all, 'K1')] }));
		const made = await db
			.selectFrom('kpi')
			.where('plan_id', '=', plan.id)
			.select(['id', 'template_kpi_id'])
			.executeTakeFirstOrThrow();
		expect(made.template_kpi_id).toBe(all.kpis[0]!.id);
		const stored = (await findKpi(db, plan.id, made.id))!;
		expect(stored).toMatchObject({
			...{ ...columns, baseline_value: null, baseline_on: null, targets: [], reporter_id: null },
			...{ element_id: await idOf('O1.1'), measured_until: null, measurements: 0 },
			// a range is its band
			...{ direction: 'range', range_low: '45', range_high: '55.5', range_zero_distance: '10' }
		});
		const [sex] = stored.disaggregation!.dimensions;
		expect(sex).toMatchObject({ name: 'Sex', addsUp: true, terms: [{ name: 'Term 2' }, {}] });
		expect(sex!.id).not.toBe('1');
		const said = await byField(db, 'kpi_id', made.id);
		expect(said['definition']).toMatchObject({
			...{ kind: 'editorial', reason: 'From the template, K1.', quote: null }
		});
		expect(Object.keys(said)).not.toContain('baseline_value');
	});

	test('of a demonstration say that they were invented there', async () => {
		const template = await make1('bangsamoro-demo');
		const all = await itemsOf(template);
		expect([template.provenance, all.kpis.length > 20]).toEqual(['demo', true]);
		const [first] = all.kpis;
		await take(db, planner, plan, taking(template, { kpis: [sentKpi(all, first!.code)] }));
		const { id } = await db
			.selectFrom('kpi')
			.where('plan_id', '=', plan.id)
			.select('id')
			.executeTakeFirstOrThrow();
		expect((await byField(db, 'kpi_id', id))['title']).toMatchObject({
			...{ kind: 'editorial', reason: `From the template, ${first!.code}. It was invented there.` }
		});
	});

	test('bring the element that they measure', async () => {
		const template = await make1('bangsamoro-demo');
		const all = await itemsOf(template);
		const kpi = all.kpis[0]!;
		await take(db, planner, plan, taking(template, { kpis: [sentKpi(all, kpi.code)] }));
		expect((await rows()).map(({ from }) => from)).toEqual([kpi.elementId]);
	});
});

test('what also serves, and the terms of frameworks, come along', async () => {
	const template = await make1('bangsamoro');
	const all = await itemsOf(template);
	const serving = all.elements.find(({ alsoServes }) => alsoServes.length > 0)!;
	const served = all.elements.find(({ id }) => id === serving.alsoServes[0])!;
	const tagged = all.elements.find(({ terms }) => terms.length > 0)!;
	const codes = [...new Set([serving.code, served.code, tagged.code])];
	const elements = codes.map((code) => sentElement(all, code));
	await take(db, planner, plan, taking(template, { elements }));
	const stored = (await findElement(db, plan.id, await idOf(serving.code)))!;
	expect(stored.also_serves).toEqual([await idOf(served.code)]);
	const withTerms = (await findElement(db, plan.id, await idOf(tagged.code)))!;
	expect(withTerms.terms).toEqual(tagged.terms.map(({ id }) => id));
	const said = await byField(db, 'element_id', withTerms.id);
	expect(Object.keys(said)).toContain(`terms.${tagged.terms[0]!.code}`);
});

test('a template stays as it was, whatever becomes of its plan', async () => {
	const small = await makePlan(db, { slug: `amended-${number}` });
	const template = await make1(`amended-${number}`);
	const before = await itemsOf(template);
	const stored = (await findElement(db, small.id, small.elements.G1))!;
	await changeElement(db, planner, small, {
		...{ id: stored.id, version: stored.version, linkReason: null, today: '2026-11-28' },
		...{ fields: { ...stored, title: 'Another title' }, reason: 'It was wrong.' }
	});
	const gone = (await findElement(db, small.id, small.elements['1.1.2']))!;
	await retire(db, planner, small, { id: gone.id, version: gone.version, reason }, now);
	expect(await itemsOf(template)).toEqual(before);
	const again = await make1(`amended-${number}`, { followsId: template.id });
	expect(again.follows).toEqual({ slug: template.slug, title: template.title });
	expect((await templates.find(db, template.slug))!.followedBy).toMatchObject({ slug: again.slug });
	expect((await itemsOf(again)).elements.map(({ title }) => title)).toEqual([
		...['Another title', 'Title of O1.1', 'Title of 1.1.1', 'Title of G2']
	]);
});

test('the database lets nobody change a template', async () => {
	const refuses = (query: ReturnType<typeof sql>) => expect(query.execute(db)).rejects.toThrow();
	await refuses(sql`update template set title = 'Other' where id = ${programme.id}`);
	await refuses(sql`delete from template where id = ${programme.id}`);
	await refuses(
		sql`update template_element set title = 'Other' where template_id = ${programme.id}`
	);
	await refuses(sql`delete from template_element where template_id = ${programme.id}`);
});

describe('refused, with nothing stored', () => {
	const problemsOf = (more: Partial<Taking>, of = programme) =>
		take(db, planner, plan, taking(of, more)).then(
			() => 'taken',
			(cause: { problems?: unknown[]; reason?: string }) => cause.problems ?? cause.reason ?? cause
		);
	const nothing = async (): Promise<void> => {
		expect(await rows()).toEqual([]);
		expect(await db.selectFrom('kpi').where('plan_id', '=', plan.id).execute()).toEqual([]);
		const taken = await db
			.selectFrom('audit_entry')
			.where('plan_id', '=', plan.id)
			.where('action', '=', 'template_taken')
			.select('id')
			.execute();
		expect(taken).toEqual([]);
	};

	test('where nothing is chosen', async () => {
		expect(await problemsOf({})).toBe('nothing_chosen');
		await nothing();
	});

	test('where the template was withdrawn meanwhile', async () => {
		const template = await make1('badung');
		const [first] = (await itemsOf(template)).elements;
		await withdraw(db, planner, template.id, { reason: 'It is out of date.' });
		const { id, code, title } = first!;
		const elements = [{ id, code, title, description: null, underId: null }];
		expect(await problemsOf({ elements }, template)).toBe('template_withdrawn');
		await nothing();
		await expect(withdraw(db, planner, template.id, { reason })).rejects.toMatchObject({
			reason: 'template_withdrawn'
		});
		expect((await templates.list(db)).at(-1)).toMatchObject({
			slug: template.slug,
			withdrawn: { reason: 'It is out of date.' }
		});
	});

	test('where codes are taken, missing or no codes: all at once, with a code that is free', async () => {
		await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A')] }));
		const elements = [
			sentElement(parts, 'II.B', { code: 'II.A' }),
			sentElement(parts, 'II.C', { code: 'two words' }),
			sentElement(parts, 'II.D', { code: '' })
		];
		expect(await problemsOf({ elements })).toMatchObject([
			{ problem: 'code_taken', by: 'Digital Infrastructure', free: 'II.A-2' },
			{ problem: 'code_letters' },
			{ problem: 'code_missing' }
		]);
		expect(await rows()).toHaveLength(1);
	});

	test('where a part is in the plan already', async () => {
		const elements = [sentElement(parts, 'II.A')];
		await take(db, planner, plan, taking(programme, { elements }));
		expect(await problemsOf({ elements: [{ ...elements[0]!, code: 'X' }] })).toMatchObject([
			{ problem: 'taken_already', by: 'II.A' }
		]);
		expect(await rows()).toHaveLength(1);
		expect((await takenFrom(db, plan.id, programme.id)).elements).toHaveLength(1);
	});

	test('where a part is of another template, or goes beneath what it cannot', async () => {
		const strange = { id: '999999', code: 'X', title: 'X', description: null, underId: null };
		expect(await problemsOf({ elements: [strange] })).toMatchObject([{ problem: 'gone' }]);
		await nothing();
		await take(db, planner, plan, taking(programme, { elements: [sentElement(parts, 'II.A.1')] }));
		const underId = await idOf('II.A.1');
		expect(await problemsOf({ elements: [sentElement(parts, 'II.B', { underId })] })).toMatchObject(
			[{ problem: 'nesting', field: 'under' }]
		);
	});

	test('to whoever may not edit plans', async () => {
		const elements = [sentElement(parts, 'II.A')];
		const refused = { name: 'NotAllowed' };
		await expect(take(db, leader, plan, taking(programme, { elements }))).rejects.toMatchObject(
			refused
		);
		await expect(withdraw(db, leader, programme.id, { reason })).rejects.toMatchObject(refused);
		const fields = { title: 'Mine', description: null, reason, followsId: null };
		await expect(make(db, leader, plan, fields, { now })).rejects.toMatchObject(refused);
		await nothing();
	});

	test('a template of a plan that holds nothing', async () => {
		const count = (await templates.list(db)).length;
		await expect(make1(plan.slug)).rejects.toMatchObject({ reason: 'template_empty' });
		expect(await templates.list(db)).toHaveLength(count);
	});

	test('a template that follows one of another plan', async () => {
		await expect(make1('badung', { followsId: programme.id })).rejects.toMatchObject({
			reason: 'unknown_choice'
		});
	});
});

test('the same form sent twice takes once', async () => {
	const request = { requestId: crypto.randomUUID(), digest: 'same', confirmed: [] };
	const elements = [sentElement(parts, 'II.A')];
	const sent = { ...plan, request };
	const [one, other] = [
		await take(db, planner, sent, taking(programme, { elements })),
		await take(db, planner, sent, taking(programme, { elements }))
	];
	expect(other).toEqual(one);
	expect(await rows()).toHaveLength(1);
});

test('a thousand parts are taken in one go', async () => {
	const large = await makePlan(db, { slug: `large-${number}` });
	const activities = Array.from({ length: 996 }, (_, at) => ({
		...{ plan_id: large.id, kind: 'activity' as const, parent_id: large.elements['O1.1'] },
		...{ parent_kind: 'objective' as const, position: at + 10, code: `L${at}` },
		title: `Large ${at}`
	}));
	await db.insertInto('element').values(activities).execute();
	const template = await make1(`large-${number}`);
	const all = await itemsOf(template);
	const elements = all.elements.map(({ code }) => sentElement(all, code));
	expect(elements.length).toBe(1001);
	expect(await take(db, planner, plan, taking(template, { elements }))).toEqual({
		...{ elements: 1001, kpis: 0 }
	});
	expect(await rows()).toHaveLength(1001);
});
